import type { Runtime } from '../runtime.js';

/** Events a connection may cause at once, and then in a second: more than anybody reads. */
const BURST = 20;
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
  event: Event;
  count: number;
  /** The count when it was told last; 0: never. */
  told: number;
}

/**
 * Counts what a connection does again and again instead of telling it again and again: each kind of event is told the
 * first time, the tenth, the hundredth, and once more in the end. However different its events are, they are told in
 * proportion to its time.
 */
export class Repetitions<Event> {
  readonly #runtime: Runtime;
  readonly #entries = new Map<string, Entry<Event>>();
  #allowance = BURST;
  #since: number;
  #omitted = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#since = runtime.monotonic();
  }

  /**
   * @param key what makes it the same event
   * @returns what is to be told now; undefined: nothing
   */
  add(key: string, event: Event): Repeated<Event> | undefined {
    const entry = this.#entries.get(key) ?? { event, count: 0, told: 0 };
    entry.count++;
    entry.event = event;
    // Behind the others, as the one that happened last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#forgetOldest();
    const due = entry.told === 0 || isPowerOfTen(entry.count);
    return due && this.#take() ? this.#tell(entry) : undefined;
  }

  /** The events not told yet, once nothing more can happen. */
  rest(): Repeated<Event>[] {
    const untold = [...this.#entries.values()].filter(({ count, told }) => count > told);
    this.#entries.clear();
    return untold.map((entry) => this.#tell(entry));
  }

  #tell(entry: Entry<Event>): Repeated<Event> {
    entry.told = entry.count;
    const omitted = this.#omitted;
    this.#omitted = 0;
    return { event: entry.event, count: entry.count, omitted };
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries;
    if (this.#entries.size <= REMEMBERED || oldest === undefined) return;
    const [key, { count, told }] = oldest;
    this.#omitted += count - told;
    this.#entries.delete(key);
  }

  #take(): boolean {
    const now = this.#runtime.monotonic();
    this.#allowance = Math.min(BURST, this.#allowance + ((now - this.#since) / 1000) * PER_SECOND);
    this.#since = now;
    if (this.#allowance < 1) return false;
    this.#allowance--;
    return true;
  }
}

function isPowerOfTen(count: number): boolean {
  return Number.isInteger(Math.log10(count));
}
