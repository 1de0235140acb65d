import { printable } from '../text/printable.js';
import type { PostureReport } from './report.js';

/** CSV by RFC 4180. A cell that a spreadsheet would take for a formula is turned into text. */
export function renderCsv({ rows, catalogue: { columns } }: PostureReport): string {
  const lines = [
    columns.map(({ key }) => key),
    ...rows.map((row) => columns.map(({ values }) => values(row).join('; '))),
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const guarded = printable(text).replace(cellStart, guard);
  return /[",;\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * The places where a cell can begin: the start of the text, and behind each character that separates cells in some
 * locale. Spreadsheets skip blanks and quotation marks before a formula.
 */
const cellStart = /(?<before>(?:^|[;,|\t\r\n])[\s"']*)(?<first>[^\s"';,|])/gu;

/** A character that begins a formula, also in full width, as keyboards of East Asia write it. */
function guard(whole: string, before: string, first: string): string {
  return /[=+\-@\u2212]/.test(first.normalize('NFKC')) ? `${before}'${first}` : whole;
}
