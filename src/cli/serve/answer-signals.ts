import type { Log } from '../log.js';

/**
 * Answers the signals that do not stop a server. Without a listener, Node.js opens its debugger on SIGUSR1, which gives
 * control over the process, and a SIGHUP ends the process.
 */
export class AnsweredSignals implements Disposable {
  readonly #onReport: () => void;
  readonly #onHangUp: () => void;

  /**
   * @param report tells what is known so far, on SIGUSR1; undefined when a command has nothing to tell before its end
   * @param onHangUp answers SIGHUP; undefined when it stops the server, so that it is not answered here
   */
  constructor(log: Log, report: (() => void) | undefined, onHangUp: (() => void) | undefined) {
    this.#onReport = report ?? (() => log.info('SIGUSR1: nothing to report; audit writes its report then'));
    this.#onHangUp = onHangUp ?? (() => {});
    process.on('SIGUSR1', this.#onReport);
    if (onHangUp !== undefined) process.on('SIGHUP', this.#onHangUp);
  }

  /** The end of the process takes some milliseconds more, in which either signal would decide its exit code. */
  [Symbol.dispose](): void {
    for (const [signal, answer] of [
      ['SIGUSR1', this.#onReport],
      ['SIGHUP', this.#onHangUp],
    ] as const) {
      if (!process.listeners(signal).includes(answer)) continue;
      if (!process.listeners(signal).includes(ignore)) process.on(signal, ignore);
      process.off(signal, answer);
    }
  }
}

function ignore(): void {}
