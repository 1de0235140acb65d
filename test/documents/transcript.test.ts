import assert from 'node:assert/strict';
import { comparableLines, compareOutput, stepsOf } from './transcript.js';

describe('transcripts: the comparison', () => {
  for (const [what, shown, ofCommand, inBackground, used] of [
    ['every line of the command', ['a', 'b'], ['a', 'b'], [], 0],
    ['a line of the command that is not shown', ['a'], ['a', 'b'], [], undefined],
    ['a line that nobody wrote', ['a', 'b'], ['a'], [], undefined],
    ['another order', ['b', 'a'], ['a', 'b'], [], undefined],
    ['lines in the background, some of them', ['a', 'x', 'z'], ['a'], ['x', 'y', 'z', 'w'], 3],
    ['lines in the background in another order', ['z', 'x'], [], ['x', 'z'], undefined],
    ['both, mixed', ['x', 'a', 'y'], ['a'], ['x', 'y'], 2],
    ['any lines', ['a', '…', 'd'], ['a', 'b', 'c', 'd'], [], 0],
    ['any lines, and none', ['a', '…'], ['a'], [], 0],
    ['any text', ['status … of …'], ['status 5 of 6'], [], 0],
    ['any text, and another', ['status …'], ['state 5'], [], undefined],
    ['signs that mean something elsewhere', ['a.c (1)'], ['abc (1)'], [], undefined],
    ['nothing', [], [], ['x'], 0],
  ] as const)
    it(`${what}: ${used === undefined ? 'differs' : 'the same'}`, () => {
      assert.equal(compareOutput(shown, ofCommand, inBackground), used);
    });

  it('takes times, ports and names of machines as they come, and no reason', () => {
    const line = '12:00:01  REFUSED  “a” from 127.0.0.1:5000  [wrong-password] workstation “ONE” · 1.2 ms';
    const later = '13:01:59  REFUSED  “a” from 127.0.0.1:61234  [wrong-password] workstation “TWO” · 3 ms';
    assert.deepEqual(comparableLines([line]), comparableLines([later]));
    assert.notDeepEqual(comparableLines([line]), comparableLines([later.replace('wrong', 'mangled')]));
    assert.notDeepEqual(comparableLines([line]), comparableLines([later.replace('“a”', '“b”')]));
  });

  it('takes a paragraph wherever its lines are broken', () => {
    const indent = ' '.repeat(10);
    assert.deepEqual(comparableLines(['HEAD', `${indent}one two`, `${indent}three`, 'NEXT']), [
      'HEAD one two three',
      'NEXT',
    ]);
  });

  it('finds commands and what they show', () => {
    assert.deepEqual(stepsOf('$ one \\\n  more\nshown\n$ two\n'), [
      { command: 'one \\\n  more', shown: ['shown'] },
      { command: 'two', shown: [] },
    ]);
    assert.throws(() => stepsOf('shown\n$ one\n'), /no command above: shown/);
  });
});
