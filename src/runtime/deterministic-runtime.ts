import { createHash } from 'node:crypto';
import { type CheckedRuntime, systemRuntime } from './runtime.js';

/** The time at which the clock of a deterministic runtime stands: 2026-01-01 00:00 UTC. */
const START = Date.UTC(2026, 0, 1);

/**
 * A runtime of which everything can be foreseen: its clocks stand still, and its random bytes follow from the seed.
 * Its timers are those of the system, so that nothing waits for ever. For tests alone: challenges and keys of it
 * protect nothing.
 *
 * @param seed another seed gives other bytes
 */
export function deterministicRuntime(seed: number): CheckedRuntime {
  const stream = new SeededStream(seed);
  return {
    now: () => START,
    monotonic: () => 0,
    randomBytes: (length) => stream.take(length),
    after: (milliseconds, callback, options) => systemRuntime.after(milliseconds, callback, options),
  };
}

/** SHA-256 of the seed and a counter, block after block. */
class SeededStream {
  readonly #seed: number;
  #counter = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor(seed: number) {
    this.#seed = seed;
  }

  take(length: number): Buffer {
    while (this.#rest.length < length) this.#rest = Buffer.concat([this.#rest, this.#block()]);
    const bytes = Buffer.from(this.#rest.subarray(0, length));
    this.#rest = this.#rest.subarray(length);
    return bytes;
  }

  #block(): Buffer {
    return createHash('sha256').update(`smb2-auth-server ${this.#seed} ${this.#counter++}`).digest();
  }
}
