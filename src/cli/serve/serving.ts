import type { ServeConfiguration } from '../../config/index.js';
import type { Addresses, Server } from '../../server/create-server.js';
import type { FurtherListener } from '../output/reporter.js';

/** A server that listens: one in this process, or several processes that are one to their clients. */
export interface Serving {
  /** Where each carrier listens. */
  readonly addresses: Addresses;
  /** The KDC of its test realm; undefined: it has none. */
  readonly realm: Server['realm'];
  /** The control API, the live page, health and metrics: those that are served. */
  readonly local: readonly FurtherListener[];
  /** Resolves with the reason, in words, once it cannot serve any longer. */
  readonly failed: Promise<string>;
  /** Begins the files of its capture anew where they were moved away. */
  reopen(): void;
  /**
   * Takes the accounts and the shares of a configuration, and reads keytabs anew: all of it, or nothing.
   *
   * @throws ConfigurationError, AccountError, and Error for a directory that cannot be reached; nothing has changed
   */
  reread(configuration: ServeConfiguration): Promise<void>;
  /** Stops it; resolves when every event and every file is written. */
  close(): Promise<void>;
  /** Ends at once what a {@link close} in progress has left. */
  abandon(): void;
}
