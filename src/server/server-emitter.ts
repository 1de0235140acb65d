import { EventEmitter } from 'node:events';
import type { Logger, ServerEvents } from './options.js';

/** Hands events to the listeners of a server. One that throws is logged, and must not end anything else. */
export class ServerEmitter {
  readonly #events = new EventEmitter();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  on<Name extends keyof ServerEvents>(name: Name, listener: (event: ServerEvents[Name]) => void): () => void {
    this.#events.on(name, listener);
    return () => this.#events.off(name, listener);
  }

  /** @param event made only where somebody listens */
  emit<Name extends keyof ServerEvents>(name: Name, event: () => ServerEvents[Name]): void {
    if (this.#events.listenerCount(name) === 0) return;
    try {
      this.#events.emit(name, event());
    } catch (error) {
      this.#logger.error(`a listener for '${name}' failed`, { error });
    }
  }
}
