import { printable } from '../../text/printable.js';
import { isBad, type Verdict } from '../verdict.js';
import { expectation } from './expectation.js';
import { byGroup, type Scorecard, type ScoredCase, totalsText } from './scorecard.js';

/** Paints a word; the identity where the output is no terminal. */
export type Paint = (text: string, verdict: Verdict) => string;

/** The line of a case: verdict, id, and where it is not secure the cause. */
export function caseLine(
  { verdict, id, because }: Pick<ScoredCase, 'verdict' | 'id' | 'because'>,
  paint: Paint,
): string {
  const cause = verdict === 'secure' ? '' : `  ${printable(because)}`;
  return `${paint(verdict.padEnd(14), verdict)}  ${id}${cause}`;
}

/** The end of the table: each case against the client with what it stands for, and the totals. */
export function renderSummary({ cases, totals }: Scorecard, paint: Paint): string {
  const bad = byGroup(cases).flatMap(({ cases: ofGroup }) => ofGroup.filter(({ verdict }) => isBad(verdict)));
  const paragraphs = bad.map(
    ({ id, title, verdict, because, imitates, why, expects, section, run }) =>
      `${paint(verdict, verdict)}  ${id}: ${title}
  ${printable(because)}
  ${printable(imitates)} A good client ${expectation[expects]}. ${printable(why)} (${section})${lastWords(run?.output ?? '')}
`,
  );
  return [...(bad.length === 0 ? [] : ['', ...paragraphs]), totalsText(totals)].join('\n');
}

/** The last lines of the client's output. */
function lastWords(output: string): string {
  const lines = output
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-3);
  return lines.map((line) => `\n    | ${printable(line).slice(0, 200)}`).join('');
}
