/**
 * Connection.CommandSequenceWindow: the message ids a client may still use, and the credits that widen it
 * ([MS-SMB2] 3.3.1.1, 3.3.1.2). Ids below the window, ids used before and ids never granted are all refused.
 */
export class SequenceWindow {
  /** The lowest id that is still unused; exact, because no client lives to use 2^53 of them. */
  #low = 0;
  /** The number of granted ids from `#low` up; the ones in `#used` are spent. */
  #range = 1;
  /** Ids of the window that were used out of order; undefined while there are none. */
  #used: UsedIds | undefined;
  readonly #maximum: number;

  /** @param maximum the most credits that a client can hold */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Credits the client holds. */
  get available(): number {
    return this.#range - (this.#used?.count ?? 0);
  }

  /** Takes `charge` consecutive ids out of the window; false when one of them is not in it ([MS-SMB2] 3.3.5.2.3). */
  consume(messageId: bigint, charge: number): boolean {
    // An id that is too large to be exact is far beyond the window.
    const start = Number(messageId) - this.#low;
    if (start < 0 || start + charge > this.#range) return false;
    if (start === 0 && this.#used === undefined) {
      this.#low += charge;
      this.#range -= charge;
      return true;
    }
    return this.#consumeOutOfOrder(start, charge);
  }

  /**
   * Widens the window and returns how many credits that was. The window never spans more than twice the maximum, so a
   * client that withholds one id cannot make it grow. Every client keeps at least one credit.
   */
  grant(requested: number): number {
    const room = Math.min(this.#maximum - this.available, 2 * this.#maximum - this.#range);
    return this.#widen(Math.max(requested, 1), room);
  }

  /** Like {@link grant}, but the window never spans more than the maximum, as on smbd. */
  grantDense(credits: number): number {
    return this.#widen(credits, this.#maximum - this.#range);
  }

  #widen(credits: number, room: number): number {
    const least = this.available === 0 ? 1 : 0;
    const granted = Math.max(least, Math.min(credits, room));
    this.#range += granted;
    return granted;
  }

  #consumeOutOfOrder(start: number, charge: number): boolean {
    // The window spans at most twice the maximum; the additional id is for a maximum of 0.
    const used = (this.#used ??= new UsedIds(2 * this.#maximum + 1));
    if (!used.add(start, charge)) return false;
    const advance = used.removeFirst();
    this.#low += advance;
    this.#range -= advance;
    if (used.count === 0) this.#used = undefined;
    return true;
  }
}

/** A set of offsets from the lowest id of a window: one bit each, in a ring that turns as the window moves. */
class UsedIds {
  /** The number of offsets. */
  count = 0;
  readonly #bits: Uint8Array;
  /** The bit of offset 0. */
  #first = 0;

  /** @param span greatest number of offsets */
  constructor(span: number) {
    this.#bits = new Uint8Array(Math.ceil(span / 8));
  }

  /** Adds consecutive offsets; false when one of them is there already. */
  add(start: number, length: number): boolean {
    for (let i = start; i < start + length; i++) if (this.#has(i)) return false;
    for (let i = start; i < start + length; i++) this.#flip(i);
    this.count += length;
    return true;
  }

  /**
   * Removes the offsets from 0 up to the first missing one; the others count from there.
   *
   * @returns their number
   */
  removeFirst(): number {
    let removed = 0;
    for (; this.#has(removed); removed++) this.#flip(removed);
    this.count -= removed;
    this.#first = (this.#first + removed) % (8 * this.#bits.length);
    return removed;
  }

  #has(offset: number): boolean {
    const bit = this.#bitOf(offset);
    return ((this.#bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  #flip(offset: number): void {
    const bit = this.#bitOf(offset);
    this.#bits[bit >> 3] = (this.#bits[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }

  #bitOf(offset: number): number {
    return (this.#first + offset) % (8 * this.#bits.length);
  }
}
