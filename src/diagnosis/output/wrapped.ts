import { columnsOf } from '../../text/columns.js';
import { printable } from '../../text/printable.js';

/**
 * Lines of text, fit for a terminal, broken at spaces; a word that is wider than `room` keeps its line to itself. The
 * characters of a name stay as they are, while the package wrap-ansi would compose them.
 *
 * @param room columns
 */
export function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of printable(text).split(' ')) {
    const width = columnsOf(word);
    if (line !== '' && columns + 1 + width <= room) {
      line += ` ${word}`;
      columns += 1 + width;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    columns = width;
  }
  return [...lines, line];
}
