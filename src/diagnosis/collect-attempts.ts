import { loopTurns } from '../runtime/turns.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { ConnectionInfo, ConnectionRecorder, Recorder } from '../facts/recorder.js';
import { ConnectionAttempts } from './connection-attempts.js';
import type { AttemptEvent } from './recorded-attempt.js';

/** Milliseconds of work on explanations in one turn of the event loop. */
const PIECE_MILLISECONDS = 10;

interface RecorderOptions {
  readonly nextAttemptId?: () => number;
  readonly patience?: number;
}

/**
 * Collects facts into attempts and hands them over one turn of the event loop later, in order, so that the login that
 * caused them is answered first.
 */
export class AttemptRecorder implements Recorder {
  readonly runtime: CheckedRuntime;
  /** @internal */
  readonly patience: number;
  /**
   * The number of a further attempt.
   *
   * @internal
   */
  readonly nextAttemptId: () => number;
  readonly #deliver: (event: AttemptEvent) => void;
  readonly #queue: AttemptEvent[] = [];
  #behind = false;

  /**
   * @param deliver must not throw
   * @param options `nextAttemptId` numbers the attempts, by default from 1. `patience` is the milliseconds to wait for
   * the client's next step; then its login's record is delivered without it; by default 10,000.
   */
  constructor(
    runtime: CheckedRuntime,
    deliver: (event: AttemptEvent) => void,
    { nextAttemptId = countFromOne(), patience = 10_000 }: RecorderOptions = {},
  ) {
    this.runtime = runtime;
    this.nextAttemptId = nextAttemptId;
    this.patience = patience;
    this.#deliver = deliver;
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

  /** @internal */
  push(event: AttemptEvent): void {
    if (this.#queue.push(event) === 1) setImmediate(() => this.#deliverInTurns());
  }
}

function countFromOne(): () => number {
  let last = 0;
  return () => ++last;
}
