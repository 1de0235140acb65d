import { EventEmitter } from 'node:events';
import type { Logger, ServerEvents } from './options.js';

const names: Record<keyof ServerEvents, true> = {
  attempt: true,
  'attempt-completed': true,
  tree: true,
  incident: true,
  failure: true,
  limit: true,
};

/** Hands events to the listeners of a server. One that fails is logged, and must not end anything else. */
export class ServerEmitter {
  readonly #events = new EventEmitter();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** @throws RangeError for an event there is none of: its listener would wait for ever */
  on<Name extends keyof ServerEvents>(name: Name, listener: (event: ServerEvents[Name]) => void): () => void {
    if (!Object.hasOwn(names, name)) {
      throw new RangeError(`no event '${name}'; there are ${Object.keys(names).join(', ')}`);
    }
    this.#events.on(name, listener);
    return () => this.#events.off(name, listener);
  }

  /** @param make makes the event, only where somebody listens */
  emit<Name extends keyof ServerEvents>(name: Name, make: () => ServerEvents[Name]): void {
    if (this.#events.listenerCount(name) === 0) return;
    this.#attempt(`making the event '${name}'`, () => {
      const event = make();
      // One by one, so that what one of them throws is not the end of those behind it.
      for (const listener of this.#events.listeners(name)) {
        this.#attempt(`a listener for '${name}'`, () => listener(event) as unknown);
      }
    });
  }

  /** What is attempted may be an async function, whose failure comes later. */
  #attempt(what: string, attempt: () => unknown): void {
    const failed = (error: unknown): void => this.#logger.error(`${what} failed`, { error });
    try {
      const result = attempt();
      if (result instanceof Promise) result.catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
