import assert from 'node:assert/strict';
import { columnsOf } from '../../src/text/columns.js';

describe('columns of a text in a terminal', () => {
  const known: readonly [what: string, text: string, columns: number][] = [
    ['ASCII', 'alice', 5],
    ['the signs of our sentences', '“a” – b…', 8],
    ['letters beyond ASCII', 'Straße', 6],
    ['a letter with a combining accent', 'e\u0301', 1],
    ['Chinese, Japanese and Korean', '山田ハナ김', 10],
    ['halfwidth kana', 'ﾊﾅ', 2],
    ['an emoji, of two UTF-16 units', '🖨', 1],
    ['an emoji that is shown as a picture', '😀', 2],
    ['nothing', '', 0],
  ];
  for (const [what, text, columns] of known) it(what, () => assert.equal(columnsOf(text), columns));
});
