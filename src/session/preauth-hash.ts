import { createHash } from 'node:crypto';

/**
 * The pre-authentication integrity hash of 3.1.1: a chain of SHA-512 over whole messages, header to last byte, exactly
 * as they crossed the wire ([MS-SMB2] 3.3.5.4, 3.3.5.5.3).
 */
export class PreauthHash {
  #value: Buffer;
  readonly #earlier: readonly Buffer[];

  /** @param value where the chain stands: 64 zero bytes for a new connection */
  constructor(value: Buffer = Buffer.alloc(64), earlier: readonly Buffer[] = []) {
    this.#value = value;
    this.#earlier = earlier;
  }

  /** The 64-byte PreauthIntegrityHashValue. */
  get value(): Buffer {
    return this.#value;
  }

  /** Every value so far, oldest first: the explanation of a wrong signature tries them all. */
  get history(): readonly Buffer[] {
    return [...this.#earlier, this.#value];
  }

  /** The chain one message further; this one stays where it is. */
  after(message: Buffer): PreauthHash {
    const value = createHash('sha512').update(this.#value).update(message).digest();
    return new PreauthHash(value, this.history);
  }
}
