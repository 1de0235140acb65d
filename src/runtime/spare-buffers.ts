import { types } from 'node:util';

/** Shorter memory comes cheaply from Node.js. */
const LEAST_BYTES = 64 * 1024;

/** Memory is made in multiples of so many bytes, so that messages of slightly different lengths share it. */
const GRAIN_BYTES = 64 * 1024;

/**
 * Memory for long messages, which is used again: the system clears each page of fresh memory, and that takes as long as
 * copying a message twice. The bytes of such memory are arbitrary, perhaps those of another client. Its user sends only
 * bytes that it has written itself.
 */
export class SpareBuffers {
  readonly #maximum: number;
  readonly #spare: ArrayBuffer[] = [];
  /** Memory that is in use: what does not come from here, or came back already, cannot come back. */
  readonly #taken = new WeakSet<ArrayBufferLike>();
  #bytes = 0;

  /** @param maximum the most bytes that are kept for later */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Bytes that are kept for later. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Memory of so many arbitrary bytes; fresh, if none is spare. */
  take(length: number): Buffer {
    if (length < LEAST_BYTES) return Buffer.allocUnsafe(length);
    const spare = this.takeSpare(length);
    if (spare !== undefined) return spare;
    const { buffer } = Buffer.allocUnsafeSlow(Math.ceil(length / GRAIN_BYTES) * GRAIN_BYTES);
    this.#taken.add(buffer);
    return Buffer.from(buffer, 0, length);
  }

  /** The same, if there is memory that costs nothing. A short message never takes what a long one needs. */
  takeSpare(length: number): Buffer | undefined {
    if (length < LEAST_BYTES) return undefined;
    const index = this.#spare.findIndex(
      ({ byteLength }) => byteLength >= length && byteLength - GRAIN_BYTES < length * 2,
    );
    const [memory] = index < 0 ? [] : this.#spare.splice(index, 1);
    if (memory === undefined) return undefined;
    this.#bytes -= memory.byteLength;
    this.#taken.add(memory);
    return Buffer.from(memory, 0, length);
  }

  /**
   * Ends the use of memory that was taken: it may be neither read nor written afterwards.
   *
   * @param memory any view of it; other memory is left alone
   */
  giveBack({ buffer }: Buffer): void {
    if (!types.isArrayBuffer(buffer) || !this.#taken.delete(buffer)) return;
    if (this.#bytes + buffer.byteLength > this.#maximum) return;
    this.#spare.push(buffer);
    this.#bytes += buffer.byteLength;
  }
}
