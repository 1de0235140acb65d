/** Limits that count bytes held for a peer. */
export type HeldBytesLimit = 'heldBytesPerConnection' | 'heldBytesPerAddress';

/**
 * Counts the bytes that the server holds because a peer made it hold them: frames that are not whole, requests that
 * wait, changes nobody fetched, answers nobody read. Each connection has a count, which is part of that of its address.
 * A peer is bounded by bytes, since a thousand small things and a thousand large ones are not the same.
 */
export class HeldBytes {
  readonly #limit: HeldBytesLimit;
  readonly #maximum: number;
  readonly #whole: HeldBytes | undefined;
  readonly #onEmpty: (() => void) | undefined;
  #bytes = 0;

  /**
   * @param limit the name of the limit, for those who are told that it was reached
   * @param maximum bytes that may be held at once
   * @param whole the count that this one is part of
   * @param onEmpty called each time nothing is held any more
   */
  constructor(limit: HeldBytesLimit, maximum: number, whole?: HeldBytes, onEmpty?: () => void) {
    this.#limit = limit;
    this.#maximum = maximum;
    this.#whole = whole;
    this.#onEmpty = onEmpty;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The limit that is exceeded, here or in the whole. */
  get exceeded(): HeldBytesLimit | undefined {
    return this.#bytes > this.#maximum ? this.#limit : this.#whole?.exceeded;
  }

  /** Counts bytes if all limits allow them; else names the limit in the way and counts nothing. */
  hold(bytes: number): HeldBytesLimit | undefined {
    if (this.#bytes + bytes > this.#maximum) return this.#limit;
    const limit = this.#whole?.hold(bytes);
    if (limit === undefined) this.#bytes += bytes;
    return limit;
  }

  /** Counts bytes that are there already, beyond the limits too: the caller looks at `exceeded` and takes no more. */
  add(bytes: number): void {
    this.#bytes += bytes;
    this.#whole?.add(bytes);
  }

  /** Bytes counted before are held no more. */
  release(bytes: number): void {
    if (bytes === 0) return;
    if (bytes > this.#bytes) throw new RangeError(`${bytes} bytes released, ${this.#bytes} held`);
    this.#bytes -= bytes;
    this.#whole?.release(bytes);
    if (this.#bytes === 0) this.#onEmpty?.();
  }
}
