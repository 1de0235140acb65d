import { sha512OfPublic } from '../crypto/sha512.js';

const NONE: readonly Buffer[] = [];

/** The value that each connection begins with. */
const START = Buffer.alloc(64);

/**
 * The pre-authentication integrity hash of 3.1.1: a chain of SHA-512 over whole messages, header to last byte, exactly
 * as they crossed the wire ([MS-SMB2] 3.3.5.4, 3.3.5.5.3).
 */
export class PreauthHash {
  #value: Buffer;
  readonly #before: PreauthHash | undefined;
  readonly #carriedOn: readonly Buffer[];

  /**
   * @param value the value of the chain: 64 zero bytes for a new connection
   * @param before the chain that this one continues
   * @param carriedOn its values for clients that continue the chain of an earlier login
   */
  constructor(value: Buffer = START, before?: PreauthHash, carriedOn: readonly Buffer[] = NONE) {
    this.#value = value;
    this.#before = before;
    this.#carriedOn = carriedOn;
  }

  /** The 64-byte PreauthIntegrityHashValue. */
  get value(): Buffer {
    return this.#value;
  }

  /** Every value so far, oldest first, for the explanation of a wrong signature. */
  get history(): readonly Buffer[] {
    return this.#before === undefined ? [this.#value] : [...this.#before.history, this.#value];
  }

  /** Values for clients that continue the chain of an earlier login, for the explanation of a wrong signature. */
  get carriedOn(): readonly Buffer[] {
    return this.#carriedOn;
  }

  /** A new chain with one more message; this chain is not changed. */
  after(message: Buffer): PreauthHash {
    const carriedOn =
      this.#carriedOn.length === 0 ? NONE : this.#carriedOn.map((value) => hashOf(value, message));
    return new PreauthHash(hashOf(this.#value, message), this, carriedOn);
  }

  /**
   * The chain for the next login on a connection. It keeps the end of the previous login's chain.
   *
   * @param response the final response of that login; it is not part of the chain, but some clients add it
   */
  following(before: PreauthHash, response: Buffer): PreauthHash {
    const whole = before.after(response);
    const ends = [before.value, whole.value, ...whole.carriedOn].slice(0, carriedOnLimit);
    return new PreauthHash(this.#value, this.#before, ends);
  }
}

/** The most wrong chains that are continued beside the right one. */
const carriedOnLimit = 4;

function hashOf(value: Buffer, message: Buffer): Buffer {
  return sha512OfPublic(Buffer.concat([value, message]));
}
