import type { Runtime } from './runtime.js';
import { TokenBucket } from './token-bucket.js';

/** The number of events of a connection that are reported one by one. */
export interface Patience {
  /** So many equal events are reported each; after them, only those at powers of ten. */
  readonly alike: number;
  /** So many events of different kinds are reported at once; after them, one a second. */
  readonly burst: number;
}

/** For faults. */
const OF_TROUBLE: Patience = { alike: 1, burst: 20 };

const PER_SECOND = 1;

/** The most different events of a connection that are remembered. */
const REMEMBERED = 32;

/** An event of a connection, with its repetitions. */
export interface Repeated<Event> {
  readonly event: Event;
  /** The number of times it happened so far, this time included. */
  readonly count: number;
  /** The number of other events that were not reported since the last report. */
  readonly omitted: number;
}

interface Entry<Event> {
  /** The last event that was not reported; it may hold many bytes. */
  event: Event | undefined;
  count: number;
  /** The count at its last report; 0: it was never reported. */
  told: number;
}

/**
 * Counts the repeated events of a connection instead of reporting each: a kind of event is reported the first time or
 * times, the tenth, the hundredth, and once more at the end. The number of reports of different kinds is bounded by the
 * connection's time.
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
   * @param key equal for repetitions of one event
   * @returns the event to report now; undefined: none
   */
  add(key: string, event: Event): Repeated<Event> | undefined {
    const entry: Entry<Event> = this.#entries.get(key) ?? { event: undefined, count: 0, told: 0 };
    entry.count++;
    // The entry moves to the end, because the map is in the order of the last event.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#forgetOldest();
    const due = entry.told === 0 || entry.count <= this.#patience.alike || isPowerOfTen(entry.count);
    if (due && this.#allowance.take()) return this.#tell(entry, event);
    entry.event = event;
    return undefined;
  }

  /** Lists the events not reported yet, at the end of the connection. */
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
