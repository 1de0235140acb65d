import type { Runtime } from '../runtime/runtime.js';

/** Milliseconds that the two clocks may differ by before the wall clock counts anew: it was set. */
const SET_CLOCK = 20;

/**
 * The wall clock with fractions of a millisecond: a login takes a few milliseconds, and a conversation shows the times
 * between its messages.
 */
export class FineClock {
  readonly #runtime: Pick<Runtime, 'now' | 'monotonic'>;
  #offset = 0;

  constructor(runtime: Pick<Runtime, 'now' | 'monotonic'>) {
    this.#runtime = runtime;
  }

  /** Milliseconds since 1970, to the microsecond. */
  now(): number {
    const whole = this.#runtime.now();
    const monotonic = this.#runtime.monotonic();
    if (Math.abs(this.#offset + monotonic - whole) > SET_CLOCK) this.#offset = whole - monotonic;
    return Math.round((this.#offset + monotonic) * 1000) / 1000;
  }
}
