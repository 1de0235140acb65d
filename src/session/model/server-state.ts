import type { AuthPolicy } from '../../auth/policy.js';
import type { ServerNames } from '../../auth/server-names.js';
import type { Mechanism } from '../../auth/mechanism.js';
import type { TokenScripts } from '../../auth/token-script.js';
import type { Endpoint, Recorder } from '../../facts/recorder.js';
import type { Tap } from '../../facts/tap.js';
import type { NetworkInterfaceInfo } from '../../smb2-codec/index.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import type { SpareBuffers } from '../../runtime/spare-buffers.js';
import type { ClientTable } from './client-table.js';
import type { OfferAlterations } from './offer-alterations.js';
import type { Limits, SessionPolicy } from './policy.js';
import type { ServerProfile } from './server-profile.js';
import type { SessionTable } from './session-table.js';
import type { ShareTable } from './share-table.js';

/** A limit that a client reached. */
export interface LimitHit {
  /** The name of the limit in the options. */
  readonly limit: keyof Limits;
  /** The value of the limit that was reached. */
  readonly value: number;
  /** The client that reached it. */
  readonly remote: Endpoint;
}

/** Divides the turns of the event loop among all connections. */
export interface SharedTurns {
  /**
   * Calls `work` when there is time, and again in another turn as long as it returns true.
   *
   * @param asker the connection, or the address of strangers that share a turn
   * @param work must not throw
   */
  take(asker: object | string, work: () => boolean): void;
}

/**
 * Everything the connections of one server have in common. There are no module globals: two servers share nothing. The
 * folder does no I/O: bytes, time, timers and chance come in through this object and through the transport.
 */
export interface ServerState {
  /** 16 bytes ([MS-SMB2] 3.3.1.5, ServerGuid), as the profile has it. */
  readonly guid: Buffer;
  /** ServerStartTime of NEGOTIATE: milliseconds since 1970; undefined: it is not told. */
  readonly startedAt: number | undefined;
  readonly profile: ServerProfile;
  readonly names: ServerNames;
  readonly policy: SessionPolicy;
  readonly authPolicy: AuthPolicy;
  readonly limits: Limits;
  readonly runtime: CheckedRuntime;
  readonly turns: SharedTurns;
  /** Memory for long messages. */
  readonly spares: SpareBuffers;
  readonly mechanisms: readonly Mechanism[];
  /** The server's half of SPNEGO for the NEGOTIATE response: NegTokenInit2 over {@link mechanisms}. */
  readonly negTokenInit2: Buffer;
  /** The scripts of logins; without a fault there are none. */
  readonly scripts: TokenScripts;
  /** The faults of what clients offer in NEGOTIATE. */
  readonly offers: OfferAlterations;
  readonly shares: ShareTable;
  readonly sessions: SessionTable;
  readonly clients: ClientTable;
  readonly recorder: Recorder;
  /** Receives every byte, for captures; undefined: there is none. */
  readonly tap: Tap | undefined;
  /** The addresses for further channels, for FSCTL_QUERY_NETWORK_INTERFACE_INFO. */
  readonly networkInterfaces: () => readonly NetworkInterfaceInfo[];
  /** Called when a limit was reached, and a request refused or a connection ended. */
  readonly onLimit: (hit: LimitHit) => void;
  /** Called with an error of the server that concerns no client; it is logged with its stack. */
  readonly onInternalError: (error: unknown, where: string) => void;
}
