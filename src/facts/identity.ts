/** The user, guest or anonymous client of an accepted login, as records hold it. */
export interface IdentityRecord {
  /** A guest named an account that does not exist; an anonymous client named none. */
  readonly kind: 'user' | 'guest' | 'anonymous';
  /** Name of the account, `Guest`, or the empty string for anonymous. */
  readonly account: string;
  /**
   * The domain of the account; for local accounts, the server's (without a domain, its NetBIOS name); empty for
   * anonymous.
   */
  readonly domain: string;
  /** `S-1-5-…`. */
  readonly sid: string;
  /**
   * The server may learn who the client is, but may not act in its name (GSS_C_IDENTIFY_FLAG; Identify of [MS-NLMP]
   * 3.1.1.1). Absent: the client sets no such limit.
   */
  readonly identifyOnly?: true;
  /** The controller's words about a user of the server's domain; absent: any other user. */
  readonly atDomain?: DomainUserRecord;
}

/** The words of a domain controller about its user. */
export interface DomainUserRecord {
  /** NetBIOS name of the controller that proved the user; absent: it gave none. */
  readonly logonServer?: string;
  /** UserAccountControl ([MS-SAMR] 2.2.1.12), 32 bits; absent: not known. */
  readonly accountControl?: number;
}
