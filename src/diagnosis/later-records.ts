import type { FaultConnection } from '../facts/fault.js';
import type { IdentityRecord } from '../facts/identity.js';
import type { AttemptRecord, Diagnosis, FaultRecord } from './attempt-record.js';
import type { FailureReason, IncidentReason, TreeReason } from './reasons.js';

// Records of events after a login.

/** A TREE_CONNECT, explained. */
export interface TreeRecord extends Diagnosis<TreeReason> {
  /** The id of the attempt whose session it is. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The connection of the request. */
  readonly connection: AttemptRecord['connection'];
  /** SessionId: 16 hexadecimal digits. */
  readonly sessionId: string;
  /** The user of the session. */
  readonly identity: IdentityRecord | undefined;
  /** The mechanism of the login. */
  readonly mechanism: string | undefined;
  /** The mechanism as Samba's audit calls it, such as `NTLMSSP`. */
  readonly authDescription: string | undefined;
  /** The path as asked: `\\host\share`. */
  readonly path: string;
  /** The share's part of the path. */
  readonly share: string;
  /** Name of the NTSTATUS of the answer. */
  readonly wireStatus: string;
  /** The kind of the share; undefined: the tree was not granted. */
  readonly type: 'disk' | 'pipe' | undefined;
  /** Whether the share demands encryption. */
  readonly encrypted: boolean;
  /**
   * The number of times the session got this answer to this path, this time included; each has a record up to the
   * 100th.
   */
  readonly count: number;
  /** The number of other events on the connection without a record since the last one. */
  readonly omitted: number;
}

/** A session that went wrong after its attempt was complete, explained. */
export interface IncidentRecord extends Diagnosis<IncidentReason>, LaterRecord {
  /** Stable name of the mistake that explains a signature, such as `wrong-algorithm`; undefined: none was found. */
  readonly mistake: string | undefined;
  /** Name of the command, such as `READ`; undefined: the incident concerns no command. */
  readonly command: string | undefined;
}

/**
 * A request for a file or folder of a share that failed, explained. A read of a file that does not exist is not a
 * failure.
 */
export interface FailureRecord extends Diagnosis<FailureReason>, LaterRecord {
  /** Such as `CREATE`. */
  readonly command: string;
  /** Name of the share. */
  readonly share: string;
  /** Below the share, with backslashes, its first 256 characters; empty for the share's root. As the client sent it. */
  readonly path: string;
  /** Name of the NTSTATUS that the client got. */
  readonly wireStatus: string;
  /** The operating system's word, such as `EACCES`; undefined where the server itself refused. */
  readonly systemCode: string | undefined;
}

/** An event in a session whose attempt is complete. Repetitions have a record the 1st, the 10th, the 100th time. */
export interface LaterRecord {
  /** The id of the attempt whose session it is. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The connection of the request. */
  readonly connection: AttemptRecord['connection'];
  /** SessionId: 16 hexadecimal digits. */
  readonly sessionId: string;
  /** The user of the session; undefined: there was none. */
  readonly identity: IdentityRecord | undefined;
  /** The number of times it happened on the connection so far, this time included. */
  readonly count: number;
  /** The number of other events on the connection without a record since the last one. */
  readonly omitted: number;
}

/** A scripted fault that happened now. */
export interface FaultEvent extends FaultRecord {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The connection that it happened to. */
  readonly connection: FaultConnection;
  /** The account that was logged in, or about to be; undefined: none. */
  readonly user: string | undefined;
}
