import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../../../diagnosis/attempt-record.js';
import type { PostureView, ServerView } from '../../messages.js';
import type { TypedEvent } from '../stream/follow-events.js';
import { accountOf, clientOf } from '../words/attempt-words.js';

/** Something that followed in the session of an attempt. */
export type LaterEvent = Extract<TypedEvent, { readonly type: 'tree' | 'incident' | 'failure' }>;

/** Something that has no attempt of its own, or that went wrong after one. */
export interface OtherEvent {
  /** Counts the events of this page. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly event: Exclude<TypedEvent, { readonly type: 'server' | 'attempt' | 'posture' | 'lost' }>;
}

/** An attempt and what followed it. It is replaced, never changed. */
export interface KeptAttempt {
  readonly record: AttemptRecord;
  readonly later: readonly LaterEvent[];
  /** The latest thing that went wrong after the verdict; undefined: nothing did. */
  readonly trouble: LaterEvent | undefined;
  /** Milliseconds since 1970 by the clock of this page; 0: it was there before the page. */
  readonly arrived: number;
  readonly client: string;
  readonly account: string;
  /** Everything that the text filter looks at, in lower case. */
  readonly searched: string;
}

/** The most attempts that a page holds and shows. */
const MOST_ATTEMPTS = 1000;

/** The most other events. */
const MOST_OTHERS = 500;

/** The most events after one attempt; the server tells repetitions in proportion. */
const MOST_LATER = 100;

/** Milliseconds in which the server tells what was there before the page. */
const HISTORY = 1500;

/** Everything that the server told, bounded. */
export class Watched {
  server: ServerView | undefined;
  posture: PostureView | undefined;
  /** Events that this page missed. */
  lost = 0;
  /** Attempts that came, each counted once. */
  seen = 0;
  /** The first one is the oldest. */
  readonly attempts = new Map<number, KeptAttempt>();
  /** The first one is the oldest. */
  readonly others: OtherEvent[] = [];
  #others = 0;
  #liveFrom = Infinity;

  /** @returns an attempt that was not known before */
  take(event: TypedEvent): KeptAttempt | undefined {
    switch (event.type) {
      case 'server':
        this.server = event.data;
        this.#liveFrom = Date.now() + HISTORY;
        return undefined;
      case 'posture':
        this.posture = event.data;
        return undefined;
      case 'lost':
        this.lost += event.data.events;
        return undefined;
      case 'attempt':
        return this.#takeAttempt(event.data);
      case 'tree':
      case 'incident':
      case 'failure':
        this.#takeLater(event);
        if (isTrouble(event)) this.#takeOther(event, event.data.time);
        return undefined;
      case 'kdc':
      case 'fault':
        this.#takeOther(event, event.data.time);
        return undefined;
      case 'domain':
        this.#takeOther(event, Date.now());
        return undefined;
    }
  }

  #takeAttempt(record: AttemptRecord): KeptAttempt | undefined {
    const known = this.attempts.get(record.id);
    const now = Date.now();
    const kept = keptAttempt(record, known?.later ?? [], known?.arrived ?? (now > this.#liveFrom ? now : 0));
    this.attempts.set(record.id, kept);
    if (known) return undefined;
    this.seen++;
    if (this.attempts.size > MOST_ATTEMPTS) dropOldest(this.attempts);
    return kept;
  }

  #takeLater(event: LaterEvent): void {
    const known = this.attempts.get(event.data.attempt);
    if (known === undefined || known.later.length >= MOST_LATER) return;
    this.attempts.set(event.data.attempt, keptAttempt(known.record, [...known.later, event], known.arrived));
  }

  #takeOther(event: OtherEvent['event'], time: number): void {
    this.others.push({ number: ++this.#others, time, event });
    if (this.others.length > MOST_OTHERS) this.others.shift();
  }
}

/** Whether an event after a login deserves a look. */
export function isTrouble(event: LaterEvent): boolean {
  return event.type !== 'tree' || event.data.reason !== 'granted';
}

function keptAttempt(record: AttemptRecord, later: readonly LaterEvent[], arrived: number): KeptAttempt {
  const client = clientOf(record);
  const account = accountOf(record);
  const { claimed, http, negotiation, connection, reason, verdict, mistake, wireStatus, proof, login } =
    record;
  const words = [
    client,
    account,
    `#${record.id}`,
    connection.carrier,
    reason,
    verdict,
    mistake,
    wireStatus,
    claimed?.workstation,
    negotiation?.netname,
    negotiation?.dialect,
    http?.userAgent,
    http?.target,
    proof?.version,
    login?.mechanism,
    ...later.map(({ data }) => data.reason),
    ...later.map(({ data }: { data: TreeRecord | IncidentRecord | FailureRecord }) =>
      'share' in data ? data.share : '',
    ),
  ];
  const searched = words
    .filter((word) => word !== undefined)
    .join('\n')
    .toLowerCase();
  return { record, later, trouble: later.findLast(isTrouble), arrived, client, account, searched };
}

function dropOldest(map: Map<number, KeptAttempt>): void {
  for (const id of map.keys()) {
    map.delete(id);
    return;
  }
}
