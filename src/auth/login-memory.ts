import type { MaybePromise } from '../values/maybe-promise.js';

/**
 * Counts wrong responses by name, and locks names out. One count holds for everything that serves the same accounts, so
 * an answer may have to come from elsewhere.
 */
export interface FailureCount {
  isLocked(name: string): MaybePromise<boolean>;
  /**
   * Counts a wrong response; the same bytes again count once. The refusal waits for it, so that guesses side by side
   * are counted, too.
   *
   * @param domain where the name was looked up; failures of all domains count together
   */
  recordFailure(name: string, response: Buffer, domain?: string): MaybePromise<void>;
  /** Forgets the failures of a name that has just logged in, in its domain only. */
  recordSuccess(name: string, domain?: string): MaybePromise<void>;
}

/** Remembers the NTLMv2 proofs of accepted logins, so that none is accepted twice. */
export interface ProofMemory {
  /** Remembers a proof; false when it was there already. */
  remember(ntProofStr: Buffer): MaybePromise<boolean>;
}
