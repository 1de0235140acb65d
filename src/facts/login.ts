/** A fact that a mechanism sees or decides about a login, in words that every mechanism has. */
export type LoginFact = ClaimFact | AccountFact | AccountStoreFailed | MechanismFact;

/** The names that a client gives of itself, as it sent them. The latest of a login counts. */
export interface ClaimFact {
  readonly kind: 'claim';
  /** Absent: the message names a domain or a workstation at most, and no user yet. Empty: an anonymous client. */
  readonly user?: string;
  /** The user's domain or realm; empty: none is named. */
  readonly domain: string;
  /** The client's own name; empty: none is named. */
  readonly workstation: string;
}

/** The name that was looked up, and whether there is such an account. */
export interface AccountFact {
  readonly kind: 'account';
  /** As it was looked up, without its domain. */
  readonly name: string;
  /** Whether the store has one. */
  readonly found: boolean;
}

/** The client learns no more than STATUS_INTERNAL_ERROR. */
export interface AccountStoreFailed {
  readonly kind: 'account-store-failed';
  /** Whatever the store threw, or what is wrong with its answer. */
  readonly error: unknown;
}

/** A fact in a mechanism's own terms: nothing but the words of that mechanism can read it. It may hold secrets. */
export interface MechanismFact {
  readonly kind: 'mechanism';
  /** Name of the mechanism, such as `NTLM`. */
  readonly mechanism: string;
  /** A plain value, and no view of the bytes that were received: it may be held for as long as the connection lasts. */
  readonly fact: object;
}
