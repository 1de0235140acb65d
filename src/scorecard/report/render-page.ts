import { printable } from '../../text/printable.js';
import { type Scorecard, totalsText } from './scorecard.js';

/** A client that was tried, for {@link renderPage}. */
export interface TriedClient {
  readonly name: string;
  readonly version: string;
  /** A sentence on the circumstances. */
  readonly remark?: string;
  /** Absent: it could not be judged. */
  readonly card?: Scorecard;
  /** Why it could not be judged. */
  readonly cause?: string;
}

/** The scorecards of several clients as Markdown; `npm run scorecards` writes it. */
export function renderPage(clients: readonly TriedClient[]): string {
  const lines = [...introduction, '', ...overview(clients), ...clients.flatMap(section)];
  return `${lines.join('\n')}\n`;
}

const introduction = [
  '# Scorecards',
  '',
  'What `smb2-auth-server check-client` saw of some clients, as facts of the day and the version given. Written by',
  '`npm run scorecards`; do not edit. Each client read a file of the share and wrote another. A case that is not listed',
  'below a client was `secure`. The cases are explained by `check-client --list` and in FAULTS.md.',
];

function overview(clients: readonly TriedClient[]): string[] {
  const rows = clients.map(({ name, version, card }) => {
    const totals = card === undefined ? 'could not be judged' : totalsText(card.totals);
    return `| ${cell(name)} | ${cell(version)} | ${totals} |`;
  });
  return ['| client | version | verdicts |', '| --- | --- | --- |', ...rows];
}

function section({ name, version, remark, card, cause }: TriedClient): string[] {
  const head = ['', `## ${name} ${version}`, ''];
  if (card === undefined) return [...head, `It could not be judged: ${text(cause ?? 'no report')}`];
  const { generatedAt, version: ours, cases } = card;
  const rows = cases
    .filter(({ verdict }) => verdict !== 'secure')
    .map(({ id, verdict, because }) => `| \`${id}\` | ${verdict} | ${cell(because)} |`);
  return [
    ...head,
    `${generatedAt.slice(0, 10)}, smb2-auth-server ${ours}: ${totalsText(card.totals)}.${remark === undefined ? '' : ` ${remark}`}`,
    ...(rows.length === 0 ? [] : ['', '| case | verdict | because |', '| --- | --- | --- |', ...rows]),
  ];
}

/** Text of a client cannot end its cell, and is no markup. */
function cell(words: string): string {
  return text(words).replaceAll('|', String.raw`\|`);
}

function text(words: string): string {
  const short = words.length > 300 ? `${words.slice(0, 300)}…` : words;
  return printable(short.replaceAll(/\s+/g, ' ').trim()).replaceAll(/[<>*_`[\]\\]/g, String.raw`\$&`);
}
