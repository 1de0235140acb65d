import assert from 'node:assert/strict';
import { pendingAfter } from '../../../src/session/exchange/pending.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';

describe('requests that may have to wait', () => {
  it('are found to wait in turns of the event loop, however many began at once', async () => {
    const runtime = new HandDrivenRuntime();
    const waiting: unknown[] = [];
    const never = () => new Promise<never>(() => {});
    const all = Array.from({ length: 400 }, async () => {
      const result = await pendingAfter({ runtime, patience: 5 }, never);
      assert.ok('pending' in result);
      waiting.push(result);
    });
    const firstTurn = new Promise((resolve) => setImmediate(resolve));
    runtime.advance(5);
    await firstTurn;
    let most = waiting.length;
    while (waiting.length < 400) {
      const before = waiting.length;
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, waiting.length - before);
    }
    await Promise.all(all);
    assert.ok(most <= 16, `${most} in one turn`);
  });
});
