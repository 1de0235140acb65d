import { keptCopy } from '../bytes/index.js';
import type { ConnectionEnd, ConnectionInfo } from '../facts/recorder.js';
import type { Hint } from './hints.js';

/**
 * The most bytes of one connection, both directions together: a login with a large ticket takes a tenth of it, so that
 * there is room for several logins, and for the folders and pipes that are opened behind them.
 */
export const BYTES_PER_CONNECTION = 256 * 1024;

/** Bytes that an entry takes besides those that it holds, rounded up: objects, references, numbers. */
const COST_OF_ENTRY = 160;

/** The most characters of a note. */
const LONGEST_NOTE = 500;

/** An event of a connection, in the order in which they happened. */
export type Entry =
  | BytesEntry
  /** The server begins to serve the next message of SMB that has come. */
  | { readonly kind: 'served' }
  | NoteEntry
  | { readonly kind: 'began'; readonly attempt: number }
  | { readonly kind: 'verdict'; readonly attempt: number };

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

/** The bytes and the words of one connection, within bounds; the later ones are left out, and counted. */
export class KeptConnection {
  readonly info: ConnectionInfo;
  readonly entries: Entry[] = [];
  /** Bytes that passed and are not here. */
  omittedBytes = 0;
  /** Undefined: it goes on. */
  end: ConnectionEnd | undefined;
  /** Bytes that all of it takes. */
  #held = 0;
  #isFull = false;
  readonly #onHeld: OnHeld;

  constructor(info: ConnectionInfo, onHeld: OnHeld) {
    this.info = info;
    this.#onHeld = onHeld;
    this.#hold(COST_OF_ENTRY);
  }

  get held(): number {
    return this.#held;
  }

  /** Copies the bytes, as many as there is room for: their memory is that of the server. */
  addBytes(from: 'client' | 'server', time: number, bytes: Buffer): void {
    if (bytes.length === 0) return;
    const room = BYTES_PER_CONNECTION - this.#held - COST_OF_ENTRY;
    const length = this.#isFull ? 0 : Math.max(0, Math.min(bytes.length, room));
    this.omittedBytes += bytes.length - length;
    if (length === 0) this.#isFull = true;
    else this.#add({ kind: 'bytes', from, time, bytes: keptCopy(bytes.subarray(0, length)) }, length);
    // A stream cannot be read behind a gap, so nothing more of it is kept.
    if (length < bytes.length) this.#isFull = true;
  }

  addNote(note: NoteEntry): void {
    const { words } = note;
    const short = words.length > LONGEST_NOTE ? `${words.slice(0, LONGEST_NOTE)}…` : words;
    const { title = '', detail = '' } = note.hint ?? {};
    this.#add({ ...note, words: short }, 2 * (short.length + title.length + detail.length));
  }

  addMark(mark: Exclude<Entry, BytesEntry | NoteEntry>): void {
    this.#add(mark, 0);
  }

  /** Forgets everything, and keeps nothing more. */
  forget(): void {
    for (const entry of this.entries.splice(0))
      if (entry.kind === 'bytes') this.omittedBytes += entry.bytes.length;
    this.#isFull = true;
    this.#hold(-this.#held);
  }

  #add(entry: Entry, size: number): void {
    if (this.#isFull || this.#held + COST_OF_ENTRY + size > BYTES_PER_CONNECTION) {
      this.#isFull = true;
      return;
    }
    this.entries.push(entry);
    this.#hold(COST_OF_ENTRY + size);
  }

  #hold(difference: number): void {
    this.#held += difference;
    this.#onHeld(difference);
  }
}
