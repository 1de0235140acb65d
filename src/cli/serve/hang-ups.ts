import type { Log } from '../log.js';
import type { Outputs } from './outputs.js';
import type { Serving } from './serving.js';

/**
 * Answers SIGHUP: files that were moved away are opened again. A program such as logrotate sends it at any time, during
 * the start and the end of a server as well.
 */
export class HangUps {
  readonly #outputs: Outputs;
  readonly #log: Log;
  #serving: Serving | undefined;

  constructor(outputs: Outputs, log: Log) {
    this.#outputs = outputs;
    this.#log = log;
  }

  answer(): void {
    this.#outputs.reopen();
    this.#serving?.reopen();
    this.#log.info('SIGHUP: the server goes on; account files are read again when they change');
  }

  /** The server listens. */
  serving(serving: Serving): void {
    this.#serving = serving;
  }

  /** The server stops. */
  stopping(): void {
    this.#serving = undefined;
  }
}
