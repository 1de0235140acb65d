// The global one is a getter, which costs more than the clock.
import { performance } from 'node:perf_hooks';
import { randomPool } from './random-pool.js';

/**
 * Everything the server takes from its surroundings besides sockets: time and chance. Injected, so that a test can
 * fix both and compare whole frames.
 */
export interface Runtime {
  /** Milliseconds since 1970 (wall clock). */
  now(): number;
  /** Milliseconds on a clock that never jumps; for lifetimes and durations. */
  monotonic(): number;
  /** Unpredictable bytes: challenges, session ids, salts, nonces. */
  randomBytes(length: number): Buffer;
  /**
   * Calls `callback` once, in a later turn of the event loop, when the time has passed. The returned function cancels
   * the call; after the call it does nothing. A runtime without this method gets the timers of the system.
   *
   * @param milliseconds 0 to 2^31 - 1, on the clock of {@link monotonic}
   */
  after?(milliseconds: number, callback: () => void, options?: TimerOptions): () => void;
}

/** Details of a timer. */
export interface TimerOptions {
  /** Whether the process stays alive for this call alone; default: no. */
  readonly keepsProcess?: boolean;
}

/** A runtime with all of its methods, whose values are of the right type. */
export type CheckedRuntime = Required<Runtime>;

/** The longest delay that a timer of Node.js takes; a longer one would be over at once. */
export const LONGEST_DELAY = 2 ** 31 - 1;

/** The clocks, the random source and the timers of the operating system and of Node.js. */
export const systemRuntime: CheckedRuntime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  randomBytes: randomPool(),
  after: (milliseconds, callback, { keepsProcess = false } = {}) => {
    if (!(milliseconds >= 0 && milliseconds <= LONGEST_DELAY)) {
      throw new RangeError(`expected 0 to ${LONGEST_DELAY} milliseconds, not ${milliseconds}`);
    }
    const timer = setTimeout(callback, milliseconds);
    if (!keepsProcess) timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * A runtime whose wrong values throw where they arise. If NaN, or a promise, passed for a time, no lock-out would ever
 * hold and no session would ever expire.
 */
export function checkedRuntime(runtime: Runtime): CheckedRuntime {
  if (runtime === systemRuntime) return systemRuntime;
  return {
    now: () => checkedTime(runtime.now(), 'now'),
    monotonic: () => checkedTime(runtime.monotonic(), 'monotonic'),
    randomBytes: (length) => {
      const bytes = runtime.randomBytes(length);
      if (Buffer.isBuffer(bytes) && bytes.length === length) return bytes;
      throw new TypeError(`runtime.randomBytes gave no Buffer of ${length} bytes`);
    },
    after: runtime.after === undefined ? systemRuntime.after : checkedTimers(runtime),
  };
}

/** Timers that call back at most once, never before `after` has returned, and never after they were canceled. */
function checkedTimers(runtime: Runtime): CheckedRuntime['after'] {
  return (milliseconds, callback, options) => {
    let state: 'starting' | 'waiting' | 'over' = 'starting';
    const onTime = (): void => {
      // A periodic task that is called back at once would start itself again without end.
      if (state === 'starting') throw new TypeError('runtime.after called back before it returned');
      if (state === 'over') return;
      state = 'over';
      callback();
    };
    const cancel: unknown = runtime.after?.(milliseconds, onTime, options);
    if (typeof cancel !== 'function') {
      state = 'over';
      throw new TypeError('runtime.after gave no function that cancels');
    }
    state = 'waiting';
    return () => {
      if (state === 'over') return;
      state = 'over';
      cancel();
    };
  };
}

/** @throws TypeError when the value is not a finite number */
export function checkedTime(milliseconds: number, clock: string): number {
  if (Number.isFinite(milliseconds)) return milliseconds;
  throw new TypeError(`runtime.${clock} gave no number of milliseconds`);
}
