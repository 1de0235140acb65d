import { keptCopy, truncatedCopy } from '../bytes/index.js';
import type { ConnectionEnd, ConnectionInfo } from '../facts/recorder.js';
import type { Hint } from './hints.js';
import { beginsMessage, lastTurnAround, turnAroundFrom } from './turn-around.js';

/**
 * The most bytes of one connection, both directions together: a login with a large ticket takes a tenth of it, so that
 * there is room for several logins, and for the folders and pipes that are opened behind them.
 */
export const BYTES_PER_CONNECTION = 256 * 1024;

/** Bytes that an entry takes besides those that it holds, rounded up: objects, references, numbers. */
const COST_OF_ENTRY = 160;

/** The same for bytes: a buffer of one byte with memory of its own takes about 270. */
const COST_OF_BYTES = 320;

/** The most characters of a note. */
const LONGEST_NOTE = 500;

/** An event of a connection, in the order in which they happened. */
export type Entry =
  | BytesEntry
  /** The server begins to serve the next message of SMB that has come. */
  | { readonly kind: 'served' }
  | NoteEntry
  | { readonly kind: 'began'; readonly attempt: number }
  | { readonly kind: 'verdict'; readonly attempt: number }
  /** Exchanges are left out here. */
  | { readonly kind: 'gap' };

/** Bytes that passed. */
export interface BytesEntry {
  readonly kind: 'bytes';
  readonly from: 'client' | 'server';
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly bytes: Buffer;
}

/** Words of a fact. */
export interface NoteEntry {
  readonly kind: 'note';
  /** Printable. */
  readonly words: string;
  /** The attempt whose login it is about; absent: it is about the connection. */
  readonly attempt?: number;
  /** Whether it says that something failed: a check, or anything else that ends a login. */
  readonly fails?: 'check' | 'other';
  /** Names a message whose bytes do not say it. */
  readonly hint?: Hint;
  /** Whether TLS protects what follows. */
  readonly secures?: boolean;
}

/** Told of a change of the bytes that are held. */
export type OnHeld = (difference: number) => void;

/**
 * The bytes and the words of one connection, within bounds. The beginning up to the first login stays, and the latest
 * messages; when there are too many, whole exchanges between them are left out, so that both directions can be read
 * across the gap. The bytes that are left out are counted.
 */
export class KeptConnection {
  readonly info: ConnectionInfo;
  readonly entries: Entry[] = [];
  /** Bytes that passed and are not here. */
  omittedBytes = 0;
  /** Whether a login began, be it here or left out. */
  hasLogins = false;
  /** Undefined: it goes on. */
  end: ConnectionEnd | undefined;
  /** Bytes that all of it takes. */
  #held = 0;
  /** The number of entries in front of the first login; undefined: none began. */
  #beginning: number | undefined;
  /** Skipping leaves out what passes, until a client begins a message behind an answer. */
  #state: 'keeping' | 'skipping' | 'forgotten' = 'keeping';
  #latest: 'client' | 'server' | undefined;
  readonly #onHeld: OnHeld;

  constructor(info: ConnectionInfo, onHeld: OnHeld) {
    this.info = info;
    this.#onHeld = onHeld;
    this.#hold(COST_OF_ENTRY);
  }

  get held(): number {
    return this.#held;
  }

  /** Copies the bytes: their memory is that of the server. */
  addBytes(from: 'client' | 'server', time: number, bytes: Buffer): void {
    if (bytes.length === 0) return;
    const isTurnAround = from === 'client' && this.#latest === 'server';
    this.#latest = from;
    if (this.#state === 'skipping' && isTurnAround && beginsMessage(this.info.carrier, bytes)) this.#goOn();
    const size = COST_OF_BYTES + bytes.length;
    if (this.#mayKeep(size)) this.#add({ kind: 'bytes', from, time, bytes: keptCopy(bytes) }, size);
    else this.omittedBytes += bytes.length;
  }

  addNote(note: NoteEntry): void {
    const { words } = note;
    const short = words.length > LONGEST_NOTE ? `${truncatedCopy(words, LONGEST_NOTE)}…` : words;
    const kept = { ...note, words: short };
    const size = costOf(kept);
    if (this.#mayKeep(size)) this.#add(kept, size);
  }

  addMark(mark: Exclude<Entry, BytesEntry | NoteEntry>): void {
    if (mark.kind === 'began') {
      this.hasLogins = true;
      this.#beginning ??= this.#placeOfRequest();
    }
    if (this.#mayKeep(COST_OF_ENTRY)) this.#add(mark, COST_OF_ENTRY);
  }

  /** Forgets everything, and keeps nothing more. */
  forget(): void {
    this.#state = 'forgotten';
    this.#leaveOut(0, this.entries.length);
    this.#hold(-this.#held);
  }

  /** Makes room where there is too little; false: there is none, and from now on all is left out. */
  #mayKeep(size: number): boolean {
    if (this.#state !== 'keeping') return false;
    if (this.#held + size > BYTES_PER_CONNECTION) this.#makeRoom();
    if (this.#held + size > BYTES_PER_CONNECTION) this.#state = 'skipping';
    return this.#state === 'keeping';
  }

  /** Leaves out what is between the beginning and the latest messages, which keep half of the room at most. */
  #makeRoom(): void {
    const { entries } = this;
    if (this.#beginning === undefined) return;
    let latest = entries.length;
    let size = 0;
    while (latest > this.#beginning && size < BYTES_PER_CONNECTION / 2) size += costOf(entries[--latest]);
    const end = turnAroundFrom(this.info.carrier, entries, latest + 1);
    if (end !== undefined) this.#leaveOut(this.#beginning, end, [{ kind: 'gap' }]);
  }

  /** Leaves out the exchange whose answer was left out in part, and keeps again what comes. */
  #goOn(): void {
    const { entries } = this;
    const start = lastTurnAround(this.info.carrier, entries, this.#beginning ?? 0) ?? entries.length;
    this.#leaveOut(start, entries.length, [{ kind: 'gap' }]);
    if (this.#held > BYTES_PER_CONNECTION / 2) this.#makeRoom();
    this.#state = 'keeping';
  }

  #leaveOut(start: number, end: number, instead: readonly Entry[] = []): void {
    const removed = this.entries.splice(start, end - start, ...instead);
    for (const entry of removed) {
      this.#hold(-costOf(entry));
      if (entry.kind === 'bytes') this.omittedBytes += entry.bytes.length;
    }
    for (const entry of instead) this.#hold(costOf(entry));
  }

  /** The place of the client’s latest bytes, which are the request that is served. */
  #placeOfRequest(): number {
    return Math.max(
      0,
      this.entries.findLastIndex((entry) => entry.kind === 'bytes' && entry.from === 'client'),
    );
  }

  #add(entry: Entry, size: number): void {
    this.entries.push(entry);
    this.#hold(size);
  }

  #hold(difference: number): void {
    this.#held += difference;
    this.#onHeld(difference);
  }
}

/** The bytes that an entry takes, rounded up. */
function costOf(entry: Entry | undefined): number {
  switch (entry?.kind) {
    case 'bytes':
      return COST_OF_BYTES + entry.bytes.length;
    case 'note': {
      const { title = '', detail = '' } = entry.hint ?? {};
      return COST_OF_ENTRY + 2 * (entry.words.length + title.length + detail.length);
    }
    default:
      return COST_OF_ENTRY;
  }
}
