import { refusalOfStatus } from '../auth/refusal-of-status.js';
import { ntStatusName } from '../constants/nt-status.js';
import type { LogonAnswer } from '../netlogon/index.js';
import type { ChannelEnd } from './channel-end.js';
import type { ChannelRun } from './channel-run.js';

/** Answers in succession that judge nobody, after which a controller counts as unable to judge anybody. */
const UNABLE_IN_SUCCESSION = 3;

/** A channel in use, and the answers that it gave. */
export class OpenChannel {
  readonly run: ChannelRun;
  /** The controller as it is configured or found. */
  readonly controller: string;
  #hasAnswered = false;
  /** The status of the answers in succession that judged nobody, and their number. */
  #unable = { status: 0, times: 0 };

  constructor(run: ChannelRun, controller: string) {
    this.run = run;
    this.controller = controller;
  }

  /** Whether an answer has come. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /**
   * Takes note of an answer.
   *
   * @returns why another controller is to be asked, where there is one: this one has connections and judges nobody, as
   *   Samba without its winbindd. A single such answer may be about a trusted domain.
   */
  take(answer: LogonAnswer): ChannelEnd | undefined {
    this.#hasAnswered = true;
    const isUnable = answer.kind === 'refused' && refusalOfStatus(answer.status) === 'no-logon-server';
    this.#unable = isUnable
      ? { status: answer.status, times: this.#unable.times + 1 }
      : { status: 0, times: 0 };
    const { status, times } = this.#unable;
    if (times < UNABLE_IN_SUCCESSION) return undefined;
    return {
      cause: 'unreachable',
      words: `judges nobody: it has answered ${times} logins in succession with ${ntStatusName(status)}`,
    };
  }
}
