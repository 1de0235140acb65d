import type { ChangingAccounts } from '../../auth/changing-accounts.js';
import type { Tap } from '../../facts/tap.js';
import type { LocalListener } from '../../local-http/listener.js';
import type { LocalPart, LocalPartName } from '../../local-http/local-part.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import type { Log } from '../log.js';
import type { FurtherListener } from '../output/reporter.js';
import type { OpenedAccounts } from './accounts.js';

/** The place of a listener of this machine. */
export interface LocalPlace {
  /** An address. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** A part of a local listener as a flag asks for it, from before the server is made until after its end. */
export interface ServedPart {
  readonly name: LocalPartName;
  readonly place: LocalPlace;
  /** The accounts of flags and variables, where the part can change them. */
  readonly accounts?: ChangingAccounts;
  /** The clocks of the server, where the part moves them. */
  readonly runtime?: CheckedRuntime;
  /** Sees the bytes of the server. */
  readonly tap?: Tap;
  /** Watches a server from now on, and makes its part; called once, before the server listens. */
  create(parts: ServerParts, opened: OpenedAccounts, log: Log): LocalPart;
  /**
   * Tells that the listener is open.
   *
   * @throws ConfigurationError when a file cannot be written
   */
  announce(listener: LocalListener): FurtherListener;
  /** Takes back what {@link announce} wrote. */
  withdraw?(): void;
}
