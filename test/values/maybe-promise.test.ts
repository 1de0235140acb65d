import { equal, rejects, throws } from 'node:assert/strict';
import { whenKnown } from '../../src/values/maybe-promise.js';

describe('a value, or a promise of it', () => {
  it('goes on at once with a value', () => {
    equal(
      whenKnown(2, (value) => value + 1),
      3,
    );
  });

  it('goes on later with the value of a promise', async () => {
    const later = whenKnown(Promise.resolve(2), (value) => value + 1);
    equal(later instanceof Promise, true);
    equal(await later, 3);
  });

  it('passes errors on', async () => {
    const fail = (): never => {
      throw new Error('failed');
    };
    throws(() => whenKnown(1, fail), /failed/);
    await rejects(async () => whenKnown(Promise.resolve(1), fail), /failed/);
    await rejects(
      async () =>
        whenKnown(Promise.reject<number>(new Error('refused')), () => {
          throw new Error('called');
        }),
      /refused/,
    );
  });
});
