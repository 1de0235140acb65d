import type { Limits } from '../../session/model/policy.js';

/** The limit of a connection that is over. */
export type TimeLimit = 'authenticationSeconds' | 'idleSeconds' | 'slowReaderSeconds';

/** Measures the time of one connection against its limits, in monotonic milliseconds. */
export class TimeLimits {
  readonly #limits: Limits;
  /** When something came last. */
  #lastActivity: number;
  /** When a user was last logged in, or the connection was made. */
  #lastAuthenticated: number;
  /** When the peer began to leave too much unread. */
  #stalledSince: number | undefined;
  /** When the connection began to close; queued answers may still be written. */
  #endingSince: number | undefined;

  constructor(limits: Limits, now: number) {
    this.#limits = limits;
    this.#lastActivity = now;
    this.#lastAuthenticated = now;
  }

  received(now: number): void {
    this.#lastActivity = now;
  }

  /** Whether the peer leaves more unread than it may. */
  get stalled(): boolean {
    return this.#stalledSince !== undefined;
  }

  stall(now: number): void {
    this.#stalledSince ??= now;
  }

  drained(): void {
    this.#stalledSince = undefined;
  }

  ending(now: number): void {
    this.#endingSince ??= now;
  }

  /** Whether the connection is closing. */
  get isEnding(): boolean {
    return this.#endingSince !== undefined;
  }

  /** The limit that is over; undefined: none is. */
  exceeded(now: number, authenticated: boolean): TimeLimit | undefined {
    const { slowReaderSeconds, authenticationSeconds, idleSeconds } = this.#limits;
    // A peer that never reads its last answers must not keep them in our memory.
    const unreadSince = this.#endingSince ?? this.#stalledSince;
    if (unreadSince !== undefined)
      return exceeds(now - unreadSince, slowReaderSeconds) ? 'slowReaderSeconds' : undefined;
    if (!authenticated)
      return exceeds(now - this.#lastAuthenticated, authenticationSeconds)
        ? 'authenticationSeconds'
        : undefined;
    this.#lastAuthenticated = now;
    return exceeds(now - this.#lastActivity, idleSeconds) ? 'idleSeconds' : undefined;
  }
}

function exceeds(milliseconds: number, seconds: number): boolean {
  return milliseconds > seconds * 1000;
}
