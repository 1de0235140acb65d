import type { CheckedRuntime } from '../runtime/runtime.js';

/** Which records of a journal are asked for. */
export interface Search<Item> {
  readonly matches: (record: Item) => boolean;
  /** Only records that came later than this cursor. */
  readonly after: number;
}

/** The records that were found. */
export interface Found<Item> {
  readonly records: readonly Item[];
  /** The number of records that had come by then; as `after`, it asks for later ones alone. */
  readonly cursor: number;
  /** The number of records behind `after` that are retained no more. */
  readonly forgotten: number;
}

interface Entry<Item> {
  readonly id: number;
  /** Counts from 1 in the order in which records came. */
  readonly arrival: number;
  record: Item;
}

/** The latest records of one kind, for those who ask later, and for those who wait. */
export class Journal<Item> {
  readonly #capacity: number;
  readonly #runtime: CheckedRuntime;
  readonly #waiting = new Set<() => void>();
  #entries: Entry<Item>[] = [];
  #arrivals = 0;

  /** @param capacity the most records that are retained; the oldest is forgotten first */
  constructor(capacity: number, runtime: CheckedRuntime) {
    this.#capacity = capacity;
    this.#runtime = runtime;
  }

  /** The number of records that came so far. */
  get cursor(): number {
    return this.#arrivals;
  }

  /** @param id by which {@link replace} finds it */
  add(id: number, record: Item): void {
    this.#arrivals += 1;
    this.#entries.push({ id, arrival: this.#arrivals, record });
    if (this.#entries.length > this.#capacity) this.#entries.shift();
    this.#look();
  }

  /** Puts a later version in the place of a record, where that is retained. */
  replace(id: number, record: Item): void {
    const entry = this.#entries.findLast((each) => each.id === id);
    if (entry === undefined) return;
    entry.record = record;
    this.#look();
  }

  /** Forgets every record; the count goes on. */
  clear(): void {
    this.#entries = [];
  }

  /** The records that came later than a cursor. */
  since(after: number): Item[] {
    return this.#later(after).map(({ record }) => record);
  }

  find({ matches, after }: Search<Item>): Found<Item> {
    const later = this.#later(after);
    return {
      records: later.map(({ record }) => record).filter(matches),
      cursor: this.#arrivals,
      forgotten: Math.max(0, this.#arrivals - after) - later.length,
    };
  }

  /**
   * Waits until there is a record, the time is over or the signal is aborted.
   *
   * @param milliseconds on a clock that nobody moves
   */
  async wait(search: Search<Item>, milliseconds: number, signal: AbortSignal): Promise<Found<Item>> {
    const found = this.find(search);
    if (found.records.length > 0 || milliseconds === 0 || signal.aborted) return found;
    return await new Promise((resolve) => {
      const end = (last = this.find(search)): void => {
        this.#waiting.delete(look);
        cancel();
        signal.removeEventListener('abort', onAbort);
        resolve(last);
      };
      // A record that matches now may be replaced before the caller's turn.
      const look = (): void => {
        const now = this.find(search);
        if (now.records.length > 0) end(now);
      };
      const onAbort = (): void => end();
      const cancel = this.#runtime.after(milliseconds, () => end());
      signal.addEventListener('abort', onAbort);
      this.#waiting.add(look);
    });
  }

  #later(after: number): Entry<Item>[] {
    return this.#entries.filter(({ arrival }) => arrival > after);
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
