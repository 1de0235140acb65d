import { FixedRuntime } from './fixed-runtime.js';

interface Timer {
  readonly due: number;
  readonly delay: number;
  readonly callback: () => void;
}

/** A fixed runtime whose timers are driven by hand as well: they call back while the test moves the clocks on. */
export class HandDrivenRuntime extends FixedRuntime {
  readonly #timers = new Set<Timer>();
  #started = (): void => {};

  override after(delay: number, callback: () => void): () => void {
    const timer = { due: this.elapsed + delay, delay, callback };
    this.#timers.add(timer);
    this.#started();
    return () => this.#timers.delete(timer);
  }

  /** The number of timers of one delay, in milliseconds, that are running. */
  running(delay: number): number {
    return [...this.#timers].filter((timer) => timer.delay === delay).length;
  }

  /** Fulfilled when so many timers of one delay, in milliseconds, are running. */
  async timers(delay: number, count = 1): Promise<void> {
    while (this.running(delay) < count) {
      await new Promise<void>((resolve) => (this.#started = resolve));
    }
  }

  /**
   * Moves both clocks on, then calls the timers that are due, the earliest first. As after a sleep of the machine, each
   * of them is called once, and timers that start in a callback count from the new time.
   */
  override advance(milliseconds: number): void {
    super.advance(milliseconds);
    const due = [...this.#timers].filter((timer) => timer.due <= this.elapsed);
    for (const timer of due.toSorted((one, other) => one.due - other.due)) {
      // An earlier callback may have canceled it.
      if (this.#timers.delete(timer)) timer.callback();
    }
  }
}
