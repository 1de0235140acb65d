import { Reader } from '../../bytes/index.js';
import { decodeHeader, HEADER_LENGTH } from './header.js';

/** Cuts the bytes of a client into whole PDUs: the client may write one in pieces, or several at once. */
export class PduStream {
  readonly #maximum: number;
  #pending: Buffer = Buffer.alloc(0);

  /** @param maximum largest PDU taken, in bytes */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Bytes of the PDU that is not whole. */
  get heldLength(): number {
    return this.#pending.length;
  }

  push(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
  }

  /**
   * The next whole PDU; undefined until more has arrived.
   * @throws CodecError for bytes that cannot be a PDU; the stream cannot be used afterwards
   */
  next(): Buffer | undefined {
    const pending = this.#pending;
    if (pending.length < HEADER_LENGTH) return this.#wait();
    const { fragLength } = decodeHeader(pending);
    if (fragLength > this.#maximum) {
      new Reader(pending, 'RPC PDU', 8).fail('malformed', 'frag_length', `${fragLength} bytes`);
    }
    if (pending.length < fragLength) return this.#wait();
    this.#pending = pending.subarray(fragLength);
    return pending.subarray(0, fragLength);
  }

  /** Keeps a copy of the rest, so that a few bytes do not keep a large buffer in memory. */
  #wait(): undefined {
    this.#pending = Buffer.from(this.#pending);
    return undefined;
  }
}
