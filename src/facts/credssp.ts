/** A fact about CredSSP, or about the negotiation of RDP before it. */
export type CredSspFact =
  RdpNegotiationRequest | RdpNegotiationAnswer | CredSspRequest | CredSspCredentials | CredSspFault;

/** An X.224 Connection Request ([MS-RDPBCGR] 2.2.1.1). */
export interface RdpNegotiationRequest {
  readonly kind: 'rdp-negotiation-request';
  /** The name behind `mstshash=`, as sent; absent: there is no cookie. */
  readonly cookie?: string;
  /** The routing token of a load balancer, as sent; absent: there is none. */
  readonly routingToken?: string;
  /** requestedProtocols of RDP_NEG_REQ; absent: there is none, which is standard RDP security. */
  readonly requestedProtocols?: number;
}

/**
 * Our X.224 Connection Confirm ([MS-RDPBCGR] 2.2.1.2). It has neither code where a client without RDP_NEG_REQ is left
 * without an answer.
 */
export interface RdpNegotiationAnswer {
  readonly kind: 'rdp-negotiation-answer';
  /** selectedProtocol of RDP_NEG_RSP; absent: the request was refused. */
  readonly selectedProtocol?: number;
  /** failureCode of RDP_NEG_FAILURE; absent: there is none. */
  readonly failureCode?: number;
}

/** A TSRequest of the client that could be read ([MS-CSSP] 2.2.1). */
export interface CredSspRequest {
  readonly kind: 'credssp-request';
  /** As sent. */
  readonly version: number;
  /** The names of its other fields, such as `negoTokens`. */
  readonly fields: readonly string[];
}

/** The credentials that came after the verdict ([MS-CSSP] 2.2.1.2); they complete the attempt. Never the password. */
export interface CredSspCredentials {
  readonly kind: 'credssp-credentials';
  /** `none`: they are empty, as in restricted administration. */
  readonly type: 'password' | 'smart-card' | 'remote-guard' | 'none';
  /** The user name in them, as sent; absent: they name none. */
  readonly user?: string;
  /** The domain in them, as sent; absent: they name none. */
  readonly domain?: string;
  /** Whether they name the user that logged in. */
  readonly matches: boolean;
  /** Whether the password is that of the account; absent: there is no password. */
  readonly password?: 'right' | 'wrong' | 'not-verified';
}

/** A fault after the verdict, which becomes the reason of the attempt and completes it. */
export interface CredSspFault {
  readonly kind: 'credssp-fault';
  /** Code of the reason. */
  readonly reason: string;
  /** The fault in words; never a secret, and none of the names in the credentials, which may hold one. */
  readonly detail: string;
  /** The user name in credentials of another user, as sent; absent: they name none. */
  readonly user?: string;
  /** The domain in credentials of another user, as sent; absent: they name none. */
  readonly domain?: string;
}
