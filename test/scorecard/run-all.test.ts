import assert from 'node:assert/strict';
import { runAll } from '../../src/scorecard/run-all.js';

describe('several runs at once', () => {
  it('never more than were asked for, and told in the order of the items', async () => {
    let running = 0;
    let most = 0;
    const told: [string, number][] = [];
    const ends: (() => void)[] = [];
    const results = runAll(
      ['a', 'b', 'c', 'd'],
      2,
      async (item) => {
        most = Math.max(most, ++running);
        await new Promise<void>((resolve) => {
          ends.push(resolve);
          if (ends.length === 2) for (const end of ends.splice(0).toReversed()) end();
        });
        running -= 1;
        return item.toUpperCase();
      },
      (result, done) => told.push([result, done]),
    );
    assert.deepEqual(await results, ['A', 'B', 'C', 'D']);
    assert.equal(most, 2);
    assert.deepEqual(told, [
      ['A', 1],
      ['B', 2],
      ['C', 3],
      ['D', 4],
    ]);
  });

  it('ends with the first failure', async () => {
    const begun: number[] = [];
    const failing = runAll(
      [1, 2, 3, 4],
      1,
      (item) => {
        begun.push(item);
        return item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
      },
      () => {},
    );
    await assert.rejects(failing, /two/);
    assert.deepEqual(begun, [1, 2]);
  });
});
