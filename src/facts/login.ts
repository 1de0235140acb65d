/** A fact that a mechanism sees or decides about a login, in words that every mechanism has. */
export type LoginFact = ClaimFact | AccountFact | AccountStoreFailed | LoginMemoryFailed | MechanismFact;

/** The names that a client gives of itself, as it sent them. The latest of a login counts. */
export interface ClaimFact {
  readonly kind: 'claim';
  /** The user name. Absent: the message names no user yet. Empty: an anonymous client. */
  readonly user?: string;
  /** The user's domain or realm; empty: none is named. */
  readonly domain: string;
  /** The client's own name; empty: none is named. */
  readonly workstation: string;
}

/** The name that was looked up, and whether there is such an account. */
export interface AccountFact {
  readonly kind: 'account';
  /** The name as it was looked up, without its domain. */
  readonly name: string;
  /** Whether the store has one. */
  readonly found: boolean;
}

/** The account store failed. The client gets STATUS_INTERNAL_ERROR and no details. */
export interface AccountStoreFailed {
  readonly kind: 'account-store-failed';
  /** The error that the store threw, or the fault of its answer. It may hold secrets. */
  readonly error: unknown;
}

/**
 * The memory of earlier logins, which counts failures and remembers proofs, could not be asked, such as when the
 * process that has it is lost. The client gets STATUS_INTERNAL_ERROR and no details.
 */
export interface LoginMemoryFailed {
  readonly kind: 'login-memory-failed';
  /** The error of the memory. It may hold secrets. */
  readonly error: unknown;
  /** A sentence about the failure, without secrets; absent: nothing more is known that may be shown. */
  readonly because?: string;
}

/** A fact in a mechanism's own terms; only the words of that mechanism read it. It may hold secrets. */
export interface MechanismFact {
  readonly kind: 'mechanism';
  /** Name of the mechanism, such as `NTLM`. */
  readonly mechanism: string;
  /** A plain value; copy bytes into it, because the fact may be held as long as the connection lasts. */
  readonly fact: object;
}
