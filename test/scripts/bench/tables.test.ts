import assert from 'node:assert/strict';
import { load } from './load.js';

type Table = (heads: readonly string[], rows: readonly (readonly string[])[]) => string;

const { textTable, markdownTable } = await load<{ textTable: Table; markdownTable: Table }>('tables.mjs');

const heads = ['', 'CLI', 'smbd'];
const rows = [
  ['logins/s', '1,050', '–'],
  ['a | b', '9', '32'],
];

describe('bench: tables', () => {
  it('text has numbers on the right', () => {
    assert.deepEqual(textTable(heads, rows).split('\n'), [
      '            CLI  smbd',
      '────────  ─────  ────',
      'logins/s  1,050     –',
      'a | b         9    32',
    ]);
  });

  it('Markdown is as prettier leaves it', () => {
    assert.deepEqual(markdownTable(heads, rows).split('\n'), [
      '|          |   CLI | smbd |',
      '| -------- | ----: | ---: |',
      '| logins/s | 1,050 |    – |',
      String.raw`| a \| b   |     9 |   32 |`,
    ]);
  });
});
