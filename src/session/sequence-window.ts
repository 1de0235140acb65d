/**
 * Connection.CommandSequenceWindow: the message ids a client may still use, and the credits that widen it
 * ([MS-SMB2] 3.3.1.1, 3.3.1.2). Ids below the window, ids used before and ids never granted are all refused.
 */
export class SequenceWindow {
  /** The lowest id that was not used yet. */
  #low = 0n;
  /** Ids from `#low` up that were granted; those in `#used` among them are gone. */
  #range = 1;
  /** Offsets from `#low` that were used out of order; empty for most connections all their life. */
  #used: Set<number> | undefined;
  readonly #maximum: number;

  /** @param maximum credits a client can hold */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Credits the client holds. */
  get available(): number {
    return this.#range - (this.#used?.size ?? 0);
  }

  /** Takes `charge` consecutive ids out of the window; false when one of them is not in it ([MS-SMB2] 3.3.5.2.3). */
  consume(messageId: bigint, charge: number): boolean {
    if (messageId < this.#low) return false;
    const distance = messageId - this.#low;
    if (distance + BigInt(charge) > BigInt(this.#range)) return false;
    const start = Number(distance);
    if (start === 0 && this.#used === undefined) {
      this.#low += BigInt(charge);
      this.#range -= charge;
      return true;
    }
    return this.#consumeOutOfOrder(start, charge);
  }

  /**
   * Widens the window and returns how many credits that was. The window never spans more than twice the maximum, so a
   * client that withholds one id cannot make it grow; but no client is left without a credit.
   */
  grant(requested: number): number {
    const room = Math.min(this.#maximum - this.available, 2 * this.#maximum - this.#range);
    const least = this.available === 0 ? 1 : 0;
    const granted = Math.max(least, Math.min(Math.max(requested, 1), room));
    this.#range += granted;
    return granted;
  }

  #consumeOutOfOrder(start: number, charge: number): boolean {
    const used = (this.#used ??= new Set());
    for (let i = start; i < start + charge; i++) if (used.has(i)) return false;
    for (let i = start; i < start + charge; i++) used.add(i);
    let advance = 0;
    while (used.delete(advance)) advance++;
    if (advance > 0) {
      this.#low += BigInt(advance);
      this.#range -= advance;
      const shifted = new Set<number>();
      for (const offset of used) shifted.add(offset - advance);
      this.#used = shifted.size === 0 ? undefined : shifted;
    }
    return true;
  }
}
