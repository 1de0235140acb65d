import type { Runtime } from '../runtime/runtime.js';

/** Milliseconds of work in one turn of the event loop. */
const PIECE_MILLISECONDS = 5;

/** Divides work among turns of the event loop, so that logins are served meanwhile. */
export class Pieces {
  readonly #runtime: Pick<Runtime, 'monotonic'>;
  #end: number;

  constructor(runtime: Pick<Runtime, 'monotonic'>) {
    this.#runtime = runtime;
    this.#end = runtime.monotonic() + PIECE_MILLISECONDS;
  }

  /** Waits for the next turn if the time of this one is over. */
  async rest(): Promise<void> {
    if (this.#runtime.monotonic() < this.#end) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#end = this.#runtime.monotonic() + PIECE_MILLISECONDS;
  }
}
