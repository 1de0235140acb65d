import type { Log } from '../log.js';

/**
 * Answers the signals that do not stop a server. Node.js itself opens its debugger on SIGUSR1, and whoever reaches that
 * commands the process; a SIGHUP ends a process that does not listen for it.
 */
export class AnsweredSignals implements Disposable {
  readonly #onReport: () => void;
  readonly #onHangUp: () => void;

  /**
   * @param report tells what is known so far, on SIGUSR1; undefined when a command has nothing to tell before its end
   * @param stopsOnHangUp a SIGHUP is somebody else's business
   */
  constructor(log: Log, report: (() => void) | undefined, stopsOnHangUp: boolean) {
    this.#onReport = report ?? (() => log.info('SIGUSR1: nothing to report; audit writes its report then'));
    this.#onHangUp = () =>
      log.info('SIGHUP: the server goes on; account files are read again when they change');
    process.on('SIGUSR1', this.#onReport);
    if (!stopsOnHangUp) process.on('SIGHUP', this.#onHangUp);
  }

  [Symbol.dispose](): void {
    process.off('SIGUSR1', this.#onReport);
    process.off('SIGHUP', this.#onHangUp);
  }
}
