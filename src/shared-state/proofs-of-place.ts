import type { ProofMemory } from '../auth/login-memory.js';
import { ReplayCache } from '../auth/ntlm/replay-cache.js';

/**
 * The proofs of one process among several. A proof is right for one challenge alone, and no other process issues a
 * challenge of this one, since their marks differ. A proof that was accepted here is wrong anywhere else, so that the
 * memory of each process is enough for it, and the login need not wait for the owner. The owner is asked only for a
 * proof whose challenge was not drawn here.
 */
export class ProofsOfPlace implements ProofMemory {
  readonly #own = new ReplayCache();
  readonly #ask: (ntProofStr: Buffer) => Promise<boolean>;

  /** @param ask has the owner remember a proof; false when it was there already */
  constructor(ask: (ntProofStr: Buffer) => Promise<boolean>) {
    this.#ask = ask;
  }

  remember(ntProofStr: Buffer, mayRepeat: unknown): boolean | Promise<boolean> {
    if (!this.#own.remember(ntProofStr)) return false;
    // Nothing but false lets a proof by without the owner.
    return mayRepeat === false || this.#ask(ntProofStr);
  }
}
