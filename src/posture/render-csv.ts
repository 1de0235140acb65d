import { printable } from '../text/printable.js';
import type { PostureReport } from './report.js';

/** RFC 4180, with a guard for spreadsheets: what would be a formula is text. */
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
 * Where a cell may begin: with the text, and behind each character that separates cells in some country's settings.
 * Spreadsheets skip blanks and quotation marks in front of a formula.
 */
const cellStart = /(?<before>(?:^|[;,|\t\r\n])[\s"']*)(?<first>[^\s"';,|])/gu;

/** A character that begins a formula, also in full width, as keyboards of East Asia write it. */
function guard(whole: string, before: string, first: string): string {
  return /[=+\-@\u2212]/.test(first.normalize('NFKC')) ? `${before}'${first}` : whole;
}
