import type { FailureCount } from '../auth/login-memory.js';
import type { LockoutPolicy } from '../auth/policy.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import { digestOf, digestOfName } from './keys.js';
import type { Question, StoreLink } from './link.js';
import { askOrElse, isBit } from './meanwhile.js';
import { countFailure, forgetFailures, isLocked } from './scripts.js';

/** A count of wrong responses is made of these. */
export interface StoreFailuresOptions {
  readonly link: StoreLink;
  /** The names that it counts. */
  readonly subject: 'accounts' | 'names';
  /** The first characters of its keys, which no other count has. */
  readonly prefix: string;
  readonly policy: LockoutPolicy;
  /** The most names; the one that failed longest ago is forgotten first. */
  readonly capacity: number;
  /** The count of this server alone, where it goes on by itself while the store is away. */
  readonly own: FailureCount | undefined;
}

/** A count of wrong responses that all servers of a store have in common, with its clock. */
export class StoreFailures implements FailureCount {
  readonly #options: StoreFailuresOptions;

  constructor(options: StoreFailuresOptions) {
    this.#options = options;
  }

  async isLocked(name: string): Promise<boolean> {
    const { link, own } = this.#options;
    const question = { script: isLocked, keys: [this.#keyOf(digestOfName(name))], values: [] };
    return (await askOrElse(link, question, isBit, own && (() => bitOf(own.isLocked(name))))) !== 0;
  }

  async recordFailure(name: string, response: Buffer, domain = ''): Promise<boolean> {
    const { link, prefix, policy, capacity, own } = this.#options;
    const member = digestOfName(name);
    const question = {
      script: countFailure,
      keys: [this.#keyOf(member), `${prefix}index`],
      values: [
        digestOf(response),
        digestOfName(domain),
        milliseconds(policy.windowSeconds),
        milliseconds(policy.durationSeconds),
        String(policy.threshold),
        String(capacity),
        member,
        this.#keyOf(''),
      ],
    };
    // The count of this server alone is complete when the store goes away.
    const alone = own && bitOf(own.recordFailure(name, response, domain));
    // Its error counts only where its answer does.
    alone?.catch(() => {});
    return (await askOrElse(link, question, isBit, alone && this.#kept(question, alone))) !== 0;
  }

  async recordSuccess(name: string, domain = ''): Promise<void> {
    const { link, prefix, own } = this.#options;
    const member = digestOfName(name);
    const question = {
      script: forgetFailures,
      keys: [this.#keyOf(member), `${prefix}index`],
      values: [digestOfName(domain), member],
    };
    await own?.recordSuccess(name, domain);
    await askOrElse(link, question, isBit, own && this.#kept(question, Promise.resolve(0)));
  }

  /** The answer of this server alone to a question that the store gets later. */
  #kept(question: Question, alone: Promise<number>): () => Promise<number> {
    return async () => {
      const told = await alone;
      // A name that was locked out before has counted nothing.
      if (told === 0) this.#options.link.keep(question, this.#options.subject);
      return told;
    };
  }

  #keyOf(member: string): string {
    return `${this.#options.prefix}name:${member}`;
  }
}

/** Only false means that a name is not locked out. */
async function bitOf(answer: MaybePromise<boolean>): Promise<number> {
  const told: unknown = await answer;
  return told === false ? 0 : 1;
}

function milliseconds(seconds: number): string {
  return String(Math.ceil(seconds * 1000));
}
