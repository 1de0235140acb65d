import type { ProofMemory } from '../login-memory.js';

/**
 * The NTLMv2 proofs of accepted logins. A challenge is answered once only, so a proof can be right twice only if a
 * challenge repeats: with a broken random source, or after a process was restored from a snapshot.
 */
export class ReplayCache implements ProofMemory {
  readonly #capacity: number;
  readonly #proofs = new Set<string>();
  /** The same proofs as a ring: the first of a Set takes long to find once many before it were deleted. */
  readonly #order: string[] = [];
  #next = 0;

  /** @param capacity the most proofs that are remembered; the oldest is forgotten first */
  constructor(capacity = 4096) {
    this.#capacity = capacity;
  }

  /** Remembers a proof; false when it was there already. */
  remember(ntProofStr: Buffer): boolean {
    const key = ntProofStr.toString('latin1');
    if (this.#proofs.has(key)) return false;
    const oldest = this.#order[this.#next];
    if (oldest !== undefined) this.#proofs.delete(oldest);
    this.#proofs.add(key);
    this.#order[this.#next] = key;
    this.#next = (this.#next + 1) % this.#capacity;
    return true;
  }
}
