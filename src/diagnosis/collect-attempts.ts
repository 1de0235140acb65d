import { loopTurns } from '../runtime/turns.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { ConnectionInfo, ConnectionRecorder, Recorder } from '../facts/recorder.js';
import { AwaitedSteps } from './awaited-steps.js';
import { ConnectionAttempts } from './connection-attempts.js';
import type { AttemptEvent } from './recorded-attempt.js';

/** Milliseconds of work on explanations in one turn of the event loop. */
const PIECE_MILLISECONDS = 10;

/** Milliseconds to wait for the client's next step; then its login's record is delivered without it. */
const PATIENCE = 10_000;

/** The listeners of the events of a recorder. */
export interface AttemptListeners {
  /** Whether there is one for an event of the type that happens now. */
  hear(type: AttemptEvent['type']): boolean;
  /** Takes note of an event that nobody hears, in place of its delivery. */
  miss(type: AttemptEvent['type']): void;
}

const alwaysListening: AttemptListeners = { hear: () => true, miss: () => {} };

interface RecorderOptions {
  readonly nextAttemptId?: () => number;
  readonly listeners?: AttemptListeners;
}

/**
 * Collects facts into attempts and hands them over one turn of the event loop later, in order, so that the login that
 * caused them is answered first. An event that nobody hears is not made.
 */
export class AttemptRecorder implements Recorder {
  readonly runtime: CheckedRuntime;
  /** @internal */
  readonly awaited: AwaitedSteps;
  /**
   * The number of a further attempt.
   *
   * @internal
   */
  readonly nextAttemptId: () => number;
  readonly #deliver: (event: AttemptEvent) => void;
  readonly #listeners: AttemptListeners;
  readonly #queue: AttemptEvent[] = [];
  #behind = false;

  /**
   * @param deliver must not throw
   * @param options `nextAttemptId` numbers the attempts, by default from 1. `listeners` say which events are heard, by
   * default all.
   */
  constructor(
    runtime: CheckedRuntime,
    deliver: (event: AttemptEvent) => void,
    { nextAttemptId = countFromOne(), listeners = alwaysListening }: RecorderOptions = {},
  ) {
    this.runtime = runtime;
    this.nextAttemptId = nextAttemptId;
    this.awaited = new AwaitedSteps(runtime, PATIENCE);
    this.#deliver = deliver;
    this.#listeners = listeners;
  }

  connectionOpened(info: ConnectionInfo): ConnectionRecorder {
    return new ConnectionAttempts(this, info);
  }

  /**
   * Whether more events wait than one turn of the event loop can deliver; the server should read no requests meanwhile.
   */
  get behind(): boolean {
    return this.#behind;
  }

  /** Delivers all waiting events at once; for a server that closes. */
  flush(): void {
    this.#deliverUntil(Infinity);
    this.awaited.rest();
  }

  #deliverInTurns(): void {
    loopTurns.take(['words', this], () => {
      this.#deliverUntil(this.runtime.monotonic() + Math.min(PIECE_MILLISECONDS, loopTurns.left));
      if (this.#behind) setImmediate(() => this.#deliverInTurns());
      return false;
    });
  }

  /** Delivers events in order until the time is over, at least one. */
  #deliverUntil(end: number): void {
    for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) {
      this.#deliver(event);
      if (this.runtime.monotonic() >= end) break;
    }
    this.#behind = this.#queue.length > 0;
  }

  /**
   * Tells an event that happens now.
   *
   * @param make makes the event; called only when there is a listener
   * @internal
   */
  tell(type: AttemptEvent['type'], make: () => AttemptEvent): void {
    if (!this.#listeners.hear(type)) this.#listeners.miss(type);
    else if (this.#queue.push(make()) === 1) setImmediate(() => this.#deliverInTurns());
  }
}

function countFromOne(): () => number {
  let last = 0;
  return () => ++last;
}
