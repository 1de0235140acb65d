import { AsyncLocalStorage } from 'node:async_hooks';

/** The message that the server works on. */
export interface Served {
  /** Number of its connection. */
  readonly connection: number;
  /** Milliseconds since 1970 at which the work began; the clock stands still meanwhile. */
  readonly clock: number;
}

/**
 * Tells during which message something happens. Time and chance are the server's, not a connection's: without this,
 * two logins at the same moment could not be told apart in a recording.
 */
export class Serving {
  readonly #storage = new AsyncLocalStorage<Served>();

  /** The message that is being served; undefined: none, the server works for itself. */
  get now(): Served | undefined {
    return this.#storage.getStore();
  }

  /** Does the work for a message, and what it starts, under its name. */
  during(served: Served, work: () => void): void {
    this.#storage.run(served, work);
  }
}
