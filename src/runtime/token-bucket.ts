/** A token bucket: tokens come in at a steady rate, and no more than a maximum is kept. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #most: number;
  readonly #monotonic: () => number;
  #left: number;
  #since: number;

  /**
   * @param most the maximum of tokens, which it begins with
   * @param monotonic milliseconds on a clock that never jumps
   */
  constructor(perSecond: number, most: number, monotonic: () => number) {
    this.#perSecond = perSecond;
    this.#most = most;
    this.#monotonic = monotonic;
    this.#left = most;
    this.#since = monotonic();
  }

  /** The tokens now, with fractions; negative after {@link spend} took more than there were. */
  get left(): number {
    const now = this.#monotonic();
    const earned = ((now - this.#since) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#most, this.#left + earned);
    this.#since = now;
    return this.#left;
  }

  /** Takes tokens even if there are fewer: the new tokens pay the debt first. */
  spend(tokens: number): void {
    this.#left = this.left - tokens;
  }

  /** Takes one token if there is one; returns whether there was. */
  take(): boolean {
    if (this.left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
