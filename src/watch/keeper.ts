import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { Fact, Report } from '../facts/fact.js';
import type { ConnectionInfo, ConnectionRecorder, LoginRecorder, Recorder } from '../facts/recorder.js';
import type { ConnectionTap, Tap } from '../facts/tap.js';
import type { Runtime } from '../runtime/runtime.js';
import { failureOf, hintOf } from './hints.js';
import { KeptConnection } from './kept-connection.js';

/** The most bytes of all connections: what a page of a thousand usual logins takes, several times over. */
export const BYTES_IN_ALL = 64 * 1024 * 1024;

/** The latest so many attempts have a conversation and a capture. A person looks at a few; a page lists no more. */
export const ATTEMPTS_KEPT = 1000;

/** An attempt whose connection is kept. */
export interface KeptAttempt {
  readonly connection: KeptConnection;
  readonly verdict: AttemptRecord['verdict'];
}

type Describe = (fact: Fact) => string;

/**
 * Keeps the bytes of the connections and the words of their facts. When they are too many, the connections that were
 * opened first are forgotten: one that stays open keeps no place.
 */
export class Keeper implements Tap {
  readonly #clock: Pick<Runtime, 'now'>;
  /** By number, in the order in which they were opened. */
  readonly #connections = new Map<number, KeptConnection>();
  /** The numbers of those that are closed, in the order in which they closed. */
  readonly #closed = new Set<number>();
  readonly #attempts = new Map<number, Pick<AttemptRecord, 'verdict'> & { readonly connection: number }>();
  #held = 0;

  constructor(clock: Pick<Runtime, 'now'>) {
    this.#clock = clock;
  }

  /** Bytes that everything here takes. */
  get held(): number {
    return this.#held;
  }

  connectionOpened(info: ConnectionInfo): ConnectionTap {
    const kept = new KeptConnection(info, (difference) => (this.#held += difference));
    this.#connections.set(info.id, kept);
    const add = (from: 'client' | 'server', bytes: Buffer): void => {
      kept.addBytes(from, this.#clock.now(), bytes);
      if (this.#held > BYTES_IN_ALL) this.#forgetOldest();
    };
    return {
      received: (bytes) => add('client', bytes),
      sent: (bytes) => add('server', bytes),
      // Its messages are told apart by the frames that are served; the other carriers say nothing with it.
      ...(info.carrier === 'smb' && {
        serving: (work: () => void) => {
          kept.addMark({ kind: 'served' });
          work();
        },
      }),
      closed: (end) => {
        kept.end = end;
        if (!this.#connections.has(info.id)) return;
        this.#closed.add(info.id);
        if (this.#closed.size > ATTEMPTS_KEPT) this.#forget(firstOf(this.#closed));
      },
    };
  }

  /** A recorder that passes each fact on, and keeps its words. */
  annotating(recorder: Recorder, describe: Describe): Recorder {
    return { connectionOpened: (info) => this.#annotate(recorder.connectionOpened(info), info.id, describe) };
  }

  /** Takes note of an attempt, at its verdict and again when it is complete. */
  addAttempt({ id, verdict, connection }: Pick<AttemptRecord, 'id' | 'verdict' | 'connection'>): void {
    this.#attempts.set(id, { verdict, connection: connection.id });
    if (this.#attempts.size > ATTEMPTS_KEPT) this.#attempts.delete(firstOf(this.#attempts.keys()) ?? id);
  }

  /** Undefined: it is forgotten, or there was none. */
  attempt(id: number): KeptAttempt | undefined {
    const { connection: number, verdict } = this.#attempts.get(id) ?? {};
    const connection = number === undefined ? undefined : this.#connections.get(number);
    return connection && verdict && { connection, verdict };
  }

  #annotate(inner: ConnectionRecorder, id: number, describe: Describe): ConnectionRecorder {
    const kept = (): KeptConnection | undefined => this.#connections.get(id);
    const both =
      (report: Report, attempt?: number): Report =>
      (fact) => {
        report(fact);
        const fails = failureOf(fact);
        const hint = hintOf(fact);
        kept()?.addNote({
          kind: 'note',
          words: describe(fact),
          ...(attempt !== undefined && { attempt }),
          ...(fails && { fails }),
          ...(hint && { hint }),
          ...(fact.kind === 'tls-established' && { secures: true }),
        });
      };
    return {
      report: both(inner.report),
      closed: (end) => {
        const words = `connection closed by the ${end.by}${end.by === 'server' ? `: ${end.why}` : ''}`;
        kept()?.addNote({ kind: 'note', words });
        inner.closed(end);
      },
      loginBegan: (info) => {
        const login = inner.loginBegan(info);
        const { attempt } = login;
        if (attempt !== undefined) kept()?.addMark({ kind: 'began', attempt });
        return annotatedLogin(login, both(login.report, attempt), kept);
      },
    };
  }

  #forgetOldest(): void {
    while (this.#held > BYTES_IN_ALL && this.#connections.size > 0)
      this.#forget(firstOf(this.#connections.keys()));
  }

  #forget(id: number | undefined): void {
    if (id === undefined) return;
    this.#connections.get(id)?.forget();
    this.#connections.delete(id);
    this.#closed.delete(id);
  }
}

function annotatedLogin(
  login: LoginRecorder,
  report: Report,
  kept: () => KeptConnection | undefined,
): LoginRecorder {
  const { attempt } = login;
  return {
    ...(attempt !== undefined && { attempt }),
    report,
    finished: (verdict) => {
      login.finished(verdict);
      const isRefused = verdict.outcome === 'rejected';
      const words = isRefused ? `login refused: ${verdict.reason}` : 'login accepted';
      if (attempt === undefined) return;
      kept()?.addNote({ kind: 'note', words, attempt });
      kept()?.addMark({ kind: 'verdict', attempt });
    },
    abandoned: () => login.abandoned(),
  };
}

function firstOf<Item>(items: Iterable<Item>): Item | undefined {
  const [first] = items;
  return first;
}
