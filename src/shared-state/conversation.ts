import type { CheckedRuntime } from '../runtime/runtime.js';
import { type MaybePromise, whenKnown } from '../values/maybe-promise.js';
import { isThenable } from '../values/realm.js';
import { isValue, itemsOf } from './wire-items.js';
import type { Wire, WireItem, WireValue } from './wire.js';

/** Milliseconds that a question waits for its answer. */
const PATIENCE = 5000;

/** The most questions that wait at once. */
const MOST_WAITING = 16_384;

/** Items that may be said before the other end shows that it heard them: until then they may be in our memory. */
const MOST_UNHEARD = 65_536;

/** Milliseconds that something mentioned waits for company. */
const MENTION_PAUSE = 100;

/** Items of a message: the other end is not to work on one for long. */
const MOST_TOGETHER = 1024;

/** Items after which the other end is asked to show that it hears. */
const ASKED_EVERY = 4096;

/** The other process is lost, or does not answer; whatever asked it is refused. */
export class SharedStateError extends Error {
  override readonly name = 'SharedStateError';
}

/**
 * Answers a question, or takes what is told.
 *
 * @throws TypeError for values that no process of ours sends; the wire ends then
 */
export type Answer = (word: string, values: readonly WireValue[]) => MaybePromise<readonly WireValue[]>;

/** The surroundings of a conversation. */
export interface ConversationOptions {
  readonly runtime: CheckedRuntime;
  readonly answer: Answer;
  /** Called once when the wire is lost, after every question that waits has failed. */
  readonly lost: () => void;
  /** Called with the error of an answer that could not be given, for a log. */
  readonly failed?: (error: unknown) => void;
  /** Milliseconds that a question waits; default: 5000. */
  readonly patience?: number;
}

interface Waiting {
  readonly resolve: (values: readonly WireValue[]) => void;
  readonly reject: (error: Error) => void;
  /** Monotonic milliseconds. */
  readonly until: number;
}

/**
 * Questions and answers of two processes over a wire. Everything that is said in one turn of the event loop leaves in
 * one message, in its order, unless it is much. A question has its answer in bounded time: it fails when the other end
 * is silent or lost.
 */
export class Conversation {
  readonly #wire: Wire;
  readonly #options: ConversationOptions;
  readonly #patience: number;
  readonly #waiting = new Map<number, Waiting>();
  #outgoing: WireItem[] = [];
  #isScheduled = false;
  #isMentioned = false;
  #lastQuestion = 0;
  /** Items said so far. */
  #said = 0;
  /** How many of them the other end has shown that it heard. */
  #heard = 0;
  /** The items said before each question whether they were heard. */
  readonly #marks = new Map<number, number>();
  #isLost = false;
  #isTimed = false;

  constructor(wire: Wire, options: ConversationOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#patience = options.patience ?? PATIENCE;
  }

  /** Begins to listen: what the other end has said already is heard at once. */
  open(): void {
    this.#wire.open({ message: (message) => this.#receive(message), lost: () => this.#lose() });
  }

  /**
   * Asks the other end.
   *
   * @throws SharedStateError, as a rejection, without an answer
   */
  ask(word: string, ...values: WireValue[]): Promise<readonly WireValue[]> {
    if (this.#isLost) return Promise.reject(new SharedStateError('the other process is lost'));
    if (this.#waiting.size >= MOST_WAITING) {
      return Promise.reject(new SharedStateError('too many questions wait for the other process'));
    }
    // The other end would end the wire over a value that it does not take.
    if (!values.every(isValue)) {
      return Promise.reject(new SharedStateError('the question has a value that is too long'));
    }
    const number = ++this.#lastQuestion;
    return new Promise((resolve, reject) => {
      const until = this.#options.runtime.monotonic() + this.#patience;
      this.#waiting.set(number, { resolve, reject, until });
      if (!this.#isTimed) this.#watch(this.#patience);
      // It comes last: it may find that the other end is lost, and then refuses what waits.
      this.#say([word, number, ...values]);
    });
  }

  /** Tells the other end something that it does not answer. */
  tell(word: string, ...values: WireValue[]): void {
    if (!this.#isLost) this.#say([word, 0, ...values]);
  }

  /** Tells the other end something with what is said next, or a moment later. */
  mention(word: string, ...values: WireValue[]): void {
    if (this.#isLost || !this.#put([word, 0, ...values]) || this.#isScheduled || this.#isMentioned) return;
    this.#isMentioned = true;
    this.#options.runtime.after(MENTION_PAUSE, () => {
      this.#isMentioned = false;
      this.#send();
    });
  }

  /** Ends the wire. */
  close(): void {
    this.#wire.close();
    this.#lose();
  }

  #say(item: WireItem): void {
    if (!this.#put(item) || this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#send();
    });
  }

  /** @returns false when the other end turned out to be lost */
  #put(item: WireItem): boolean {
    this.#said++;
    // An end that talks does not show that it reads.
    if (this.#said - this.#heard > MOST_UNHEARD) {
      this.close();
      return false;
    }
    this.#outgoing.push(item);
    if (this.#said % ASKED_EVERY === 0) {
      const number = ++this.#lastQuestion;
      this.#marks.set(number, this.#said);
      this.#outgoing.push(['?', number]);
    }
    return true;
  }

  #send(): void {
    if (this.#outgoing.length === 0 || this.#isLost) return;
    const items = this.#outgoing;
    this.#outgoing = [];
    if (items.length <= MOST_TOGETHER) {
      this.#wire.send(items);
      return;
    }
    for (let from = 0; from < items.length; from += MOST_TOGETHER) {
      this.#wire.send(items.slice(from, from + MOST_TOGETHER));
    }
  }

  #receive(message: unknown): void {
    if (this.#isLost) return;
    try {
      for (const item of itemsOf(message)) this.#take(item);
    } catch (error) {
      this.#options.failed?.(error);
      this.close();
      return;
    }
    // The other end waits for these answers, and everything it asked in its turn has been heard.
    this.#send();
  }

  #take([word, number, ...values]: WireItem): void {
    switch (word) {
      case '=':
        this.#hear(number);
        this.#end(number)?.resolve(values);
        return;
      case '?':
        this.#say(['=', number]);
        return;
      case '!':
        this.#end(number)?.reject(new SharedStateError('the other process could not answer'));
        return;
      default:
        this.#answer(word, number, values);
    }
  }

  #answer(word: string, number: number, values: readonly WireValue[]): void {
    const told = whenKnown(this.#options.answer(word, values), (answer) => {
      if (number !== 0) this.#say(['=', number, ...answer]);
    });
    if (!isThenable(told)) return;
    told.catch((error: unknown) => {
      this.#options.failed?.(error);
      if (number !== 0) this.#say(['!', number]);
    });
  }

  #hear(number: number): void {
    const said = this.#marks.get(number);
    if (said === undefined) return;
    this.#marks.delete(number);
    this.#heard = Math.max(this.#heard, said);
  }

  /** Ends the wait of a question, which may have ended before. */
  #end(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }

  /** One timer serves all questions: they wait equally long, so the first one asked is the first one due. */
  #watch(milliseconds: number): void {
    this.#isTimed = true;
    this.#options.runtime.after(milliseconds, () => {
      this.#isTimed = false;
      const now = this.#options.runtime.monotonic();
      for (const [number, { until, reject }] of this.#waiting) {
        if (until > now) {
          this.#watch(until - now);
          return;
        }
        this.#waiting.delete(number);
        reject(new SharedStateError(`the other process did not answer for ${this.#patience / 1000} seconds`));
      }
    });
  }

  #lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#outgoing = [];
    for (const { reject } of this.#waiting.values()) {
      reject(new SharedStateError('the other process was lost before it answered'));
    }
    this.#waiting.clear();
    this.#options.lost();
  }
}
