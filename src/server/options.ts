import type { AccountDefinition } from '../auth/account-definition.js';
import type { AccountStore } from '../auth/account.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import type { PolicyPreset } from '../auth/policy-presets.js';
import type { AuthPolicyChange } from '../auth/policy.js';
import type { ServerNames } from '../auth/server-names.js';
import type { DiagnosisPolicy } from '../diagnosis/policy.js';
import type { DomainEvent, DomainOptions } from '../domain/index.js';
import type {
  AttemptRecord,
  FailureRecord,
  FaultEvent,
  IncidentRecord,
  TreeRecord,
} from '../diagnosis/attempt-record.js';
import type { Fault } from '../faults/fault.js';
import type { PresetFault } from '../faults/preset.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import type { Tap } from '../facts/tap.js';
import type { Runtime } from '../runtime/runtime.js';
import type { Transcript } from '../transcript/transcript.js';
import type { Limits, SessionPolicy } from '../session/model/policy.js';
import type { ServerProfile } from '../session/model/server-profile.js';
import type { LimitHit } from '../session/model/server-state.js';
import type { Share } from '../shares/share.js';
import type { StateOptions } from '../valkey/options.js';
import type { CredSspListenerOptions, HttpListenerOptions, RpcListenerOptions } from './carrier-options.js';
import type { KerberosOptions } from './kerberos-options.js';
import type { MechanismChoice } from './mechanisms.js';
import type { ShareDefinition } from './share-definition.js';

export type { DiagnosisPolicy } from '../diagnosis/policy.js';
export type { FaultEvent } from '../diagnosis/attempt-record.js';

/** Everything a server is made of. Only `accounts` has no default. */
export interface ServerOptions {
  /** Address to listen on; default `127.0.0.1`. */
  readonly host?: string;
  /** TCP port; default 0, which takes a free one. */
  readonly port?: number;
  /**
   * Addresses and networks of balancers, such as `10.0.0.5` and `fd00::/64`, from which every connection of SMB begins
   * with a PROXY header; default: none. A client that has such an address can say that it is anybody.
   */
  readonly proxyProtocol?: readonly string[];
  /**
   * Null leaves SMB out, so that other carriers alone are served; `host`, `port` and `proxyProtocol`, which belong to
   * SMB, must be absent then.
   */
  readonly listen?: null;
  /** CredSSP over TLS, as RDP has it; default: not served. `{}` serves it on a free port. */
  readonly credssp?: CredSspListenerOptions;
  /** Logins over HTTP, or over HTTPS where it has `tls`; default: not served. `{}` serves it on a free port. */
  readonly http?: HttpListenerOptions;
  /** DCE/RPC over TCP; default: not served. `{}` serves it on a free port. */
  readonly rpc?: RpcListenerOptions;
  /** The names of the server in its CHALLENGE. */
  readonly names?: Partial<ServerNames>;
  /**
   * `S-1-5-21-…`: the SIDs of accounts without one of their own begin with it; default: derived from `netbiosName`.
   */
  readonly machineSid?: string;
  /** The accounts that may log in. */
  readonly accounts: AccountStore | readonly AccountDefinition[];
  /**
   * Groups by name, which `access` rules name as `@name`; a group may contain groups. Groups that accounts name need
   * no entry here. Default: none.
   */
  readonly groups?: GroupDefinitions;
  /** The shares that accounts may connect to; `IPC$` is always there. */
  readonly shares?: readonly (Share | ShareDefinition)[];
  /**
   * The server to be like: its logins, and its answers where servers differ. The other options change it. Default: none
   * of them.
   */
  readonly preset?: PolicyPreset;
  /** Single answers, beside those of `preset`. */
  readonly profile?: Partial<ServerProfile>;
  /** Dialects, signing, encryption, session lifetime. */
  readonly policy?: Partial<SessionPolicy>;
  /** NTLM variants, guest, anonymous, lock-out. */
  readonly authPolicy?: AuthPolicyChange;
  /** Keys and policy of Kerberos, and a KDC for tests; default: Kerberos is not offered. */
  readonly kerberos?: KerberosOptions;
  /**
   * The Active Directory domain that the server is a member of: its controllers decide the logins of its users, and of
   * the users of domains that it trusts. `accounts` are those of the server itself, which clients name by the server's
   * own name; they find, and do not verify. `names` follow from the join, and Kerberos is offered with the keys of the
   * machine account. Default: none.
   */
  readonly domain?: DomainOptions;
  /** A store of Valkey or Redis for lock-outs and accepted logins, which several servers share; default: none. */
  readonly state?: StateOptions;
  /** Bounds on what clients can make the server hold or do; default: {@link defaultLimits}. */
  readonly limits?: Partial<Limits>;
  /** How much work goes into the reason of a refused login, and for whom. */
  readonly diagnosis?: Partial<DiagnosisPolicy>;
  /**
   * The authentication mechanisms, in the order in which they are offered, or a function of the server that gives them;
   * default: Kerberos by `kerberos` and NTLM, as `authPolicy` orders them. A promise is none.
   *
   * ```ts
   * mechanisms: ({ ntlm }) => [mine, ntlm]
   * ```
   */
  readonly mechanisms?: MechanismChoice;
  /** Scripted deviations for tests of clients; more can be added to `server.faults`. Default: none. */
  readonly faults?: readonly (Fault | PresetFault)[];
  /** Sees every byte that passes, for captures. */
  readonly tap?: Tap;
  /** Keeps everything that the answers depend on, for a replay; each server needs its own. Default: nothing is kept. */
  readonly transcript?: Transcript;
  /** Clocks, timers and randomness; default: those of the system. */
  readonly runtime?: Runtime;
  /**
   * Receives errors of the server itself, and warnings of options that are likely a slip, such as an access rule for an
   * account that does not exist. Default: errors are dropped, and warnings are process warnings of Node.js. A fault of
   * a client is an event, not an error.
   */
  readonly logger?: Logger;
}

/** Receives the internal errors of a server. A message never holds a password, hash, key or token. */
export interface Logger {
  /** Takes an error of the server itself, or of a program that embeds it: an account store, a share, a listener. */
  error(message: string, details: { readonly error: unknown }): void;
  /** Takes a sentence about an option that is likely a slip, such as a rule for an account that there is not. */
  warn(message: string): void;
}

/** Events of a server by name, with the argument their listeners get. */
export interface ServerEvents {
  /**
   * A login has its verdict, or a connection ended before there was one. A login with a user name always has a record
   * of its own. Other attempts on a connection, such as requests that cannot be read, have a record each up to the
   * tenth of a kind, then at the hundredth and the thousandth, and one at the end; at most twenty at once, and one a
   * second from then on. `count` says how many of the kind there were, and `omitted` how many of other kinds have no
   * record. So the records about a peer stay in proportion to the bytes it sent.
   */
  attempt: AttemptRecord;
  /** The same attempt, once the client's next step is known as well: exactly one for each `attempt`. */
  'attempt-completed': AttemptRecord;
  /**
   * A TREE_CONNECT was answered. The same answer to the same path in a session has a record each time up to the
   * hundredth, then at the thousandth and so on, and one at the end; at most a hundred at once, and one a second from
   * then on. `count` says how often the answer was given.
   */
  tree: TreeRecord;
  /**
   * A later request failed its protection or names no session, or a session has expired. The same event of one
   * connection has a record the first, the tenth and the hundredth time, and one at the end: `count` says how often it
   * happened.
   */
  incident: IncidentRecord;
  /**
   * A request on a share failed: a file or folder could not be created, written, listed, renamed or found. It has
   * records as often as an incident.
   */
  failure: FailureRecord;
  /** A scripted fault happened; each time it does. */
  fault: FaultEvent;
  /** A limit was reached: a request was refused, or a connection ended. */
  limit: LimitHit;
  /**
   * The KDC of `kerberos.testRealm` granted or refused a ticket. A client that gets none does not log in, so that a
   * wrong password or server name shows here alone. The usual first leg, in which the KDC asks for a proof of the
   * password, has no record, unless no proof follows within thirty seconds or before the server closes. Each ticket has
   * a record. The same refusal of an address has one each time up to the hundredth, then at the thousandth and so on,
   * and one at the end; at most a hundred at once, and one a second from then on.
   */
  kdc: KdcRecord;
  /**
   * The server has a secure channel to a controller of its domain, has lost it, or could not open one. The same state
   * of the same controller for the same cause is no further event.
   */
  domain: DomainEvent;
}
