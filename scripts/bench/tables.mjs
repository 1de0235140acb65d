/**
 * A table as text: the first column on the left, the others on the right.
 *
 * @param rows lists of strings, as long as `heads`
 */
export function textTable(heads, rows) {
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map((row) => row[column].length)));
  const line = (cells) => cells.map((cell, at) => padded(cell, widths[at], at)).join('  ');
  return [line(heads), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The same in Markdown, as prettier leaves it. */
export function markdownTable(heads, rows) {
  const escaped = [heads, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', String.raw`\|`)));
  const widths = heads.map((_, column) => Math.max(3, ...escaped.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, at) => padded(cell, widths[at], at)).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head, ...body] = escaped;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

function padded(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
