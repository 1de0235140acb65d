import { printableJson } from '../text/printable.js';
import type { WatchEvents } from './messages.js';

/** The most events that are kept for pages that come later, or come back. */
const MOST_EVENTS = 4000;

/** The most bytes of them. Names of a hostile client make a record of 64 KB, a usual one has four. */
export const BYTES_OF_EVENTS = 16 * 1024 * 1024;

/** The types of events that happened to the server. */
export type KeptType = Exclude<keyof WatchEvents, 'server' | 'posture' | 'lost'>;

/** One event, ready to be sent. */
export interface KeptEvent {
  /** Counts from 1. */
  readonly id: number;
  /** As the stream has it (HTML 9.2.5). */
  readonly text: Buffer;
}

/** The latest events. An attempt has one: its later record takes the place of the earlier one, at the end. */
export class EventJournal {
  /** In order; undefined: it was replaced. The first one has the index {@link #start}. */
  #events: (KeptEvent | undefined)[] = [];
  readonly #ofAttempts = new Map<number, number>();
  /** The id of the first place of the list. */
  #start = 1;
  #kept = 0;
  #bytes = 0;
  readonly #onAdded: () => void;

  /** @param onAdded called for each event; must not throw */
  constructor(onAdded: () => void) {
    this.#onAdded = onAdded;
  }

  /** Bytes of the events that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The id of the last event; 0: there was none. */
  get last(): number {
    return this.#start + this.#events.length - 1;
  }

  add<Type extends KeptType>(type: Type, data: WatchEvents[Type], attempt?: number): void {
    const id = this.last + 1;
    const event = { id, text: eventText(id, type, data) };
    if (attempt !== undefined) this.#replace(attempt, id);
    this.#events.push(event);
    this.#kept += 1;
    this.#bytes += event.text.length;
    while (this.#kept > MOST_EVENTS || this.#bytes > BYTES_OF_EVENTS) this.#forgetFirst();
    this.#onAdded();
  }

  /** The number of events behind an id that are forgotten, at most. */
  forgottenSince(after: number): number {
    return Math.max(0, this.#start - 1 - after);
  }

  /** The first event behind an id; undefined: there is none yet. */
  next(after: number): KeptEvent | undefined {
    for (let place = Math.max(0, after + 1 - this.#start); place < this.#events.length; place += 1)
      if (this.#events[place] !== undefined) return this.#events[place];
    return undefined;
  }

  #replace(attempt: number, id: number): void {
    const before = this.#ofAttempts.get(attempt);
    this.#ofAttempts.delete(attempt);
    this.#ofAttempts.set(attempt, id);
    if (before !== undefined && before >= this.#start) this.#remove(before - this.#start);
    if (this.#ofAttempts.size <= MOST_EVENTS) return;
    for (const oldest of this.#ofAttempts.keys()) {
      this.#ofAttempts.delete(oldest);
      break;
    }
  }

  #remove(place: number): void {
    const event = this.#events[place];
    if (event === undefined) return;
    this.#events[place] = undefined;
    this.#kept -= 1;
    this.#bytes -= event.text.length;
  }

  #forgetFirst(): void {
    this.#remove(0);
    this.#events.shift();
    this.#start += 1;
  }
}

/** An event of a stream: its data is one line, since JSON has no line end in it. */
export function eventText<Type extends keyof WatchEvents>(
  id: number,
  type: Type,
  data: WatchEvents[Type],
): Buffer {
  const text = `id: ${id}\nevent: ${type}\ndata: ${printableJson(data)}\n\n`;
  // Memory of its own: a piece of the pool would keep the pool.
  const bytes = Buffer.alloc(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}

/** The pieces of an event whose data is JSON already: many pages get the same, which is copied and not made again. */
export function eventOf(id: number, type: keyof WatchEvents, json: Buffer): Buffer[] {
  return [Buffer.from(`id: ${id}\nevent: ${type}\ndata: `), json, Buffer.from('\n\n')];
}
