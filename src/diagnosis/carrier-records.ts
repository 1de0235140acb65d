import type { CredSspCredentials } from '../facts/credssp.js';
import type { TokensRecord } from './attempt-record.js';

/** TLS of a connection, once its handshake was complete. */
export interface TlsRecord {
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** The cipher suite by its name in the standard. */
  readonly cipher: string;
  /** The host name that the client asked for; undefined: it named none. */
  readonly serverName: string | undefined;
}

/** RDP's negotiation in front of CredSSP ([MS-RDPBCGR] 2.2.1.1, 2.2.1.2). */
export interface RdpNegotiationRecord {
  /** The name behind `mstshash=`, as sent; undefined: there is no cookie. */
  readonly cookie: string | undefined;
  /** The routing token of a load balancer, as sent; undefined: there is none. */
  readonly routingToken: string | undefined;
  /** Names such as `SSL` and `HYBRID`; `RDP` alone without RDP_NEG_REQ, or where it asks for nothing else. */
  readonly requestedProtocols: readonly string[];
  /** Name of the protocol that was selected, or of the failure; undefined: there was no answer. */
  readonly answer: string | undefined;
}

/** The latest request of HTTP outside a login, or the one that began it. */
export interface HttpRequestRecord {
  /** Such as `GET`. */
  readonly method: string;
  /** The path of the target, only its beginning if it is long. A query is shown as `?…`: it may hold secrets. */
  readonly target: string;
  /** Such as `1.1`. */
  readonly version: string;
  /** Host, as sent; undefined: none was. */
  readonly host: string | undefined;
  /** User-Agent, as sent; undefined: none was. */
  readonly userAgent: string | undefined;
  /** The scheme of its Authorization, never what follows it; undefined: there is none. */
  readonly scheme: string | undefined;
}

/** A login in an RPC bind over TCP. */
export interface RpcLoginRecord extends TokensRecord {
  readonly carrier: 'rpc';
  /** The interface that the bind asked for first: its name, such as `lsarpc`, or its UUID. */
  readonly interface: string;
}

/** A login in CredSSP. */
export interface CredSspLoginRecord extends TokensRecord {
  readonly carrier: 'credssp';
  /** The version of the client's first TSRequest, as sent; 0: it could not be read. */
  readonly version: number;
  /** Whether RDP's negotiation went before. */
  readonly rdp: boolean;
  /**
   * The form in which the client bound its login to the key of TLS: SHA-256 of it from version 5 on, the key itself
   * before; undefined: it did not come to that.
   */
  readonly keyBinding: 'hash' | 'key' | undefined;
  /** The credentials that came after the verdict, without their secret; undefined: none came. */
  readonly credentials: CredentialsRecord | undefined;
}

/** The credentials that a client of CredSSP hands over ([MS-CSSP] 2.2.1.2). */
export interface CredentialsRecord {
  /** `none`: they are empty, as in restricted administration. */
  readonly type: CredSspCredentials['type'];
  /** The user name in them, as sent; undefined: they name none. */
  readonly user: string | undefined;
  /** The domain in them, as sent; undefined: they name none. */
  readonly domain: string | undefined;
  /** Whether they name the user that logged in. */
  readonly matches: boolean;
  /** Whether the password is that of the account; undefined: there is no password. */
  readonly password: CredSspCredentials['password'];
}

/** A login in HTTP. */
export interface HttpLoginRecord extends TokensRecord {
  /** `https`: over TLS. */
  readonly carrier: 'http' | 'https';
  /** The scheme of its Authorization. */
  readonly scheme: 'Negotiate' | 'NTLM';
  /** Whether the server acted as a proxy. */
  readonly proxy: boolean;
  /** Such as `GET`. */
  readonly method: string;
  /** The path of the target, only its beginning if it is long. A query is shown as `?…`: it may hold secrets. */
  readonly target: string;
  /** As sent, only its beginning if it is long; empty: none was sent. */
  readonly userAgent: string;
  /** Status code of the answer to the login's last token; undefined: the client left before it. */
  readonly statusCode: number | undefined;
}
