import { Reader } from '../../bytes/index.js';
import { contextTag, DerTag, readLength } from '../../der/der.js';

/**
 * Puts together a token that a carrier cut in pieces ([MS-SPNG] 3.1.5.9). The first piece holds the ASN.1 header, so
 * that the length is known and compared with the allowance before anything is kept.
 */
export class TokenAssembly {
  #pieces: Buffer[] = [];
  #missing = 0;

  /** True between the first piece of a token and its last. */
  get pending(): boolean {
    return this.#missing > 0;
  }

  /**
   * The whole token, or undefined while more must come. A token that arrived whole is returned as it is; bytes past
   * the declared end are left for the decoder to refuse.
   * @param allowance bytes that may still come
   * @throws CodecError when the header is not a token's, is not DER, or declares more than the allowance
   */
  add(piece: Buffer, allowance: number): Buffer | undefined {
    if (this.#missing === 0) {
      const header = new Reader(piece, 'NegotiationToken');
      const tag = header.u8('tag');
      // Only a token that begins with "a valid ASN.1 header" is waited for ([MS-SPNG] 3.2.5).
      if (tag !== DerTag.INITIAL_CONTEXT_TOKEN && tag !== contextTag(1)) header.fail('bad-constant', 'tag');
      this.#missing = readLength(header, 'length') - header.remaining;
      if (this.#missing > allowance)
        header.fail('out-of-range', 'length', `more than ${allowance} bytes to come`);
      if (this.#missing <= 0) return this.#complete(piece);
      // Copied, because a carrier may reuse its receive buffer once the step is answered.
      this.#pieces = [Buffer.from(piece)];
      return undefined;
    }
    this.#missing -= piece.length;
    this.#pieces.push(Buffer.from(piece));
    return this.#missing > 0 ? undefined : this.#complete(Buffer.concat(this.#pieces));
  }

  #complete(token: Buffer): Buffer {
    this.#pieces = [];
    this.#missing = 0;
    return token;
  }
}
