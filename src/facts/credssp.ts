/** A fact about a login inside CredSSP, in the terms of [MS-CSSP]. */
export type CredSspFact = CredSspRequest | CredSspCredentials | CredSspFault;

/** A TSRequest of the client ([MS-CSSP] 2.2.1). */
export interface CredSspRequest {
  readonly kind: 'credssp-request';
  /** The version as sent. */
  readonly version: number;
  /** The fields that it has beside the version, by their names in the specification, such as `negoTokens`. */
  readonly fields: readonly string[];
}

/** The kinds of TSCredentials ([MS-CSSP] 2.2.1.2). */
export type CredSspCredentialsType = 'password' | 'smart-card' | 'remote-guard' | 'none';

/** The TSCredentials that the client sends after an accepted login. The password is never part of a fact. */
export interface CredSspCredentials {
  readonly kind: 'credssp-credentials';
  /** `none`: a TSPasswordCreds that is empty, as for restricted administration. */
  readonly type: CredSspCredentialsType;
  /** The user that they name; absent: they name none. */
  readonly user?: string;
  /** The domain that they name; absent: they name none. */
  readonly domain?: string;
  /** Whether the user that they name is the one that logged in; true when they name none. */
  readonly matches: boolean;
  /** Whether the password is that of the account. Absent: they have none. */
  readonly password?: 'right' | 'wrong' | 'not-verified';
}

/** The fault for which CredSSP ends a connection after an accepted login. */
export interface CredSspFault {
  readonly kind: 'credssp-fault';
  /** A reason, such as `credssp-credentials-mismatch`. */
  readonly reason: string;
  /** The fault in words. */
  readonly detail: string;
}
