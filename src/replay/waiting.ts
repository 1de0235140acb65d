import { systemRuntime } from '../runtime/runtime.js';

/** Waits for something that others tell about, for a limited time. */
export class Waiting {
  readonly #listeners = new Set<() => void>();

  /** Something has changed: those who wait look again. */
  tell(): void {
    for (const look of this.#listeners) look();
  }

  /** Resolves once it holds, or the time is over. */
  async until(holds: () => boolean, milliseconds: number): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#listeners.delete(look);
        cancel();
        resolve();
      };
      const look = (): void => {
        if (holds()) done();
      };
      const cancel = systemRuntime.after(milliseconds, done, { keepsProcess: true });
      this.#listeners.add(look);
    });
  }
}
