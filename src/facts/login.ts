/** A fact that a mechanism sees or decides about a login, in words that every mechanism has. */
export type LoginFact =
  ClaimFact | AuthorityFact | AccountFact | AccountStoreFailed | LoginMemoryFailed | MechanismFact;

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

/**
 * The names that a server in a domain tells its own accounts from the domain's by: its NetBIOS or DNS name, a dot that
 * stands for it, the NetBIOS or DNS name of the domain, none, or any other name.
 */
export type DomainNamed =
  'own-name' | 'own-dns-name' | 'dot' | 'domain-name' | 'domain-dns-name' | 'none' | 'other';

/**
 * The side that decides about a user of a server in a domain, and the answer of the controller. The latest of a login
 * counts.
 */
export interface AuthorityFact {
  readonly kind: 'authority';
  /** The accounts of this server, or a controller of its domain. */
  readonly asked: 'local' | 'domain';
  /** The name by which the client's user is told to be of one or the other. */
  readonly named: DomainNamed;
  /** NetBIOS name of the server's domain. */
  readonly domain: string;
  /** Whether the domain proved the user; absent: there is no answer yet, or the domain is not asked. */
  readonly outcome?: 'proved' | 'refused';
  /** Name of the controller that answered; absent: none did, or none was asked. */
  readonly controller?: string;
  /** Its NTSTATUS; absent: it gave none. */
  readonly status?: number;
  /** The cause in a sentence, without secrets; absent: there is nothing to add. */
  readonly cause?: string;
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
