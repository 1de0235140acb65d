import assert from 'node:assert/strict';
import { TokenBucket } from '../../src/runtime/token-bucket.js';

describe('a bucket of tokens', () => {
  let now = 0;
  beforeEach(() => (now = 0));
  const bucket = (perSecond: number, most: number) => new TokenBucket(perSecond, most, () => now);

  it('begins full, and gives one after another', () => {
    const tokens = bucket(1, 3);
    assert.deepEqual([tokens.take(), tokens.take(), tokens.take(), tokens.take()], [true, true, true, false]);
  });

  it('earns in proportion to time, and keeps no more than its most', () => {
    const tokens = bucket(2, 3);
    tokens.spend(3);
    now = 499;
    assert.equal(tokens.take(), false);
    now = 500;
    assert.equal(tokens.take(), true);
    assert.equal(tokens.left, 0);
    now = 3_600_000;
    assert.equal(tokens.left, 3);
  });

  it('may end in debt, which is paid first', () => {
    const tokens = bucket(10, 100);
    tokens.spend(150);
    assert.equal(tokens.left, -50);
    now = 5000;
    assert.equal(tokens.take(), false);
    now = 5100;
    assert.equal(tokens.take(), true);
  });
});
