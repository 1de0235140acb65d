import assert from 'node:assert/strict';
import { ReplayCache } from '../../../src/auth/ntlm/replay-cache.js';

describe('ReplayCache', () => {
  const proof = (n: number) => Buffer.alloc(16, n);

  it('knows a proof again', () => {
    const cache = new ReplayCache();
    assert.equal(cache.remember(proof(1)), true);
    assert.equal(cache.remember(proof(2)), true);
    assert.equal(cache.remember(proof(1)), false);
  });

  it('forgets the oldest when it is full', () => {
    const cache = new ReplayCache(2);
    for (const n of [1, 2, 3]) cache.remember(proof(n));
    assert.equal(cache.remember(proof(3)), false);
    assert.equal(cache.remember(proof(2)), false);
    assert.equal(cache.remember(proof(1)), true);
  });
});
