import assert from 'node:assert/strict';
import { pendingAfter } from '../../../src/session/files/pending.js';

describe('requests that may have to wait', () => {
  it('are found to wait in turns of the event loop, however many began at once', async () => {
    const count = 400;
    let waiting = 0;
    const never = () => new Promise<never>(() => {});
    const all = Array.from({ length: count }, async () => {
      const result = await pendingAfter(5, never);
      assert.ok('pending' in result);
      waiting++;
    });
    let most = 0;
    while (waiting < count) {
      const before = waiting;
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, waiting - before);
    }
    await Promise.all(all);
    assert.ok(most <= 16, `${most} in one turn`);
  });
});
