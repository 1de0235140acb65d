import assert from 'node:assert/strict';
import { HeldBytes } from '../../../src/runtime/held-bytes.js';
import { FrameOrder } from '../../../src/session/exchange/frame-order.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';

function order() {
  const runtime = new HandDrivenRuntime();
  const bytes = new HeldBytes('heldBytesPerConnection', 1000);
  const controller = new AbortController();
  const sent: string[] = [];
  const frames = new FrameOrder(runtime, bytes, controller.signal);
  const hold = (name: string) => frames.hold(100, () => sent.push(name), 5000);
  return { runtime, bytes, controller, sent, frames, hold };
}

describe('a frame that waits for the next one', () => {
  it('is counted until it leaves; a second one does not wait', () => {
    const { bytes, runtime, sent, frames, hold } = order();
    assert.deepEqual([hold('first'), hold('second'), bytes.bytes], [true, false, 100]);
    frames.release();
    frames.release();
    assert.deepEqual([sent, bytes.bytes, runtime.running(5000)], [['first'], 0, 0]);
  });

  it('leaves when its time is over', () => {
    const { bytes, runtime, sent, hold } = order();
    hold('first');
    runtime.advance(5000);
    assert.deepEqual([sent, bytes.bytes], [['first'], 0]);
  });

  it('is forgotten at the end of its connection', () => {
    const { bytes, runtime, controller, sent, hold } = order();
    hold('first');
    controller.abort();
    assert.deepEqual([sent, bytes.bytes, runtime.running(5000)], [[], 0, 0]);
  });
});
