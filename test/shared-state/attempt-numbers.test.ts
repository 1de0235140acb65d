import assert from 'node:assert/strict';
import { AttemptBlocks, AttemptNumbers, BLOCK, firstSpare } from '../../src/shared-state/attempt-numbers.js';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the numbers of attempts', () => {
  it('of several processes: rising in each, and none comes twice', async () => {
    const blocks = new AttemptBlocks();
    const ask = (): Promise<number> => Promise.resolve(blocks.take());
    const processes = [0, 1, 2].map((n) => new AttemptNumbers(blocks.take(), firstSpare(n), ask));
    const taken: number[][] = processes.map(() => []);
    for (let round = 0; round < 30; round++) {
      await nextTurn();
      for (const [n, numbers] of processes.entries()) {
        for (let i = 0; i < BLOCK / 2; i++) taken[n]?.push(numbers.take());
      }
    }
    for (const numbers of taken)
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
    const all = taken.flat();
    assert.equal(new Set(all).size, all.length);
    assert.ok(Math.max(...all) < firstSpare(0), 'no spare number was needed');
  });

  it('an owner that is silent makes nobody wait: spare numbers follow, which rise as well', async () => {
    const blocks = new AttemptBlocks();
    const silent = [0, 1].map(
      (n) => new AttemptNumbers(blocks.take(), firstSpare(n), () => new Promise<number>(() => {})),
    );
    const taken = silent.map((numbers) => Array.from({ length: 3 * BLOCK }, () => numbers.take()));
    for (const numbers of taken)
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
    assert.equal(new Set(taken.flat()).size, 6 * BLOCK);
    await nextTurn();
  });

  it('an owner that refuses is not asked again', async () => {
    let asked = 0;
    const ask = (): Promise<number> => {
      asked++;
      return Promise.reject(new Error('lost'));
    };
    const numbers = new AttemptNumbers(1, firstSpare(0), ask);
    await nextTurn();
    const taken = Array.from({ length: 5 * BLOCK }, () => numbers.take());
    assert.equal(new Set(taken).size, taken.length);
    assert.equal(asked, 1);
  });

  it('the spare numbers of a million processes are numbers that JSON can hold', () => {
    assert.ok(Number.isSafeInteger(firstSpare(1_000_000) + 2 ** 32));
    assert.equal(firstSpare(1) - firstSpare(0), 2 ** 32);
  });
});
