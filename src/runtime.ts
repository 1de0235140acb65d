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
