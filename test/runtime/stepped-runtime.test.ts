import assert from 'node:assert/strict';
import { LONGEST_DELAY } from '../../src/runtime/runtime.js';
import { SteppedRuntime } from '../../src/runtime/stepped-runtime.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';

/** A runtime whose timers the test drives. advance() is not awaited, because its own timer is one of them. */
function makeRuntime() {
  const below = new HandDrivenRuntime();
  return { below, stepped: new SteppedRuntime(below) };
}

describe('SteppedRuntime', () => {
  it('adds to both clocks, and passes on what passes below', () => {
    const { below, stepped } = makeRuntime();
    const [now, monotonic] = [stepped.now(), stepped.monotonic()];
    void stepped.advance(1000);
    below.advance(5);
    assert.deepEqual([stepped.now() - now, stepped.monotonic() - monotonic], [1005, 1005]);
  });

  it('calls the timers that are due once, the earliest first, and never within advance()', () => {
    const { below, stepped } = makeRuntime();
    const called: string[] = [];
    stepped.after(300, () => called.push('later'));
    stepped.after(100, () => called.push('earlier'));
    stepped.after(5000, () => called.push('not yet'));
    void stepped.advance(300);
    assert.deepEqual(called, []);
    below.advance(0);
    assert.deepEqual(called, ['earlier', 'later']);
    below.advance(4699);
    assert.deepEqual(called, ['earlier', 'later']);
    below.advance(1);
    assert.deepEqual(called, ['earlier', 'later', 'not yet']);
  });

  it('is fulfilled once they have called back', async () => {
    const { below, stepped } = makeRuntime();
    let called = false;
    stepped.after(10, () => (called = true));
    const advanced = stepped.advance(10).then(() => called);
    below.advance(0);
    assert.equal(await advanced, true);
  });

  it('a timer that starts in a callback counts from the new time, as after a sleep of the machine', () => {
    const { below, stepped } = makeRuntime();
    let ticks = 0;
    const tick = (): void => {
      ticks++;
      stepped.after(1000, tick);
    };
    stepped.after(1000, tick);
    void stepped.advance(3_600_000);
    below.advance(0);
    assert.equal(ticks, 1);
    below.advance(1000);
    assert.equal(ticks, 2);
  });

  it('a timer that is canceled is not called, also by one that is due before it', () => {
    const { below, stepped } = makeRuntime();
    const called: string[] = [];
    stepped.after(1, () => {
      called.push('first');
      cancel();
    });
    const cancel = stepped.after(2, () => called.push('second'));
    stepped.after(3, () => called.push('third'))();
    void stepped.advance(10);
    below.advance(0);
    assert.deepEqual(called, ['first']);
  });

  it('resets the wall clock alone', () => {
    const { below, stepped } = makeRuntime();
    void stepped.advance(1000);
    stepped.reset();
    assert.deepEqual([stepped.now(), stepped.monotonic()], [below.now(), below.monotonic() + 1000]);
    void stepped.advance(7);
    assert.equal(stepped.now(), below.now() + 7);
  });

  it('takes random bytes from below, and the longest delay there is', () => {
    const { stepped } = makeRuntime();
    assert.equal(stepped.randomBytes(3).length, 3);
    stepped.after(LONGEST_DELAY, () => assert.fail())();
  });
});
