/** Limits that count bytes held for a peer. */
export type HeldBytesLimit = 'heldBytesPerConnection' | 'heldBytesPerAddress';

/**
 * Counts the bytes that a peer makes the server hold: incomplete frames, requests that wait, changes not yet fetched,
 * answers not yet read. Each connection has a count, which is part of the count of its address. The bound is in bytes,
 * because a number of items says nothing about their size.
 */
export class HeldBytes {
  readonly #limit: HeldBytesLimit;
  readonly #maximum: number;
  readonly #whole: HeldBytes | undefined;
  readonly #onChange: ((bytes: number) => void) | undefined;
  #bytes = 0;
  /** Bytes that other processes hold for the same peer; they count against the maximum. */
  elsewhere = 0;

  /**
   * @param limit the name of the limit, which is reported when it is reached
   * @param maximum bytes that may be held at once
   * @param whole the count that this one is part of
   * @param onChange called with the count each time it has changed
   */
  constructor(limit: HeldBytesLimit, maximum: number, whole?: HeldBytes, onChange?: (bytes: number) => void) {
    this.#limit = limit;
    this.#maximum = maximum;
    this.#whole = whole;
    this.#onChange = onChange;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The limit that is exceeded, here or in the whole. */
  get exceeded(): HeldBytesLimit | undefined {
    return this.#bytes + this.elsewhere > this.#maximum ? this.#limit : this.#whole?.exceeded;
  }

  /** Counts bytes if all limits allow them; else names the limit in the way and counts nothing. */
  hold(bytes: number): HeldBytesLimit | undefined {
    if (this.#bytes + this.elsewhere + bytes > this.#maximum) return this.#limit;
    const limit = this.#whole?.hold(bytes);
    if (limit !== undefined) return limit;
    this.#bytes += bytes;
    this.#onChange?.(this.#bytes);
    return undefined;
  }

  /** Counts bytes that are held already, even beyond the limits: the caller checks `exceeded` and accepts no more. */
  add(bytes: number): void {
    this.#bytes += bytes;
    this.#whole?.add(bytes);
    this.#onChange?.(this.#bytes);
  }

  /** Ends the count of bytes that are no longer held. */
  release(bytes: number): void {
    if (bytes === 0) return;
    if (bytes > this.#bytes) throw new RangeError(`${bytes} bytes released, ${this.#bytes} held`);
    this.#bytes -= bytes;
    this.#whole?.release(bytes);
    this.#onChange?.(this.#bytes);
  }
}

/** The part of a count that one holder of bytes has. */
export class HeldPart {
  readonly #whole: HeldBytes;
  #bytes = 0;

  constructor(whole: HeldBytes) {
    this.#whole = whole;
  }

  /** The holder holds so many bytes from now on. */
  set(bytes: number): void {
    if (bytes > this.#bytes) this.#whole.add(bytes - this.#bytes);
    else this.#whole.release(this.#bytes - bytes);
    this.#bytes = bytes;
  }
}
