import { FairQueue, type Asker } from '../runtime/fair-queue.js';

/** Runs a limited number of tasks at once. The others wait: those of one asker in order, and all askers in turn. */
export class Places {
  readonly #maximum: number;
  readonly #waiting = new FairQueue<() => void>();
  #running = 0;

  /** @param maximum tasks that run at once; 1: one after the other */
  constructor(maximum = 1) {
    this.#maximum = maximum;
  }

  /** A task that fails does not stop those behind it. */
  async run<T>(asker: Asker, task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#maximum) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.add(asker, resolve));
    try {
      return await task();
    } finally {
      // The place passes to the next task directly, so that a new task cannot overtake it.
      const next = this.#waiting.take();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
