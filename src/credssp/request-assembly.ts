import { CodecError, Reader } from '../bytes/index.js';
import { DerTag } from '../der/der.js';
import { readDefiniteLength } from '../der/definite-lengths.js';

/** Bytes in which the tag and the length of a TSRequest are complete, whatever they are. */
const HEADER_MOST = 6;

/**
 * Cuts what a TLS connection brings into TSRequests: one may come in pieces, and two together. [MS-CSSP] <8> lets a
 * client send each in a record of its own, but TLS promises no such borders.
 */
export class RequestAssembly {
  #pieces: Buffer[] = [];
  #length = 0;
  /** Fewer bytes are not worth looking at. */
  #wanted = 2;

  /** Bytes that are held. */
  get heldLength(): number {
    return this.#length;
  }

  /** Takes the next bytes, which are held as they are: they must not change afterwards. */
  add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }

  /**
   * The next whole TSRequest, a view; undefined while bytes are missing.
   *
   * @param limit bytes of the longest one; a longer one is refused by its header
   * @throws CodecError when the bytes begin none, or a longer one; they stay
   */
  next(limit: number): Buffer | undefined {
    if (this.#length < this.#wanted) return undefined;
    const bytes = this.#joined();
    const total = totalOf(bytes, limit);
    if (total === undefined || bytes.length < total) {
      this.#wanted = total ?? bytes.length + 1;
      return undefined;
    }
    this.#wanted = 2;
    this.#pieces = [bytes.subarray(total)];
    this.#length = bytes.length - total;
    return bytes.subarray(0, total);
  }

  /** All bytes that are held, which are forgotten. */
  take(): Buffer {
    const bytes = this.#joined();
    this.#pieces = [];
    this.#length = 0;
    this.#wanted = 2;
    return bytes;
  }

  #joined(): Buffer {
    const [only] = this.#pieces;
    if (this.#pieces.length === 1 && only !== undefined) return only;
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [bytes];
    return bytes;
  }
}

/** Bytes of the element that begins here; undefined: its length is not complete. */
function totalOf(bytes: Buffer, limit: number): number | undefined {
  const from = new Reader(bytes, 'TSRequest');
  if (from.u8('tag') !== DerTag.SEQUENCE) {
    throw new CodecError('bad-constant', 'TSRequest', 'tag', 0, `tag 0x${bytes.toString('hex', 0, 1)}`);
  }
  const first = bytes[1] ?? 0;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets <= HEADER_MOST - 2 && bytes.length < 2 + octets) return undefined;
  const total = readDefiniteLength(from) + from.offset;
  if (total > limit) from.fail('out-of-range', 'length', `${total} bytes, more than ${limit}`);
  return total;
}
