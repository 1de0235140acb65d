import { createHash } from 'node:crypto';

/**
 * The pre-authentication integrity hash of 3.1.1: a chain of SHA-512 over whole messages, header to last byte, exactly
 * as they crossed the wire ([MS-SMB2] 3.3.5.4, 3.3.5.5.3).
 */
export class PreauthHash {
  #value: Buffer;
  readonly #earlier: readonly Buffer[];
  readonly #carriedOn: readonly Buffer[];

  /**
   * @param value where the chain stands: 64 zero bytes for a new connection
   * @param carriedOn where it would stand for a client that carries on the chain of a login before
   */
  constructor(
    value: Buffer = Buffer.alloc(64),
    earlier: readonly Buffer[] = [],
    carriedOn: readonly Buffer[] = [],
  ) {
    this.#value = value;
    this.#earlier = earlier;
    this.#carriedOn = carriedOn;
  }

  /** The 64-byte PreauthIntegrityHashValue. */
  get value(): Buffer {
    return this.#value;
  }

  /** Every value so far, oldest first: the explanation of a wrong signature tries them all. */
  get history(): readonly Buffer[] {
    return [...this.#earlier, this.#value];
  }

  /** Values of clients that do not begin anew with each login: for the explanation of a wrong signature as well. */
  get carriedOn(): readonly Buffer[] {
    return this.#carriedOn;
  }

  /** The chain one message further; this one stays where it is. */
  after(message: Buffer): PreauthHash {
    const carriedOn = this.#carriedOn.map((value) => hashOf(value, message));
    return new PreauthHash(hashOf(this.#value, message), this.history, carriedOn);
  }

  /**
   * The same chain for the next login on a connection, which knows where the one before it ended.
   *
   * @param response the final response of that login, which is not part of its chain, though clients add it
   */
  following(before: PreauthHash, response: Buffer): PreauthHash {
    const whole = before.after(response);
    const ends = [before.value, whole.value, ...whole.carriedOn].slice(0, carriedOnLimit);
    return new PreauthHash(this.#value, this.#earlier, ends);
  }
}

/** Chains that are carried on beside the right one. */
const carriedOnLimit = 4;

function hashOf(value: Buffer, message: Buffer): Buffer {
  return createHash('sha512').update(value).update(message).digest();
}
