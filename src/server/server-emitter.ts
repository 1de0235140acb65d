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

  emit(name: keyof ServerEvents, event: ServerEvents[keyof ServerEvents]): void {
    try {
      this.#events.emit(name, event);
    } catch (error) {
      this.#logger.error(`a listener for '${name}' failed`, { error });
    }
  }
}
