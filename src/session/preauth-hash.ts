import { createHash } from 'node:crypto';

/**
 * The pre-authentication integrity hash of 3.1.1: a chain of SHA-512 over whole messages, header to last byte, exactly
 * as they crossed the wire ([MS-SMB2] 3.3.5.4, 3.3.5.5.3).
 */
export class PreauthHash {
  #value: Buffer;

  /** @param value where the chain stands; 64 zero bytes for a new connection */
  constructor(value: Buffer = Buffer.alloc(64)) {
    this.#value = value;
  }

  /** The 64-byte PreauthIntegrityHashValue. */
  get value(): Buffer {
    return this.#value;
  }

  add(message: Buffer): void {
    this.#value = createHash('sha512').update(this.#value).update(message).digest();
  }

  /** A chain that goes on from here by itself: one for each session being set up. */
  fork(): PreauthHash {
    return new PreauthHash(this.#value);
  }
}
