/**
 * NTLMv2 proofs that have let somebody in. A challenge is answered once only, so the same proof can be right again
 * only if a challenge repeats: with a broken random source, or in a process that was restored from a snapshot.
 */
export class ReplayCache {
  readonly #capacity: number;
  readonly #proofs = new Set<string>();

  /** @param capacity proofs remembered at most; the oldest is forgotten first */
  constructor(capacity = 4096) {
    this.#capacity = capacity;
  }

  /** Remembers a proof; false when it was there already. */
  remember(ntProofStr: Buffer): boolean {
    const key = ntProofStr.toString('latin1');
    if (this.#proofs.has(key)) return false;
    this.#proofs.add(key);
    if (this.#proofs.size > this.#capacity) {
      for (const oldest of this.#proofs) {
        this.#proofs.delete(oldest);
        break;
      }
    }
    return true;
  }
}
