import { frozen } from '../../values/frozen.js';
import { type CipherName, cipherNames } from '../../protection/encryption.js';
import { type SigningAlgorithmName, signingAlgorithmNames } from '../../protection/signing.js';
import { dialectNames, type DialectName } from '../../protection/dialect.js';

/** The demands of the session layer on its clients. */
export interface SessionPolicy {
  /** Dialects the server speaks; at least one. */
  readonly dialects: readonly DialectName[];
  /** `required` is the specification's RequireMessageSigning. */
  readonly signing: 'enabled' | 'required';
  /**
   * `off`: never; `enabled`: when client or share asks; `required`: every session is encrypted, and a login that cannot
   * be encrypted is refused.
   */
  readonly encryption: 'off' | 'enabled' | 'required';
  /** Ciphers in the order of preference; 3.0 and 3.0.2 have AES-128-CCM alone. At least one. */
  readonly ciphers: readonly CipherName[];
  /**
   * Signing algorithms of 3.1.1 in the order of preference; AES-CMAC where a client names none of them. At least one.
   */
  readonly signingAlgorithms: readonly SigningAlgorithmName[];
  /** Seconds until a session expires and must authenticate anew; null: never. */
  readonly sessionLifetimeSeconds: number | null;
}

/** All dialects; signing and encryption if the client or the share asks for them; sessions do not expire. */
export const defaultSessionPolicy: SessionPolicy = frozen({
  dialects: dialectNames,
  signing: 'enabled',
  encryption: 'enabled',
  ciphers: cipherNames,
  signingAlgorithms: signingAlgorithmNames,
  sessionLifetimeSeconds: null,
});

/**
 * Bounds on the memory and work that peers can cause. Each time one is reached, this is logged, counted and explained.
 */
export interface Limits {
  /** Open TCP connections. */
  readonly connections: number;
  /**
   * Open TCP connections from one address; an IPv6 network of 64 bits counts as one, since one host may have it all.
   */
  readonly connectionsPerAddress: number;
  /** Connections without a valid session. */
  readonly unauthenticatedConnections: number;
  /** Connections without a valid session from one address, so that one address cannot take the places of all. */
  readonly unauthenticatedConnectionsPerAddress: number;
  /** Seconds a connection may stay without a valid session ([MS-SMB2] 3.3.6.3 and its note <442>). */
  readonly authenticationSeconds: number;
  /** Seconds for the PROXY header of a connection from an address of `proxyProtocol`. */
  readonly proxyHeaderSeconds: number;
  /** Seconds an authenticated connection may stay silent. */
  readonly idleSeconds: number;
  /** Sessions on one connection, those still authenticating included. */
  readonly sessionsPerConnection: number;
  /** Unfinished logins on one connection without a valid session. */
  readonly unauthenticatedSessions: number;
  /** Connections of one session (multichannel); Windows and Samba have 32. */
  readonly channelsPerSession: number;
  /** Tree connects of one session. */
  readonly treesPerSession: number;
  /** Open files and pipes of one session. */
  readonly opensPerSession: number;
  /** Credits a client can hold: the number of requests it may send before it gets answers. As on Windows and Samba. */
  readonly credits: number;
  /** Requests of one connection that may wait for an event (CHANGE_NOTIFY, LOCK, …) at once. */
  readonly asyncRequests: number;
  /** Bytes of a frame before a session is valid: a login needs no more. */
  readonly unauthenticatedFrameBytes: number;
  /** MaxTransactSize, MaxReadSize and MaxWriteSize where the dialect has multi-credit requests; bytes. */
  readonly transactBytes: number;
  /** Bytes queued to a peer that does not read; above this the server reads no more from it. */
  readonly queuedBytes: number;
  /** Bytes held for one connection at once, of any kind: unfinished frames, waiting requests, unread answers. */
  readonly heldBytesPerConnection: number;
  /** Bytes held for all connections of one address together. */
  readonly heldBytesPerAddress: number;
  /** Seconds that a peer may stay above `queuedBytes` before it is disconnected. */
  readonly slowReaderSeconds: number;
}

/** Limits for a server of tests or an audit: thousands of clients, none of which can take all places. */
export const defaultLimits: Limits = frozen({
  connections: 4096,
  connectionsPerAddress: 2048,
  unauthenticatedConnections: 2048,
  unauthenticatedConnectionsPerAddress: 512,
  authenticationSeconds: 45,
  proxyHeaderSeconds: 5,
  idleSeconds: 900,
  sessionsPerConnection: 64,
  unauthenticatedSessions: 8,
  channelsPerSession: 32,
  treesPerSession: 128,
  opensPerSession: 4096,
  credits: 8192,
  asyncRequests: 128,
  unauthenticatedFrameBytes: 68 * 1024,
  transactBytes: 1024 * 1024,
  queuedBytes: 4 * 1024 * 1024,
  heldBytesPerConnection: 64 * 1024 * 1024,
  heldBytesPerAddress: 512 * 1024 * 1024,
  slowReaderSeconds: 30,
});
