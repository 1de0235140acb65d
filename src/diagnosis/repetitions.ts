import type { Runtime } from '../runtime/runtime.js';
import { TokenBucket } from '../runtime/token-bucket.js';

/** How much of what a connection does is told one by one. */
export interface Patience {
  /** Events that are the same: so many are told each, and those behind them at powers of ten. */
  readonly alike: number;
  /** Events of any kind that are told at once; from then on one a second. */
  readonly burst: number;
}

/** For what goes wrong: more than anybody reads. */
const OF_TROUBLE: Patience = { alike: 1, burst: 20 };

const PER_SECOND = 1;

/** Different events remembered of a connection. */
const REMEMBERED = 32;

/** How often something happened on a connection. */
export interface Repeated<Event> {
  readonly event: Event;
  /** How often it happened so far, this time included. */
  readonly count: number;
  /** Others that went by without being told, since the last that was. */
  readonly omitted: number;
}

interface Entry<Event> {
  /** The last one that was not told; it may hold much. */
  event: Event | undefined;
  count: number;
  /** The count when it was told last; 0: never. */
  told: number;
}

/**
 * Counts what a connection does again and again instead of telling it again and again: each kind of event is told the
 * first time or times, the tenth, the hundredth, and once more in the end. However different its events are, they are
 * told in proportion to its time.
 */
export class Repetitions<Event> {
  readonly #patience: Patience;
  readonly #entries = new Map<string, Entry<Event>>();
  readonly #allowance: TokenBucket;
  #omitted = 0;

  constructor(runtime: Runtime, patience = OF_TROUBLE) {
    this.#patience = patience;
    this.#allowance = new TokenBucket(PER_SECOND, patience.burst, () => runtime.monotonic());
  }

  /**
   * @param key what makes it the same event
   * @returns what is to be told now; undefined: nothing
   */
  add(key: string, event: Event): Repeated<Event> | undefined {
    const entry: Entry<Event> = this.#entries.get(key) ?? { event: undefined, count: 0, told: 0 };
    entry.count++;
    // Behind the others, as the one that happened last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#forgetOldest();
    const due = entry.told === 0 || entry.count <= this.#patience.alike || isPowerOfTen(entry.count);
    if (due && this.#allowance.take()) return this.#tell(entry, event);
    entry.event = event;
    return undefined;
  }

  /** The events not told yet, once nothing more can happen. */
  rest(): Repeated<Event>[] {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    return entries.flatMap((entry) => (entry.event === undefined ? [] : [this.#tell(entry, entry.event)]));
  }

  #tell(entry: Entry<Event>, event: Event): Repeated<Event> {
    entry.told = entry.count;
    entry.event = undefined;
    const omitted = this.#omitted;
    this.#omitted = 0;
    return { event, count: entry.count, omitted };
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries;
    if (this.#entries.size <= REMEMBERED || oldest === undefined) return;
    const [key, { count, told }] = oldest;
    this.#omitted += count - told;
    this.#entries.delete(key);
  }
}

function isPowerOfTen(count: number): boolean {
  return Number.isInteger(Math.log10(count));
}
