import { type CheckedRuntime, LONGEST_DELAY, type TimerOptions } from './runtime.js';

interface Timer {
  /** On the clock of `monotonic`. */
  due: number;
  readonly callback: () => void;
  readonly options: TimerOptions | undefined;
  /** Cancels the timer of the runtime below. */
  cancel: () => void;
}

/**
 * The clocks of another runtime, and what was added to them. Timers run on both: on the time of the runtime below, and
 * on what is added.
 */
export class SteppedRuntime implements CheckedRuntime {
  readonly #below: CheckedRuntime;
  readonly #timers = new Set<Timer>();
  /** Added to both clocks. */
  #added = 0;
  /** Taken from the wall clock alone. */
  #taken = 0;

  constructor(below: CheckedRuntime) {
    this.#below = below;
  }

  now(): number {
    return this.#below.now() + this.#added - this.#taken;
  }

  monotonic(): number {
    return this.#below.monotonic() + this.#added;
  }

  randomBytes(length: number): Buffer {
    return this.#below.randomBytes(length);
  }

  after(milliseconds: number, callback: () => void, options?: TimerOptions): () => void {
    const timer: Timer = { due: this.monotonic() + milliseconds, callback, options, cancel: () => {} };
    this.#start(timer, milliseconds);
    this.#timers.add(timer);
    return () => {
      if (this.#timers.delete(timer)) timer.cancel();
    };
  }

  /**
   * Moves both clocks on at once, as after a sleep of the machine. Each timer that is due calls back once, the earliest
   * first, in a later turn of the event loop; timers that are started there count from the new time.
   *
   * @param milliseconds 0 or more
   * @returns fulfilled once the timers that are due have called back
   */
  async advance(milliseconds: number): Promise<void> {
    this.#added += milliseconds;
    const now = this.monotonic();
    const timers = [...this.#timers].toSorted((one, other) => one.due - other.due);
    for (const timer of timers) {
      timer.cancel();
      this.#start(timer, Math.max(0, timer.due - now));
    }
    // Timers of one delay call back in the order in which they were started.
    await new Promise<void>((resolve) => void this.#below.after(0, resolve, { keepsProcess: true }));
  }

  /** Sets the wall clock back to that of the runtime below. The other one never goes back. */
  reset(): void {
    this.#taken = this.#added;
  }

  #start(timer: Timer, milliseconds: number): void {
    timer.cancel = this.#below.after(
      Math.min(milliseconds, LONGEST_DELAY),
      () => {
        if (this.#timers.delete(timer)) timer.callback();
      },
      timer.options,
    );
  }
}
