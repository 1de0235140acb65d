import { isError } from '../realm.js';
import { FairQueue, type Asker } from './fair-queue.js';

/** Milliseconds of one turn of the event loop that all slices together may take. */
const BUDGET_MILLISECONDS = 5;

/**
 * Cuts up what takes long to compute: however many ask for it at once, the event loop serves everybody else in between.
 * A slice is a part that takes a few milliseconds at most.
 */
export class Slices {
  readonly #waiting = new FairQueue<() => void>();
  #running = false;

  /** Runs a slice, at once if there is nothing before it. */
  run<T>(asker: Asker, slice: () => T): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      this.#waiting.add(asker, () => {
        try {
          resolve(slice());
        } catch (error) {
          reject(isError(error) ? error : new Error('a slice failed', { cause: error }));
        }
      });
    });
    if (!this.#running) {
      this.#running = true;
      this.#runSome();
    }
    return result;
  }

  #runSome(): void {
    const end = performance.now() + BUDGET_MILLISECONDS;
    while (performance.now() < end) {
      const slice = this.#waiting.take();
      if (!slice) break;
      slice();
    }
    // Also when nothing waits: what is asked for in the rest of this turn is not computed in it.
    setImmediate(() => {
      if (this.#waiting.empty) this.#running = false;
      else this.#runSome();
    });
  }
}

/** Those of this process, which has one event loop. */
export const loopSlices = new Slices();
