import type { ProofQuestion, Proved, StoreRefusal } from './proof-question.js';

/**
 * The domain that the server is a member of, whose controllers verify the logins of its users and of the domains it
 * trusts ([MS-APDS] 3.1.5).
 */
export interface DomainAuthority {
  /** NetBIOS name of the domain. */
  readonly name: string;
  /** DNS name of the domain. */
  readonly dnsName: string;
  /**
   * Asks a controller about a response. It is asked once for each login, with bytes that are its own to keep. A promise
   * that is rejected, and an answer of another form, are a logged error and STATUS_INTERNAL_ERROR for the client, never
   * an accepted login.
   */
  verify(question: ProofQuestion): Promise<DomainAnswer>;
  /**
   * Seconds in which it answers, more than 0 and at most 3600; default 8. After them the login is refused as
   * `no-logon-server`, the question's signal is aborted, and a late answer changes nothing.
   */
  readonly timeoutSeconds?: number;
}

/** The answer of a domain: the proof of a controller, or a refusal; nothing beside it. */
export type DomainAnswer = DomainProof | DomainRefusal;

/** A right response, as a controller judges it. */
export interface DomainProof {
  /** The key and the user. */
  readonly proved: Proved;
  /** Name of the controller that was asked, as it is configured or found. */
  readonly controller: string;
}

/** A refused login. */
export interface DomainRefusal {
  /** The reason; that of a controller's NTSTATUS is `refusalOfStatus`. */
  readonly refused: StoreRefusal;
  /** Name of the controller that answered; absent: none did. */
  readonly controller?: string;
  /** The controller's NTSTATUS; absent: it gave none. */
  readonly status?: number;
  /** A sentence on the cause, without secrets, for records and the log; absent: the status says everything. */
  readonly because?: string;
}
