import type { Hono } from 'hono';
import type { ServerNames } from '../auth/server-names.js';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { Tap } from '../facts/tap.js';
import type { LocalPart } from '../local-http/local-part.js';
import { Refusal } from '../local-http/problem.js';
import type { Catalogue } from '../posture/catalogue.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Server } from '../server/create-server.js';
import { captureOf } from './attempt-capture.js';
import { conversationOf } from './conversation.js';
import { EventJournal } from './event-journal.js';
import { eventStream } from './event-stream.js';
import { FineClock } from './fine-clock.js';
import { ATTEMPTS_KEPT, Keeper } from './keeper.js';
import { BYTES_PER_CONNECTION } from './kept-connection.js';
import type { ServerView } from './messages.js';
import { type PageFile, watchRoutes } from './routes.js';
import { WatchedPosture } from './watched-posture.js';

/** Bytes of the token. */
const TOKEN_BYTES = 32;

/** The most pages that are open at once. */
export const MOST_PAGES = 16;

/** Options of a {@link Watch}. */
export interface WatchOptions {
  /** The clocks and timers of the system, which nobody moves, and the source of the token. */
  readonly runtime: CheckedRuntime;
  /** Version of the package. */
  readonly version: string;
  /** The names that the configuration says. */
  readonly names: Partial<ServerNames>;
  /** The findings that clients can have. */
  readonly catalogue: Catalogue;
  /** A file of the page; undefined: it was not built. */
  readonly file: (name: PageFile) => Uint8Array | undefined;
  /** Told of errors that are bugs. */
  readonly onError: (error: unknown) => void;
}

type WatchedServer = Pick<Server, 'on' | 'addresses'> & {
  readonly shares: Iterable<{ readonly name: string }>;
};

/** The live page of a server, as a part of a listener. */
export class Watch implements LocalPart {
  readonly name = 'watch';
  readonly paths = ['/watch'];
  readonly routes: Hono;
  /** The secret that every request for data must show; 64 hexadecimal digits, new at each start. */
  readonly token: string;
  readonly #options: WatchOptions;
  readonly #keeper: Keeper;
  readonly #journal: EventJournal;
  readonly #posture: WatchedPosture;
  readonly #closing = new AbortController();
  /** Called once when something changes, by the streams that wait. */
  readonly #waiting = new Set<() => void>();
  #pages = 0;
  #server: WatchedServer | undefined;

  constructor(options: WatchOptions) {
    const { runtime, catalogue, file, onError } = options;
    const wake = (): void => this.#wake();
    this.#options = options;
    this.token = runtime.randomBytes(TOKEN_BYTES).toString('hex');
    this.#keeper = new Keeper(new FineClock(runtime));
    this.#journal = new EventJournal(wake);
    this.#posture = new WatchedPosture(catalogue, runtime, wake);
    this.routes = watchRoutes(this.token, {
      file,
      events: (after) => this.#events(after),
      conversation: (attempt) => this.#conversation(attempt),
      capture: (attempt) => {
        const kept = this.#keeper.attempt(attempt);
        return kept && captureOf(kept.connection);
      },
      onError,
    });
  }

  /** Sees the bytes of the server; given to it before it is made. */
  get tap(): Tap {
    return this.#keeper;
  }

  /** Shows what a server reports from now on. */
  observe(server: WatchedServer): void {
    const journal = this.#journal;
    const onAttempt = (record: AttemptRecord): void => {
      this.#keeper.addAttempt(record);
      journal.add('attempt', record, record.id);
    };
    this.#server = server;
    server.on('attempt', onAttempt);
    server.on('attempt-completed', (record) => {
      onAttempt(record);
      this.#posture.add(record);
    });
    server.on('tree', (record) => journal.add('tree', record));
    server.on('incident', (record) => journal.add('incident', record));
    server.on('failure', (record) => journal.add('failure', record));
    server.on('kdc', (record) => journal.add('kdc', record));
    server.on('fault', (record) => journal.add('fault', record));
    server.on('domain', (change) => journal.add('domain', change));
  }

  close(): void {
    this.#closing.abort();
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  /** @throws Refusal when there are too many pages */
  #events(after: number): ReadableStream<Uint8Array> {
    if (this.#pages >= MOST_PAGES) throw new Refusal(503, `${MOST_PAGES} pages are open already`);
    this.#pages += 1;
    return eventStream(after, {
      journal: this.#journal,
      posture: this.#posture,
      server: () => this.#view(),
      runtime: this.#options.runtime,
      onChange: (wake) => {
        this.#waiting.add(wake);
        return () => this.#waiting.delete(wake);
      },
      closing: this.#closing.signal,
      onEnd: () => (this.#pages -= 1),
    });
  }

  #conversation(attempt: number): Promise<object> | undefined {
    const kept = this.#keeper.attempt(attempt);
    return kept && conversationOf(attempt, kept);
  }

  #view(): ServerView {
    const { version, names, runtime } = this.#options;
    const listeners = Object.entries(this.#server?.addresses ?? {});
    return {
      version,
      now: runtime.now(),
      listeners: listeners.map(([carrier, { host, port }]) => ({
        carrier: carrier as ServerView['listeners'][number]['carrier'],
        host,
        port,
      })),
      names,
      shares: Array.from(this.#server?.shares ?? [], ({ name }) => name),
      keeps: { attempts: ATTEMPTS_KEPT, bytesPerConnection: BYTES_PER_CONNECTION },
    };
  }
}
