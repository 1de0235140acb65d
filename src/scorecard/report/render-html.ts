import { expectation } from './expectation.js';
import { escapeLines, escapeMarkup } from '../../text/escape-markup.js';
import { style } from './style.js';
import { byGroup, type Scorecard, type ScoredCase, totalsText } from './scorecard.js';

/** One page that needs nothing else: no script, no font, no image, no address outside. */
export function renderHtml(scorecard: Scorecard): string {
  const { cases, command, generatedAt, version, totals } = scorecard;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Scorecard of a client</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Scorecard of a client</h1>
<p><code>${escapeMarkup(command.join(' '))}</code></p>
<p>${escapeMarkup(totalsText(totals))}. ${escapeMarkup(generatedAt.slice(0, 16).replace('T', ' '))} UTC, smb2-auth-server ${escapeMarkup(version)}.</p>
</header>
<main>
${byGroup(cases)
  .map(({ group, cases: ofGroup }) => `<h2 id="${group}">${group}</h2>\n${ofGroup.map(section).join('\n')}`)
  .join('\n')}
</main>
</body>
</html>
`;
}

function section(one: ScoredCase): string {
  const { id, title, verdict, because, imitates, why, expects, section: rule, run } = one;
  return `<details class="${verdict}" id="${escapeMarkup(id)}">
<summary><span class="badge ${verdict}">${verdict}</span> <b>${escapeMarkup(title)}</b> <span class="because">${escapeMarkup(because)}</span></summary>
<p>${escapeMarkup(imitates)} A good client ${escapeMarkup(expectation[expects])}. ${escapeMarkup(why)} <cite>${escapeMarkup(rule)}</cite></p>
${run === undefined ? '' : runOf(run)}
</details>`;
}

function runOf(run: NonNullable<ScoredCase['run']>): string {
  const after = Object.entries(run.afterFault).map(([step, count]) => `${step} × ${count}`);
  const rows = (
    [
      ['End', [`${run.end}, ${(run.milliseconds / 1000).toFixed(1)} s`]],
      ['Logins', run.attempts],
      ['Shares', run.trees],
      ['Faults', run.faults],
      ['Answers after the fault', after],
    ] as const
  )
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `<dt>${name}</dt><dd>${values.map(escapeMarkup).join('<br>')}</dd>`);
  const output = run.output === '' ? '' : `<pre>${escapeLines(run.output)}</pre>`;
  return `<dl>${rows.join('')}</dl>${output}`;
}
