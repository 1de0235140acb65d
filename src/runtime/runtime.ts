import { randomBytes } from 'node:crypto';

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
}

/** The real clock and the operating system's random source. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  randomBytes: (length) => randomBytes(length),
};

/**
 * A runtime that does not pass on what is none: with NaN, or a promise, for a time no lock-out would ever hold and no
 * session ever expire.
 */
export function checkedRuntime(runtime: Runtime): Runtime {
  if (runtime === systemRuntime) return runtime;
  return {
    now: () => checkedTime(runtime.now(), 'now'),
    monotonic: () => checkedTime(runtime.monotonic(), 'monotonic'),
    randomBytes: (length) => {
      const bytes = runtime.randomBytes(length);
      if (Buffer.isBuffer(bytes) && bytes.length === length) return bytes;
      throw new TypeError(`runtime.randomBytes gave no Buffer of ${length} bytes`);
    },
  };
}

/** @throws TypeError for what is no time */
export function checkedTime(milliseconds: number, clock: string): number {
  if (Number.isFinite(milliseconds)) return milliseconds;
  throw new TypeError(`runtime.${clock} gave no number of milliseconds`);
}
