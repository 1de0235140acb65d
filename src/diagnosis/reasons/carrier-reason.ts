/** The reason of an attempt over CredSSP, HTTP or RPC over TCP that SMB has not. */
export type CarrierReason = TlsReason | RdpReason | CredSspReason | HttpReason | RpcReason;

/** A connection that came to an end with its TLS. */
export type TlsReason = 'tls-failed' | 'left-after-tls';

/** A connection that came to an end in front of CredSSP. */
export type RdpReason =
  'rdp-tls-only' | 'rdp-standard-security' | 'left-after-rdp-negotiation' | 'not-credssp';

/** A login over CredSSP. */
export type CredSspReason =
  | 'credssp-version-too-low'
  | 'credssp-version-changed'
  | 'credssp-binding-wrong'
  | 'credssp-binding-unreadable'
  | 'credssp-nonce-missing'
  | 'credssp-nonce-changed'
  | 'credssp-request-malformed'
  | 'credssp-out-of-phase'
  // After the verdict.
  | 'credssp-credentials-malformed'
  | 'credssp-credentials-mismatch'
  | 'credssp-credentials-missing'
  | 'credssp-no-credentials'
  | 'credssp-password-wrong';

/** A connection or a login over HTTP. */
export type HttpReason =
  | 'not-http'
  | 'http-without-login'
  | 'http-version-refused'
  | 'http-scheme-refused'
  | 'http-authorization-malformed'
  | 'http-connection-changed'
  | 'http-connection-close'
  | 'http-upgrade-refused'
  | 'http-request-malformed'
  | 'http-header-too-long'
  | 'http-body-too-long';

/** A connection of RPC over TCP. */
export type RpcReason = 'not-rpc' | 'rpc-unauthenticated' | 'rpc-without-login';
