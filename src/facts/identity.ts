/** The user, guest or anonymous client that a login turned out to be, as records tell it. */
export interface IdentityRecord {
  /** A guest named an account that there is not; an anonymous client named none. */
  readonly kind: 'user' | 'guest' | 'anonymous';
  /** Name of the account, `Guest`, or the empty string for anonymous. */
  readonly account: string;
  /** The domain of the account; ours (the NetBIOS name when there is none) for our own; empty for anonymous. */
  readonly domain: string;
  /** `S-1-5-…`. */
  readonly sid: string;
  /**
   * The client lets the server know who it is, and act for it nowhere (GSS_C_IDENTIFY_FLAG; Identify of [MS-NLMP]
   * 3.1.1.1). Absent: it does not say so.
   */
  readonly identifyOnly?: true;
}
