import { escapeMarkup } from '../text/escape-markup.js';
import type { Catalogue } from './catalogue.js';
import type { PostureReport, PostureRow } from './posture.js';

/** One page that needs nothing else: no script, no font, no image, no address outside. */
export function renderHtml(report: PostureReport): string {
  const { rows, catalogue } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>How your clients log in</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>How your clients log in</h1>
<p>${rows.length} ${rows.length === 1 ? 'client' : 'clients'}, ${sum(rows, 'attempts')} attempts, ${sum(rows, 'accepted')} accepted. ${escapeMarkup(new Date(report.generatedAt).toISOString().slice(0, 16).replace('T', ' '))} UTC, smb2-auth-server ${escapeMarkup(report.version)}.</p>
${report.omitted === 0 ? '' : `<p class="warning">${report.omitted} attempts came from clients that this report had no room for.</p>`}
</header>
<main>
${rows.length === 0 ? '<p class="empty">No client has connected yet.</p>' : clientTable(rows, catalogue)}
${findingList(rows, catalogue)}
</main>
</body>
</html>
`;
}

function clientTable(rows: readonly PostureRow[], catalogue: Catalogue): string {
  // An empty column tells of a carrier or a mechanism that no client used.
  const columns = catalogue.columns.filter(({ values }) => rows.some((row) => values(row).length > 0));
  const head = columns.map(({ title }) => `<th scope="col">${escapeMarkup(title)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr class="${catalogue.levelOf(row.findings)}">${columns.map((column) => cell(column.key, column.values(row), catalogue)).join('')}</tr>`,
  );
  return `<div class="scroll"><table id="clients">
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function cell(key: string, values: readonly string[], catalogue: Catalogue): string {
  if (key === 'client') return `<th scope="row">${escapeMarkup(values.join(''))}</th>`;
  if (key === 'findings') return `<td>${values.map((code) => badge(code, catalogue)).join(' ')}</td>`;
  return `<td>${values.map(escapeMarkup).join('<br>')}</td>`;
}

function badge(code: string, catalogue: Catalogue): string {
  const { level, title } = catalogue.rule(code);
  return `<a class="badge ${level}" href="#${escapeMarkup(code)}" title="${escapeMarkup(title)}">${escapeMarkup(code)}</a>`;
}

function findingList(rows: readonly PostureRow[], catalogue: Catalogue): string {
  const seen = catalogue.codes.filter((code) => rows.some(({ findings }) => findings.includes(code)));
  if (seen.length === 0) return rows.length === 0 ? '' : '<h2>Findings</h2><p class="good">None.</p>';
  const items = seen.map((code) => {
    const { level, title, help } = catalogue.rule(code);
    const clients = rows.filter(({ findings }) => findings.includes(code)).map(({ client }) => client);
    return `<section id="${escapeMarkup(code)}"><h3><span class="badge ${level}">${escapeMarkup(code)}</span> ${escapeMarkup(title)}</h3>
<p>${escapeMarkup(help)}</p><p class="clients">${clients.map(escapeMarkup).join(', ')}</p></section>`;
  });
  return `<h2>Findings</h2>\n${items.join('\n')}`;
}

function sum(rows: readonly PostureRow[], key: 'attempts' | 'accepted'): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

const style = `
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fff; --line: #dfe3ea; --soft: #f5f7fa; --faint: #657085;
  --error: #b42318; --error-paper: #fdecea; --warning: #8a5a00; --warning-paper: #fff4d9; --note: #2a5580; --note-paper: #e8f1fa; --good: #1b7042; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --line: #2c3440; --soft: #1b212a; --faint: #98a3b5;
  --error: #ff9a8f; --error-paper: #43201d; --warning: #ffce73; --warning-paper: #3d3118; --note: #9cc9f5; --note-paper: #1c3147; --good: #7bd6a0; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2.5rem clamp(1rem, 4vw, 4rem); color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.015em; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.2rem; }
h3 { margin: 1.5rem 0 0.25rem; font-size: 1rem; }
header p { margin: 0.25rem 0 1.75rem; color: var(--faint); }
section { max-width: 46rem; }
section p { margin: 0.25rem 0; }
.clients { color: var(--faint); font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); white-space: nowrap; }
td:nth-child(2) { white-space: normal; min-width: 14rem; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { background: var(--soft); color: var(--faint); font-weight: 600; }
tbody th { font-weight: 600; border-left: 4px solid transparent; }
tr.error th[scope=row] { border-left-color: var(--error); }
tr.warning th[scope=row] { border-left-color: var(--warning); }
tr.note th[scope=row] { border-left-color: var(--note); }
tr.none th[scope=row] { border-left-color: var(--good); }
.badge { display: inline-block; padding: 0 0.5em; border-radius: 1em; font-size: 0.8rem; font-weight: 600; text-decoration: none; line-height: 1.6; }
.badge.error { color: var(--error); background: var(--error-paper); }
.badge.warning { color: var(--warning); background: var(--warning-paper); }
.badge.note { color: var(--note); background: var(--note-paper); }
.good { color: var(--good); } p.warning { color: var(--warning); } .empty { color: var(--faint); }
`;
