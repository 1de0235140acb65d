import type { MaybePromise } from '../values/maybe-promise.js';

/**
 * Counts wrong responses by name, and locks names out. One count holds for everything that serves the same accounts, so
 * an answer may have to come from elsewhere.
 */
export interface FailureCount {
  isLocked(name: string): MaybePromise<boolean>;
  /**
   * Counts a wrong response; the same bytes again count once. It is asked alone, without {@link isLocked} before it: of
   * guesses side by side all could pass that question before the first of them is counted.
   *
   * @param domain where the name was looked up; failures of all domains count together
   * @returns whether the name was locked before; nothing is counted then
   */
  recordFailure(name: string, response: Buffer, domain?: string): MaybePromise<boolean>;
  /** Forgets the failures of a name that has just logged in, in its domain only. */
  recordSuccess(name: string, domain?: string): MaybePromise<void>;
}

/** Remembers the NTLMv2 proofs of accepted logins, so that none is accepted twice. */
export interface ProofMemory {
  /**
   * Remembers a proof; false when it was there already.
   *
   * @param mayRepeat whether its challenge may have been issued elsewhere as well: only false says that it was not
   */
  remember(ntProofStr: Buffer, mayRepeat: boolean): MaybePromise<boolean>;
}

/** The memory of earlier logins that decides about a further one. */
export interface LoginMemory {
  /** The proofs of NTLM. */
  readonly proofs: ProofMemory;
  /**
   * The last byte of each challenge: that of one process among several, so that no two of them issue the same one.
   * Undefined: it is random, as the others are.
   */
  readonly challengeMark?: number | undefined;
  /**
   * Undefined: no lock-out. `accounts` decides whether a login is refused; strangers cannot push an account out of it.
   * `names` decides the status that a client gets; it counts names with and without an account alike.
   */
  readonly lockouts: { readonly accounts: FailureCount; readonly names: FailureCount } | undefined;
}
