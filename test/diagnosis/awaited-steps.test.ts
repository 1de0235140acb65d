import assert from 'node:assert/strict';
import { AwaitedSteps } from '../../src/diagnosis/awaited-steps.js';
import type { CheckedRuntime } from '../../src/runtime/runtime.js';

/** A clock and one timer that a test moves by hand. */
function handMoved() {
  const timers: { milliseconds: number; run: () => void }[] = [];
  const clock = { now: 0, timers };
  const runtime = {
    monotonic: () => clock.now,
    after: (milliseconds: number, run: () => void) => {
      const timer = { milliseconds, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  } as unknown as CheckedRuntime;
  return { clock, runtime, fire: () => timers.shift()?.run() };
}

function login(ended: string[], name: string) {
  return { overtaken: () => void ended.push(name) };
}

describe('accepted logins whose next step is awaited', () => {
  it('have one timer, and end each in its time', () => {
    const { clock, runtime, fire } = handMoved();
    const ended: string[] = [];
    const steps = new AwaitedSteps(runtime, 100);
    const first = login(ended, 'first');
    steps.add(first);
    clock.now = 40;
    steps.add(login(ended, 'second'));
    assert.deepEqual(
      clock.timers.map(({ milliseconds }) => milliseconds),
      [100],
    );
    clock.now = 100;
    fire();
    assert.deepEqual(ended, ['first']);
    assert.equal(clock.timers[0]?.milliseconds, 40);
    clock.now = 140;
    fire();
    assert.deepEqual(ended, ['first', 'second']);
    assert.deepEqual(clock.timers, []);
  });

  it('are not ended once their step has come', () => {
    const { clock, runtime, fire } = handMoved();
    const ended: string[] = [];
    const steps = new AwaitedSteps(runtime, 100);
    const first = login(ended, 'first');
    steps.add(first);
    steps.delete(first);
    clock.now = 100;
    fire();
    assert.deepEqual(ended, []);
    assert.deepEqual(clock.timers, []);
  });

  it('end although the clock stands still while the timers run', () => {
    const { runtime, fire } = handMoved();
    const ended: string[] = [];
    const steps = new AwaitedSteps(runtime, 100);
    steps.add(login(ended, 'first'));
    fire();
    assert.deepEqual(ended, ['first']);
  });

  it('leave no timer behind when nothing is awaited', () => {
    const { clock, runtime } = handMoved();
    const steps = new AwaitedSteps(runtime, 100);
    const first = login([], 'first');
    steps.add(first);
    steps.rest();
    assert.equal(clock.timers.length, 1);
    steps.delete(first);
    steps.rest();
    assert.deepEqual(clock.timers, []);
  });
});
