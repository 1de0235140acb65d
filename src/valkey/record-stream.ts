import { StoreError } from './connection.js';
import type { StoreSession } from './session.js';

/** A stream of records is made of these. */
export interface RecordStreamSurroundings {
  /** The key of the stream. */
  readonly stream: string;
  /** About how many records it keeps. */
  readonly maxLength: number;
  /** The name of the server that every record says. */
  readonly server: string;
  /** The session with the store; undefined: it is away. */
  readonly session: () => StoreSession | undefined;
  /** Told in a sentence when records are lost. */
  readonly tell: (sentence: string) => void;
}

/** Records that go to the store together. */
const TOGETHER = 64;

/** The most records, and the most characters of them, that wait for a store that is away or slow. */
const MOST_WAITING = 10_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Errors of the store that concern the stream alone. */
const ofStream = ['NOPERM', 'WRONGTYPE'];

/**
 * Appends records to a stream of the store, in their order. They wait while the store is away, up to a bound; from then
 * on the oldest are dropped, and counted. A record whose answer was lost with a connection is sent again, so a record
 * may be there twice, and none is missing without a word.
 */
export class RecordStream {
  readonly #surroundings: RecordStreamSurroundings;
  #waiting: string[] = [];
  #characters = 0;
  /** How many of those that wait, from the first on, are on their way. */
  #sending = 0;
  #dropped = 0;
  /** Settled when no record is on its way. */
  #flushing: Promise<void> | undefined;
  #isRefused = false;
  #isEnding = false;

  constructor(surroundings: RecordStreamSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Takes the JSON of one record. */
  add(record: string): void {
    this.#waiting.push(record);
    this.#characters += record.length;
    while (this.#waiting.length > MOST_WAITING || this.#characters > MOST_CHARACTERS) {
      if (!this.#drop()) break;
    }
    this.flush();
  }

  /** Sends what waits, where the store is there. */
  flush(): void {
    this.#flushing ??= this.#send().then((areSent) => {
      this.#flushing = undefined;
      // One may have come as the last ones were sent.
      if (areSent && this.#waiting.length > 0) this.flush();
    });
  }

  /** Tells how many records were dropped since it was asked last; the link asks when the store is back. */
  tellDropped(): void {
    if (this.#dropped === 0) return;
    this.#surroundings.tell(
      `${this.#dropped} records of logins are missing in the stream ${this.#surroundings.stream}: the store did not take them in time`,
    );
    this.#dropped = 0;
  }

  /** Sends the last ones, all at once; those that the store does not take in time are lost, and counted. */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.flush();
    while (this.#flushing !== undefined) await this.#flushing;
    this.#dropped += this.#waiting.length;
    this.#waiting = [];
    this.tellDropped();
  }

  /** Drops the oldest that is not on its way. */
  #drop(): boolean {
    const [oldest] = this.#waiting.splice(this.#sending, 1);
    if (oldest === undefined) return false;
    this.#characters -= oldest.length;
    this.#dropped++;
    return true;
  }

  /** Whether all that waited were sent. */
  async #send(): Promise<boolean> {
    // All that is added in this turn goes along.
    await Promise.resolve();
    let session = this.#surroundings.session();
    while (session !== undefined && this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, this.#isEnding ? MOST_WAITING : TOGETHER);
      this.#sending = some.length;
      try {
        const sent = session;
        const told = await Promise.all(some.map((record) => this.#append(sent, record)));
        for (const refused of told) if (refused !== undefined) this.#refuse(refused);
      } catch {
        // The session has told why it ended; they wait for the next one.
        this.#sending = 0;
        return false;
      }
      this.#sending = 0;
      this.#waiting = this.#waiting.slice(some.length);
      for (const { length } of some) this.#characters -= length;
      session = this.#surroundings.session();
    }
    return session !== undefined;
  }

  async #append(session: StoreSession, record: string): Promise<StoreError | undefined> {
    const { stream, maxLength, server } = this.#surroundings;
    const fields = ['server', server, 'record', record];
    const command = ['XADD', stream, 'MAXLEN', '~', String(maxLength), '*', ...fields];
    const told = await session.command(command, ofStream);
    if (told instanceof StoreError) return told;
    if (typeof told === 'string' && /^\d+-\d+$/.test(told)) return undefined;
    session.end('answered what no store answers');
    throw new Error('no answer of a store');
  }

  #refuse({ code }: StoreError): void {
    this.#dropped++;
    if (this.#isRefused) return;
    this.#isRefused = true;
    this.#surroundings.tell(
      `the store takes no records of logins in the stream ${this.#surroundings.stream} (${code}): they are dropped`,
    );
  }
}
