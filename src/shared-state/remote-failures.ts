import { countedName } from '../auth/lockout.js';
import type { FailureCount } from '../auth/login-memory.js';
import type { Conversation } from './conversation.js';
import { textOfBytes, truthOf } from './wire-items.js';

/** A count of wrong responses that the owner keeps. No more of a name travels than counts. */
export class RemoteFailures implements FailureCount {
  readonly #conversation: Conversation;
  readonly #which: 'accounts' | 'names';

  constructor(conversation: Conversation, which: 'accounts' | 'names') {
    this.#conversation = conversation;
    this.#which = which;
  }

  /**
   * The owner is asked for each login: it judges the guesses of all processes in one order. Where wrong guesses at the
   * others have locked an account, a process that did not ask would still accept a right one.
   */
  async isLocked(name: string): Promise<boolean> {
    const [locked] = await this.#conversation.ask('locked?', this.#which, countedName(name));
    return truthOf(locked);
  }

  async recordFailure(name: string, response: Buffer, domain = ''): Promise<boolean> {
    const values = [countedName(name), textOfBytes(response), countedName(domain)];
    const [locked] = await this.#conversation.ask('wrong', this.#which, ...values);
    return truthOf(locked);
  }

  /** The owner hears it before any later question of this process. */
  recordSuccess(name: string, domain = ''): void {
    this.#conversation.tell('right', this.#which, countedName(name), countedName(domain));
  }
}
