import assert from 'node:assert/strict';
import { whenKnown } from '../../src/values/maybe-promise.js';

/** A promise of a library. */
function thenable(then: (resolve: (value: number) => void) => void): Promise<number> {
  return new Proxy({}, { get: (_, name) => (name === 'then' ? then : undefined) }) as Promise<number>;
}

describe('a value that may be a promise', () => {
  it('is taken at once where nothing waits', () => {
    assert.equal(
      whenKnown(1, (value) => value + 1),
      2,
    );
  });

  it('goes on once with a thenable of a library, whose `then` returns nothing and calls back twice', async () => {
    const foreign = thenable((resolve) => {
      resolve(1);
      resolve(2);
    });
    const seen: number[] = [];
    const next = whenKnown(foreign, (value) => seen.push(value));
    assert.equal(await next, 1);
    assert.deepEqual(seen, [1]);
  });

  it('is rejected with a thenable that throws', async () => {
    const foreign = thenable(() => {
      throw new Error('no');
    });
    await assert.rejects(async () => whenKnown(foreign, (value) => value), /no/);
  });
});
