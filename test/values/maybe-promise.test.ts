import assert from 'node:assert/strict';
import { whenKnown } from '../../src/values/maybe-promise.js';

describe('a value that may be a promise', () => {
  it('is taken at once where nothing waits', () => {
    assert.equal(
      whenKnown(1, (value) => value + 1),
      2,
    );
  });

  it('goes on once with a thenable of a library, whose `then` returns nothing and calls back twice', async () => {
    const thenable = {
      then: (resolve: (value: number) => void): void => {
        resolve(1);
        resolve(2);
      },
    };
    const seen: number[] = [];
    const next = whenKnown(thenable as unknown as Promise<number>, (value) => seen.push(value));
    assert.equal(await next, 1);
    assert.deepEqual(seen, [1]);
  });

  it('is rejected with a thenable that throws', async () => {
    const thenable = {
      then: (): void => {
        throw new Error('no');
      },
    };
    await assert.rejects(
      async () => whenKnown(thenable as unknown as Promise<number>, (value) => value),
      /no/,
    );
  });
});
