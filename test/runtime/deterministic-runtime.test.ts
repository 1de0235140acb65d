import assert from 'node:assert/strict';
import { deterministicRuntime } from '../../src/runtime/deterministic-runtime.js';

describe('deterministicRuntime', () => {
  it('gives the same bytes for the same draws, and others for another seed', () => {
    const draw = (seed: number): string => {
      const runtime = deterministicRuntime(seed);
      return [16, 8, 100, 0, 1].map((length) => runtime.randomBytes(length).toString('hex')).join(' ');
    };
    assert.equal(draw(1), draw(1));
    assert.notEqual(draw(1), draw(2));
  });

  it('never repeats: each draw goes on where the last one ended', () => {
    const runtime = deterministicRuntime(0);
    const drawn = new Set<string>();
    for (let count = 0; count < 1000; count++) drawn.add(runtime.randomBytes(8).toString('hex'));
    assert.equal(drawn.size, 1000);
    const whole = deterministicRuntime(7).randomBytes(64);
    const parts = deterministicRuntime(7);
    assert.deepEqual(Buffer.concat([parts.randomBytes(5), parts.randomBytes(59)]), whole);
  });

  it('has clocks that stand still, and timers that run', (done) => {
    const runtime = deterministicRuntime(0);
    assert.equal(new Date(runtime.now()).toISOString(), '2026-01-01T00:00:00.000Z');
    assert.equal(runtime.monotonic(), 0);
    runtime.after(1, done, { keepsProcess: true });
  });
});
