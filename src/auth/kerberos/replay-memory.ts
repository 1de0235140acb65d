/** Remembers authenticators that were accepted, so that none is accepted twice (RFC 4120 3.2.3). */
export interface ReplayMemory {
  /**
   * Remembers an authenticator, at once or by the time the promise is kept: of two logins with one authenticator that
   * ask at the same time, the second is refused. A memory that is full refuses; it forgets no entry whose time has not
   * come. An error, and a promise that is rejected, refuse the login as `store-failed`.
   *
   * @param digest SHA-256 of the authenticator as it was received
   * @param until milliseconds since 1970 up to which it must be remembered
   * @param now milliseconds since 1970
   * @returns true: it was never seen before, and is remembered from now on
   */
  admit(digest: Buffer, until: number, now: number): boolean | Promise<boolean>;
  /** Whether it refuses because it can take no more; for the words alone. */
  readonly full?: boolean;
}

/** Milliseconds between two sweeps: a full memory must not be searched at every login. */
const SWEEP_EVERY = 10_000;

/** The replay memory of one process. */
export class ReplaysInMemory implements ReplayMemory {
  readonly #capacity: number;
  /** By digest: milliseconds since 1970 up to which it is remembered. */
  readonly #seen = new Map<string, number>();
  #sweptAt = -Infinity;
  /** The latest time of those that were forgotten, in milliseconds since 1970. */
  #forgottenUntil = -Infinity;

  /** @param capacity the most authenticators that are remembered: each is a login of the last minutes */
  constructor(capacity = 200_000) {
    this.#capacity = capacity;
  }

  get full(): boolean {
    return this.#seen.size >= this.#capacity;
  }

  admit(digest: Buffer, until: number, now: number): boolean {
    const key = digest.toString('latin1');
    if (this.#seen.has(key)) return false;
    // After the clock was set back, one that was forgotten would seem new.
    if (until < now || until <= this.#forgottenUntil) return false;
    // A clock that was set back makes the next sweep due at once.
    if (Math.abs(now - this.#sweptAt) >= SWEEP_EVERY) this.#sweep(now);
    if (this.full) return false;
    this.#seen.set(key, until);
    return true;
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [key, until] of this.#seen) {
      if (until >= now) continue;
      this.#seen.delete(key);
      this.#forgottenUntil = Math.max(this.#forgottenUntil, until);
    }
  }
}
