import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Printer } from '../../../src/cli/output/printer.js';

/** An output whose reader takes nothing until the test lets it. */
function slowOutput() {
  const lines: string[] = [];
  let reading = false;
  let take: (() => void) | undefined;
  const output = new Writable({
    highWaterMark: 10,
    decodeStrings: false,
    write(line: string, _encoding, done) {
      lines.push(line);
      if (reading) done();
      else take = done;
    },
  });
  const read = async (): Promise<void> => {
    reading = true;
    const drained = once(output, 'drain');
    take?.();
    await drained;
  };
  return { output, lines, read };
}

describe('cli/output: a reader who falls behind', () => {
  it('gets what fits, then how much was left out, then everything again', async () => {
    const { output, lines, read } = slowOutput();
    const printer = new Printer(output, (count) => `(${count} left out)`, 30);
    for (let i = 0; i < 10; i++) printer.print(`line number ${i}`);
    assert.ok(output.writableLength <= 30 + 'line number 0\n'.length, 'no more waits than may');
    await read();
    printer.print('later');
    await nextTurn();
    assert.deepEqual(lines, [
      'line number 0\n',
      'line number 1\n',
      'line number 2\n',
      '(7 left out)\n',
      'later\n',
    ]);
  });

  it('misses nothing while it keeps up', async () => {
    const { output, lines, read } = slowOutput();
    const printer = new Printer(output, () => 'left out', 30);
    printer.print('first line');
    await read();
    for (let i = 0; i < 100; i++) printer.print(String(i));
    await nextTurn();
    assert.equal(lines.length, 101);
    assert.equal(lines.includes('left out\n'), false);
  });
});

describe('cli/output: the lines of one turn of the event loop', () => {
  it('leave in one write, in order, before the next turn', async () => {
    const writes: string[][] = [];
    const output = new Writable({
      decodeStrings: false,
      write: () => assert.fail('a write for a line alone'),
      writev(chunks, done) {
        writes.push(chunks.map(({ chunk }) => chunk as string));
        done();
      },
    });
    const printer = new Printer(output, () => 'left out');
    for (const line of ['one', 'two', 'three']) printer.print(line);
    assert.deepEqual(writes, []);
    await nextTurn();
    for (const line of ['four', 'five']) printer.print(line);
    await nextTurn();
    assert.deepEqual(writes, [
      ['one\n', 'two\n', 'three\n'],
      ['four\n', 'five\n'],
    ]);
  });
});
