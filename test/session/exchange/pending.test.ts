import assert from 'node:assert/strict';
import { pendingAfter } from '../../../src/session/exchange/pending.js';

describe('requests that may have to wait', () => {
  it('are found to wait in turns of the event loop, however many began at once', async () => {
    const waiting: unknown[] = [];
    const never = () => new Promise<never>(() => {});
    const all = Array.from({ length: 400 }, async () => {
      const result = await pendingAfter(5, never);
      assert.ok('pending' in result);
      waiting.push(result);
    });
    let most = 0;
    while (waiting.length < 400) {
      const before = waiting.length;
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, waiting.length - before);
    }
    await Promise.all(all);
    assert.ok(most <= 16, `${most} in one turn`);
  });
});
