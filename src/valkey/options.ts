import { frozen } from '../values/frozen.js';

/** A store of Valkey or Redis that several servers share. */
export interface StateOptions {
  /**
   * The store: `valkey://host:6379`, or `valkeys://` for TLS; `redis://` and `rediss://` mean the same. A user, a
   * password and the number of a database may be part of it, as in `valkeys://smb:secret@store.example.com/1`.
   */
  readonly valkey: string;
  /** The password of the store, where the address has none. Secret. */
  readonly password?: string;
  /** Certificates in PEM of the authorities that are trusted for TLS; default: those of Node.js. */
  readonly ca?: string | Buffer;
  /**
   * The logins that come while the store does not answer. `refuse`: those that need it are refused as
   * `shared-state-away`. `alone`: this server counts and remembers for itself. Default: `refuse`.
   */
  readonly whenAway?: 'refuse' | 'alone';
  /** Milliseconds that one question may take; the store is away then. Default: 1000. */
  readonly timeoutMilliseconds?: number;
  /** The first characters of every key, one for all servers that share accounts; default: `smb2-auth:`. */
  readonly prefix?: string;
  /** Whether the records of logins go into a stream of the store as well, or how; default: they do not. */
  readonly records?: boolean | RecordStreamOptions;
}

/** The stream that the records of logins go into. */
export interface RecordStreamOptions {
  /** The key of the stream; default: the prefix, and `records`. */
  readonly stream?: string;
  /** About how many records the stream keeps, the newest; default: 100,000. */
  readonly maxLength?: number;
}

/** The options of a store of which the address alone is said. */
export const defaultState: Required<Omit<StateOptions, 'valkey' | 'password' | 'ca'>> = frozen({
  whenAway: 'refuse',
  timeoutMilliseconds: 1000,
  prefix: 'smb2-auth:',
  records: false,
});

/** The most records that a stream keeps where nothing else is said. */
export const defaultStreamLength = 100_000;
