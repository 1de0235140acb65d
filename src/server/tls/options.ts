/** The certificate of a listener that speaks TLS. Without any key, one is made when the server starts. */
export interface TlsOptions {
  /** The certificate in PEM, and behind it those of its issuers, each behind the one it issued; needs `key`. */
  readonly certificate?: string | Buffer;
  /** The private key of the first certificate, in PEM, not encrypted; needs `certificate`. */
  readonly key?: string | Buffer;
  /**
   * The key of a certificate that is made at the start and signs itself: RSA of 2048 bits, or ECDSA on P-256. Default:
   * `rsa` for CredSSP, because old clients know nothing else, and `ecdsa` for HTTP. Excludes `certificate`.
   */
  readonly generate?: KeyKind;
}

/** The key of a certificate that is made for a listener which says none, by the listener. */
export const usualKeyKinds = { credssp: 'rsa', http: 'ecdsa' } as const satisfies Record<string, KeyKind>;

/** A kind of key: RSA of 2048 bits, or ECDSA on P-256. */
export type KeyKind = 'rsa' | 'ecdsa';
