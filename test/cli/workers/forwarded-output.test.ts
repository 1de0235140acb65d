import assert from 'node:assert/strict';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Printer } from '../../../src/cli/output/printer.js';
import { ForwardedOutput } from '../../../src/cli/workers/forwarded-output.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';

describe('cli: the output of a worker', () => {
  function start() {
    const batches: string[] = [];
    const runtime = new HandDrivenRuntime();
    const output = new ForwardedOutput((bytes) => void batches.push(bytes.toString()), runtime);
    return { batches, runtime, output };
  }

  it('sends the first line at once, and the lines behind it together, after a pause', () => {
    const { batches, runtime, output } = start();
    for (const line of ['a\n', 'b\n', 'c\n']) output.write(line);
    assert.deepEqual(batches, ['a\n']);
    output.written();
    output.write('ü\n');
    assert.deepEqual(batches, ['a\n']);
    runtime.advance(50);
    assert.deepEqual(batches, ['a\n', 'b\nc\nü\n']);
  });

  it('sends much in several batches, each of whole pieces', () => {
    const { batches, runtime, output } = start();
    const piece = (letter: string): string => letter.repeat(100_000);
    for (const letter of 'abcdef') output.write(piece(letter));
    output.write('g'.repeat(400_000));
    output.written();
    runtime.advance(50);
    for (let answer = 0; answer < 3; answer++) output.written();
    const letters = batches.map((batch) => [...new Set(batch)].join(''));
    assert.deepEqual(letters, ['a', 'bc', 'de', 'f', 'g']);
    assert.equal(batches.join('').length, 1_000_000);
  });

  it('sends nothing as long as nothing is written, however much waits', () => {
    const { batches, runtime, output } = start();
    for (let line = 0; line < 1000; line++) output.write(`${line}\n`);
    runtime.advance(60_000);
    assert.deepEqual(batches, ['0\n']);
  });

  it('ends when all is written, without a pause', async () => {
    const { batches, output } = start();
    for (const line of ['a\n', 'b\n']) output.write(line);
    output.end();
    output.written();
    assert.deepEqual(batches, ['a\n', 'b\n']);
    let isOver = false;
    const end = finished(output).then(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isOver, false);
    output.written();
    await end;
  });

  it('makes a printer leave out what a slow reader has no room for, and say how much', async () => {
    const { batches, runtime, output } = start();
    const printer = new Printer(output, (lines) => `${lines} left out`, 50_000);
    const padding = ' '.repeat(9_000);
    for (let line = 0; line < 10; line++) printer.print(`line ${line}${padding}`);
    const drained = once(output, 'drain');
    for (let answer = 0; answer < 3; answer++) {
      output.written();
      runtime.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await drained;
    output.written();
    runtime.advance(50);
    const text = batches.join('');
    const printed = text.match(/^line \d/gm) ?? [];
    assert.ok(printed.length > 2 && printed.length < 10, `${printed.length}`);
    assert.match(text, new RegExp(`^${10 - printed.length} left out$`, 'm'));
    assert.deepEqual(
      printed,
      printed.map((_, index) => `line ${index}`),
    );
  });
});
