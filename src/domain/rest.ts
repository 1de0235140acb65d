import type { CheckedRuntime } from '../runtime/runtime.js';

/** A wait that can be ended early. */
export class Rest {
  readonly #runtime: CheckedRuntime;
  #wake = (): void => {};

  constructor(runtime: CheckedRuntime) {
    this.#runtime = runtime;
  }

  /** Resolved after so many milliseconds, or by {@link wake}. One wait at a time. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#runtime.after(milliseconds, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Ends the wait, where there is one. */
  wake(): void {
    this.#wake();
  }
}
