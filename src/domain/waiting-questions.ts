import type { DomainAnswer } from '../auth/domain-authority.js';
import type { ProofQuestion } from '../auth/proof-question.js';
import type { LogonQuestion } from '../netlogon/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { lengthOf } from './logon-question.js';

/** A login that waits for its answer. */
export interface WaitingQuestion {
  readonly proof: ProofQuestion;
  readonly logon: LogonQuestion;
  /** Monotonic milliseconds at which its time is over. */
  readonly endsAt: number;
  /** Channels that ended while this question was on its way. */
  interruptions: number;
  /** Channels that ended because their key was another when this question was asked. */
  replacements: number;
  /** Undefined as long as it waits. */
  readonly isSettled: boolean;
  /** Gives the answer; a second one changes nothing. */
  settle(answer: DomainAnswer): void;
}

/** Logins that may wait at once, and the bytes that they may occupy. */
const MOST_QUESTIONS = 1024;
const MOST_BYTES = 8 * 1024 * 1024;

/** The logins that wait, in the order in which they came. */
export class WaitingQuestions {
  readonly #runtime: CheckedRuntime;
  readonly #timeout: number;
  readonly #queue = new Set<Waiting>();
  /** All without an answer: those of the queue and the one on its way. */
  #count = 0;
  #bytes = 0;

  /** @param timeout milliseconds in which each has its answer */
  constructor(runtime: CheckedRuntime, timeout: number) {
    this.#runtime = runtime;
    this.#timeout = timeout;
  }

  /** Logins in the queue; the one on its way is not among them. */
  get size(): number {
    return this.#queue.size;
  }

  [Symbol.iterator](): Iterator<WaitingQuestion> {
    return [...this.#queue][Symbol.iterator]();
  }

  /**
   * Adds a login at the end.
   *
   * @param late makes the answer when the time is over
   * @returns its answer; never rejected
   */
  add(
    proof: ProofQuestion,
    logon: LogonQuestion,
    late: (waiting: WaitingQuestion) => DomainAnswer,
  ): Promise<DomainAnswer> {
    const bytes = lengthOf(logon);
    if (proof.signal.aborted) return Promise.resolve(unneeded);
    if (this.#count >= MOST_QUESTIONS || this.#bytes + bytes > MOST_BYTES) {
      const because = `${this.#count} logins wait for the domain’s controllers already, and no more may`;
      return Promise.resolve({ refused: 'no-logon-server', because });
    }
    this.#count += 1;
    this.#bytes += bytes;
    return new Promise((resolve) => {
      const endsAt = this.#runtime.monotonic() + this.#timeout;
      const onAbort = (): void => waiting.settle(unneeded);
      const cancelTimer = this.#runtime.after(this.#timeout, () => waiting.settle(late(waiting)));
      const waiting: Waiting = new Waiting(proof, logon, endsAt, (answer) => {
        this.#queue.delete(waiting);
        this.#count -= 1;
        this.#bytes -= bytes;
        cancelTimer();
        proof.signal.removeEventListener('abort', onAbort);
        resolve(answer);
      });
      proof.signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.add(waiting);
    });
  }

  /** Takes the first out of the queue; undefined: there is none. */
  take(): WaitingQuestion | undefined {
    const [first] = this.#queue;
    if (first) this.#queue.delete(first);
    return first;
  }

  /** Puts one that was taken back at the front. */
  putBack(waiting: WaitingQuestion): void {
    if (!(waiting instanceof Waiting) || waiting.isSettled) return;
    const behind = [...this.#queue];
    this.#queue.clear();
    for (const each of [waiting, ...behind]) this.#queue.add(each);
  }

  /** Puts one that was taken back at the end. */
  putLast(waiting: WaitingQuestion): void {
    if (waiting instanceof Waiting && !waiting.isSettled) this.#queue.add(waiting);
  }
}

const unneeded: DomainAnswer = {
  refused: 'no-logon-server',
  because: 'the login was given up before the domain answered',
};

class Waiting implements WaitingQuestion {
  readonly proof: ProofQuestion;
  readonly logon: LogonQuestion;
  readonly endsAt: number;
  interruptions = 0;
  replacements = 0;
  #settle: ((answer: DomainAnswer) => void) | undefined;

  constructor(
    proof: ProofQuestion,
    logon: LogonQuestion,
    endsAt: number,
    settle: (answer: DomainAnswer) => void,
  ) {
    this.proof = proof;
    this.logon = logon;
    this.endsAt = endsAt;
    this.#settle = settle;
  }

  get isSettled(): boolean {
    return this.#settle === undefined;
  }

  settle(answer: DomainAnswer): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(answer);
  }
}
