import type { StoreRefusal } from '../auth/proof-question.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { type ChannelEnd, nameWords, refusalOfEnd } from './channel-end.js';
import { addressText, type ControllerAddress } from '../auth/controller-address.js';
import type { FindControllers } from './find-controllers.js';
import { LONGEST_REST, Standings } from './standings.js';

/** Failures that are put into one sentence, and its characters: names of controllers may be long. */
const MOST_TOLD = 4;
const LONGEST_WORDS = 1800;

/** The refusals that say most, first: an unreachable controller says nothing of what another has said. */
const byWeight: readonly StoreRefusal[] = ['machine-account-refused', 'controller-not-trusted'];

/** Milliseconds for which a controller is left in peace after its first failure in succession. */
const firstRests: Readonly<Record<ChannelEnd['cause'], number>> = {
  unreachable: 500,
  // Servers that begin at the same time replace each other's keys: they meet less often with every attempt.
  replaced: 100,
  // An account that is refused again and again may be locked, and an impostor is no better soon.
  'machine-account-refused': LONGEST_REST,
  'not-trusted': LONGEST_REST,
};

/** The next step of the search. */
export type NextStep =
  | { readonly kind: 'try'; readonly controller: ControllerAddress }
  /** DNS names no controller. */
  | { readonly kind: 'none-found'; readonly end: ChannelEnd }
  /** Everything was tried a short time ago. */
  | { readonly kind: 'rest' };

/** Chooses the controller that is tried next, and remembers why those tried before are none. */
export class ControllerSearch {
  readonly #finder: FindControllers;
  readonly #standings: Standings;
  /** The failures since a channel was open last. */
  readonly #failures = new Map<string, ChannelEnd>();
  /** The controllers that were found last. */
  #controllers: readonly ControllerAddress[] = [];

  constructor(finder: FindControllers, runtime: CheckedRuntime) {
    this.#finder = finder;
    this.#standings = new Standings(runtime);
  }

  /** Chooses the controller to try now. */
  async next(): Promise<NextStep> {
    // A search in DNS that failed rests as a controller does.
    if (this.untilDue() > 0) return { kind: 'rest' };
    try {
      this.#controllers = await this.#finder.find();
    } catch (error) {
      return this.#noneFound(nameWords(error, this.#finder.record));
    }
    if (this.#controllers.length === 0) {
      return this.#noneFound(`${this.#finder.record} has no controller that can be used`);
    }
    const [name] = this.#standings.due(this.#names());
    const controller = this.#controllers.find((each) => addressText(each) === name);
    return controller ? { kind: 'try', controller } : { kind: 'rest' };
  }

  /** Milliseconds until something can be tried; 0: at once. */
  untilDue(): number {
    return this.#standings.untilDue(this.#names());
  }

  /** A channel is open. */
  opened(controller: string): void {
    this.#failures.clear();
    this.#standings.succeeded(controller);
  }

  /** An open channel has ended after it gave answers. */
  lost(controller: string, end: ChannelEnd): void {
    this.#standings.lost(controller);
    this.#failures.set(controller, end);
  }

  /**
   * No channel could be made, or it ended before its first answer.
   *
   * @returns how often in succession
   */
  failed(controller: string, end: ChannelEnd): number {
    const times = this.#standings.failed(controller, firstRests[end.cause]);
    this.#failures.set(controller, end);
    if (this.untilDue() > 0) this.#finder.forget();
    return times;
  }

  /** The refusal of a login for which no controller is left. */
  refusal(): StoreRefusal {
    const refusals = [...this.#failures.values()].map(refusalOfEnd);
    return byWeight.find((refusal) => refusals.includes(refusal)) ?? 'no-logon-server';
  }

  /** Whether the domain has more than one controller. */
  get hasOthers(): boolean {
    return this.#controllers.length > 1;
  }

  /** Whether only a person can mend it: the machine account, or a controller that is none. */
  get needsPerson(): boolean {
    return [...this.#failures.values()].some(({ cause }) => firstRests[cause] === LONGEST_REST);
  }

  /** Whether every controller that is known has failed since a channel was open last. */
  get hasFailed(): boolean {
    if (this.#controllers.length === 0) return this.#failures.size > 0;
    return this.#controllers.every((controller) => this.#failures.has(addressText(controller)));
  }

  /** The failures in words, each behind its controller's name; empty: there is none. */
  words(): string {
    const clauses = [...this.#failures].map(([controller, { words }]) => `${controller} ${words}`);
    const more = clauses.length - MOST_TOLD;
    const words = [...clauses.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more fail`] : [])].join('; ');
    return words.length <= LONGEST_WORDS ? words : `${words.slice(0, LONGEST_WORDS)}…`;
  }

  #names(): string[] {
    return this.#controllers.length === 0 ? [this.#finder.record] : this.#controllers.map(addressText);
  }

  #noneFound(words: string): NextStep {
    this.#controllers = [];
    const end: ChannelEnd = { cause: 'unreachable', words: `names no controller: ${words}` };
    this.#failures.set('DNS', end);
    this.#standings.failed(this.#finder.record, firstRests.unreachable);
    return { kind: 'none-found', end };
  }
}
