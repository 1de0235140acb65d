import { AccountError } from '../../auth/account-definition.js';
import { ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { systemErrorText } from '../../values/system-error.js';
import type { Log } from '../log.js';
import type { Outputs } from './outputs.js';
import { changedForGood, withChanges } from './reread.js';
import type { Serving } from './serving.js';

/** The surroundings of a server that answers SIGHUP. */
export interface HangUpOptions {
  readonly outputs: Outputs;
  readonly log: Log;
  /**
   * Reads flags, variables and the configuration file again.
   *
   * @throws ConfigurationError
   */
  readonly configure: () => ServeConfiguration;
  /** Told before it is read again. */
  readonly onBegin: () => void;
  /** Told once it is done, whether something could be used or not. */
  readonly onEnd: () => void;
}

/** A server that listens, with the configuration in force. */
interface Running {
  readonly serving: Serving;
  readonly configuration: ServeConfiguration;
}

/**
 * Answers SIGHUP: files that were moved away are opened again, and accounts, shares and keytabs are read again, all of
 * it or nothing. A program such as logrotate sends it at any time, during the start and the end of a server as well.
 */
export class HangUps {
  readonly #options: HangUpOptions;
  /** Undefined: it does not listen yet. */
  #running: Running | undefined;
  #isOver = false;
  /** Whether a signal came that nothing was read for. */
  #isAsked = false;
  #isReading = false;

  constructor(options: HangUpOptions) {
    this.#options = options;
  }

  answer(): void {
    const { outputs, log } = this.#options;
    outputs.reopen();
    this.#running?.serving.reopen();
    if (this.#isOver) {
      log.info('SIGHUP: the server is stopping');
      return;
    }
    this.#isAsked = true;
    void this.#readAsked();
  }

  /** The server listens, and what a signal asked for meanwhile is done. */
  serving(serving: Serving, configuration: ServeConfiguration): void {
    this.#running = { serving, configuration };
    void this.#readAsked();
  }

  /** The server stops. */
  stopping(): void {
    this.#isOver = true;
  }

  /** Signals that come while files are read are answered by one more reading. */
  async #readAsked(): Promise<void> {
    if (this.#isReading || this.#running === undefined || !this.#isAsked) return;
    this.#isReading = true;
    this.#options.onBegin();
    while (this.#isAsked && !this.#isOver) {
      this.#isAsked = false;
      await this.#read(this.#running);
    }
    this.#isReading = false;
    if (!this.#isOver) this.#options.onEnd();
  }

  async #read({ serving, configuration: before }: Running): Promise<void> {
    const { log, configure } = this.#options;
    try {
      const now = configure();
      const next = withChanges(before, now);
      await serving.reread(next);
      this.#running = { serving, configuration: next };
      log.info('SIGHUP: accounts, shares and keytabs were read again');
      const changed = changedForGood(before, now);
      if (changed.length > 0) {
        log.warn(`SIGHUP: ${changed.join(', ')} changed, which is in force after the next start`);
      }
    } catch (error) {
      // A server that stops refuses what came too late.
      if (!this.#isOver) this.#tellRefusal(error);
    }
  }

  #tellRefusal(error: unknown): void {
    const { log } = this.#options;
    if (error instanceof ConfigurationError || error instanceof AccountError) {
      for (const line of error.message.split('\n')) log.error(`SIGHUP: ${line}`);
    } else log.error(`SIGHUP: ${systemErrorText(error) ?? (error as Error).message}`);
    log.error('SIGHUP: nothing was changed');
  }
}
