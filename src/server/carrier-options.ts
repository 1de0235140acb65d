import type { TlsOptions } from './tls/options.js';

/** Where a carrier besides SMB is listened for. */
export interface CarrierListenerOptions {
  /** Address to listen on; default: that of the server. */
  readonly host?: string;
  /** TCP port; default 0, which takes a free one. */
  readonly port?: number;
  /**
   * Addresses and networks of balancers, such as `10.0.0.5` and `fd00::/64`, from which every connection begins with a
   * PROXY header; default: none. A client that has such an address can say that it is anybody.
   */
  readonly proxyProtocol?: readonly string[];
}

/** CredSSP over TLS, with or without the negotiation of RDP before it ([MS-CSSP], [MS-RDPBCGR] 5.4.5.2). */
export interface CredSspListenerOptions extends CarrierListenerOptions {
  /** The certificate; default: one with an RSA key, made at the start. */
  readonly tls?: TlsOptions;
  /**
   * The least version of TSRequest that is taken; default 5, which binds the key with a nonce. Older clients, such as
   * impacket and rdesktop with version 2, need `2`.
   */
  readonly minVersion?: CredSspVersion;
  /**
   * Whether a password that a client delegates is compared with that of the account; default: where the account store
   * can.
   */
  readonly verifyPassword?: boolean;
}

/** A version of TSRequest ([MS-CSSP] 2.2.1). */
export type CredSspVersion = 2 | 3 | 4 | 5 | 6;

/** Logins with NTLM and Negotiate over HTTP/1.1 (RFC 4559), in the clear or inside TLS. */
export interface HttpListenerOptions extends CarrierListenerOptions {
  /** TLS: the certificate, or true for one with an ECDSA key that is made at the start. Default: HTTP in the clear. */
  readonly tls?: boolean | TlsOptions;
  /**
   * Extended Protection: whether logins must be bound to the certificate (tls-server-end-point). Default: `when-sent`
   * with TLS; without it there is nothing to bind to, and only `never` can be said.
   */
  readonly channelBindings?: ChannelBindingsMode;
  /** Names of services such as `HTTP/files.example.com` that clients may ask for; default `any`. */
  readonly serviceNames?: 'any' | readonly string[];
  /** The schemes of WWW-Authenticate in the order in which they are offered; default: both, `Negotiate` first. */
  readonly schemes?: readonly HttpScheme[];
  /** Whether to ask as a proxy does: status 407, `Proxy-Authenticate`. Default: no. */
  readonly proxy?: boolean;
}

/** Whether channel bindings are looked at, and whether a login may lack them. */
export type ChannelBindingsMode = 'never' | 'when-sent' | 'required';

/** A scheme of HTTP authentication that carries a mechanism (RFC 4559). */
export type HttpScheme = 'Negotiate' | 'NTLM';

/** DCE/RPC over TCP ([MS-RPCE] 2.1.1.1), with an endpoint mapper. */
export interface RpcListenerOptions extends CarrierListenerOptions {
  /** Whether an anonymous login may call anything but the endpoint mapper; default `refuse`. */
  readonly anonymous?: 'refuse' | 'accept';
}
