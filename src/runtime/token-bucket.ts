/** A right to so much in proportion to time: tokens come in at a steady rate, up to the most that it keeps. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #most: number;
  readonly #monotonic: () => number;
  #left: number;
  #since: number;

  /**
   * @param most tokens that it keeps, and begins with
   * @param monotonic milliseconds on a clock that never jumps
   */
  constructor(perSecond: number, most: number, monotonic: () => number) {
    this.#perSecond = perSecond;
    this.#most = most;
    this.#monotonic = monotonic;
    this.#left = most;
    this.#since = monotonic();
  }

  /** Tokens there are, with fractions; below zero after {@link spend} of more than there were. */
  get left(): number {
    const now = this.#monotonic();
    const earned = ((now - this.#since) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#most, this.#left + earned);
    this.#since = now;
    return this.#left;
  }

  /** Takes tokens even if there are not so many: the debt is paid before there are some again. */
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
