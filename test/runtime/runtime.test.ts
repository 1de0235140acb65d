import assert from 'node:assert/strict';
import { checkedRuntime, LONGEST_DELAY, type Runtime, systemRuntime } from '../../src/runtime/runtime.js';

const { now, monotonic, randomBytes } = systemRuntime;
const clocks = { now, monotonic, randomBytes };

/** A runtime whose timer the test calls back itself. */
function byHand() {
  const calls = { callback: (): void => assert.fail('no timer was started'), canceled: 0 };
  const runtime = checkedRuntime({
    ...clocks,
    after: (_milliseconds, callback) => {
      calls.callback = callback;
      return () => calls.canceled++;
    },
  });
  return { runtime, calls };
}

describe('timers of a runtime', () => {
  it('are those of the system when a runtime has none', () => {
    assert.equal(checkedRuntime(clocks).after, systemRuntime.after);
  });

  it('of the system call back once, unless they are canceled', async () => {
    const called: string[] = [];
    systemRuntime.after(1, () => called.push('canceled'))();
    await new Promise<void>((resolve) => {
      const cancel = systemRuntime.after(2, () => {
        called.push('called');
        resolve();
      });
      assert.equal(typeof cancel, 'function');
    });
    assert.deepEqual(called, ['called']);
  });

  for (const delay of [Number.NaN, -1, LONGEST_DELAY + 1, Infinity]) {
    it(`of the system refuse ${delay} milliseconds, which would be over at once`, () => {
      assert.throws(() => systemRuntime.after(delay, () => {}), RangeError);
    });
  }

  it('call back at most once', () => {
    const { runtime, calls } = byHand();
    let count = 0;
    const cancel = runtime.after(1, () => count++);
    calls.callback();
    calls.callback();
    assert.equal(count, 1);
    cancel();
    assert.equal(calls.canceled, 0);
  });

  it('do not call back once they are canceled, even if the runtime does', () => {
    const { runtime, calls } = byHand();
    const cancel = runtime.after(1, () => assert.fail('called back'));
    cancel();
    cancel();
    calls.callback();
    assert.equal(calls.canceled, 1);
  });

  it('that call back before they are started are an error', () => {
    const runtime = checkedRuntime({
      ...clocks,
      after: (_milliseconds, callback) => {
        callback();
        return () => {};
      },
    });
    assert.throws(
      () => runtime.after(1, () => assert.fail('called back')),
      /^TypeError: runtime\.after called back before it returned$/,
    );
  });

  const notFunctions = { undefined, promise: Promise.resolve(() => {}), number: 1 };
  for (const [what, given] of Object.entries(notFunctions)) {
    it(`that give ${what} and no function are an error, and never call back`, () => {
      let late = (): void => {};
      const runtime: Runtime = { ...clocks };
      Reflect.set(runtime, 'after', (_milliseconds: number, callback: () => void) => {
        late = callback;
        return given;
      });
      assert.throws(
        () => checkedRuntime(runtime).after(1, () => assert.fail('called back')),
        /^TypeError: runtime\.after gave no function that cancels$/,
      );
      late();
    });
  }
});
