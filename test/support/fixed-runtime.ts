import { type CheckedRuntime, systemRuntime, type TimerOptions } from '../../src/runtime/runtime.js';

/**
 * A runtime whose clocks stand still until the test moves them, and whose random bytes can be foreseen. Its timers are
 * those of the system; `HandDrivenRuntime` leaves them to the test as well.
 */
export class FixedRuntime implements CheckedRuntime {
  /** 2024-01-03 12:00 UTC, a Wednesday. */
  wallClock = Date.UTC(2024, 0, 3, 12);
  elapsed = 0;
  #drawn = 0;
  readonly #random: Buffer | undefined;

  /** @param random the first bytes of every draw; by default each draw differs from the one before */
  constructor(random?: Buffer) {
    this.#random = random;
  }

  now(): number {
    return this.wallClock;
  }

  monotonic(): number {
    return this.elapsed;
  }

  randomBytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (this.#random) this.#random.copy(bytes);
    else {
      // The step from byte to byte changes every 256 draws: a challenge that came back would be a replay.
      const step = 7 + (this.#drawn >>> 8);
      for (let i = 0; i < length; i++) bytes[i] = (this.#drawn * 31 + i * step + 1) & 0xff;
    }
    this.#drawn++;
    return bytes;
  }

  after(milliseconds: number, callback: () => void, options?: TimerOptions): () => void {
    return systemRuntime.after(milliseconds, callback, options);
  }

  /** Moves both clocks on. */
  advance(milliseconds: number): void {
    this.wallClock += milliseconds;
    this.elapsed += milliseconds;
  }
}
