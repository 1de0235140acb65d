/** A fact about the TLS of a connection. */
export type TlsFact = TlsEstablished | TlsFailed;

/** The handshake of TLS is complete. */
export interface TlsEstablished {
  readonly kind: 'tls-established';
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** The cipher suite by its name in the standard, such as `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string;
  /** The host name that the client asked for (RFC 6066 3); absent: it named none. */
  readonly serverName?: string;
}

/** The handshake of TLS failed, or the connection broke inside TLS. */
export interface TlsFailed {
  readonly kind: 'tls-failed';
  /** The alert of the client, such as `alert-unknown-ca`, our reason, such as `no-shared-cipher`, or another code. */
  readonly code: string;
  /** The error in words, without a full stop. */
  readonly detail: string;
}
