import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../diagnosis/attempt-record.js';
import type { Server } from '../server/create-server.js';
import { attemptInWords, refusalInWords } from '../server/waits.js';
import { type AttemptFilter, matches } from './attempt-filter.js';

/** The most records of a kind that are kept; the oldest makes room. */
const MOST_RECORDS = 1000;

/** The most attempts that a message describes: the latest. */
const MOST_TOLD = 5;

/** An attempt, and whether a call has given it. */
interface Kept {
  /** As it was at the verdict. */
  readonly first: AttemptRecord;
  /** With what the client did next, once that is known. */
  latest: AttemptRecord;
  isGiven: boolean;
}

interface Waiting {
  readonly filter: AttemptFilter;
  readonly found: (record: AttemptRecord) => void;
}

/** The records of a server since its start, or since they were cleared, and the waits for an attempt. */
export class RecordLog {
  readonly #attempts = new Map<number, Kept>();
  readonly #trees: TreeRecord[] = [];
  readonly #incidents: IncidentRecord[] = [];
  readonly #failures: FailureRecord[] = [];
  readonly #refusals = new Set<string>();
  readonly #limits = new Set<string>();
  readonly #waiting = new Set<Waiting>();

  constructor(server: Pick<Server, 'on'>) {
    server.on('attempt', (record) => this.#keepAttempt(record));
    server.on('attempt-completed', (record) => {
      const kept = this.#attempts.get(record.id);
      if (kept === undefined) return;
      kept.latest = record;
      this.#giveToWaiting(kept);
    });
    server.on('tree', (record) => keep(this.#trees, record));
    server.on('incident', (record) => keep(this.#incidents, record));
    server.on('failure', (record) => keep(this.#failures, record));
    server.on('limit', ({ limit }) => this.#limits.add(limit));
    server.on('kdc', (record) => {
      if (record.outcome === 'refused' && this.#refusals.size < MOST_TOLD) {
        this.#refusals.add(refusalInWords(record));
      }
    });
  }

  get attempts(): readonly AttemptRecord[] {
    return [...this.#attempts.values()].map(({ latest }) => latest);
  }

  get trees(): readonly TreeRecord[] {
    return [...this.#trees];
  }

  get incidents(): readonly IncidentRecord[] {
    return [...this.#incidents];
  }

  get failures(): readonly FailureRecord[] {
    return [...this.#failures];
  }

  /** Gives the oldest attempt that matches and that no call has given yet; undefined: there is none. */
  take(filter: AttemptFilter): AttemptRecord | undefined {
    for (const kept of this.#attempts.values()) {
      const record = kept.isGiven ? undefined : matching(kept, filter);
      if (record === undefined) continue;
      kept.isGiven = true;
      return record;
    }
    return undefined;
  }

  /**
   * Gives the next attempt that matches, once it comes. Calls that wait are served in their order.
   *
   * @returns ends the waiting
   */
  takeNext(filter: AttemptFilter, found: (record: AttemptRecord) => void): () => void {
    const waiting: Waiting = { filter, found };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  }

  /** Forgets all records. A wait goes on. */
  clear(): void {
    this.#attempts.clear();
    this.#trees.length = 0;
    this.#incidents.length = 0;
    this.#failures.length = 0;
    this.#refusals.clear();
    this.#limits.clear();
  }

  /** Sentences on what came: the latest attempts, the refusals of the KDC, and the limits that were reached. */
  tell(): readonly string[] {
    const kept = [...this.#attempts.values()];
    const earlier = kept.length - MOST_TOLD;
    return [
      ...(earlier > 0 ? [`${earlier} earlier ${earlier === 1 ? 'attempt' : 'attempts'} came.`] : []),
      ...kept
        .slice(-MOST_TOLD)
        .map(({ latest, isGiven }) => `${attemptInWords(latest)}${isGiven ? ' (A call has given it.)' : ''}`),
      ...this.#refusals,
      ...[...this.#limits].map((limit) => `limits.${limit} was reached.`),
    ];
  }

  #keepAttempt(record: AttemptRecord): void {
    const kept: Kept = { first: record, latest: record, isGiven: false };
    this.#attempts.set(record.id, kept);
    if (this.#attempts.size > MOST_RECORDS) {
      const [oldest] = this.#attempts.keys();
      if (oldest !== undefined) this.#attempts.delete(oldest);
    }
    this.#giveToWaiting(kept);
  }

  #giveToWaiting(kept: Kept): void {
    if (kept.isGiven) return;
    for (const waiting of this.#waiting) {
      const record = matching(kept, waiting.filter);
      if (record === undefined) continue;
      kept.isGiven = true;
      this.#waiting.delete(waiting);
      waiting.found(record);
      return;
    }
  }
}

/**
 * The record of an attempt that matches. The client's next step may change the reason, and it must not depend on
 * the moment of the call whether `accepted` matches: the record at the verdict goes first.
 */
function matching({ first, latest }: Kept, filter: AttemptFilter): AttemptRecord | undefined {
  if (matches(first, filter)) return first;
  return matches(latest, filter) ? latest : undefined;
}

function keep<T>(records: T[], record: T): void {
  records.push(record);
  if (records.length > MOST_RECORDS) records.shift();
}
