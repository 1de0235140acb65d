import type { ProofRecord } from '../auth/mechanism-words.js';
import type { CheckRecord } from './checks.js';
import type { IdentityRecord } from '../facts/identity.js';
import type { Endpoint } from '../facts/recorder.js';
import type {
  AttemptReason,
  ClientShows,
  FailureReason,
  IncidentReason,
  MechanismReason,
  TreeReason,
} from './reasons.js';

/** Why something was answered as it was, in words. */
export interface Diagnosis<Reason extends string> {
  /** Stable code; `REASONS.md` has them all. */
  readonly reason: Reason;
  /** The event, with the evidence. May quote what the client sent; use `printable` before showing it. */
  readonly explanation: string;
  /** The remedy. */
  readonly advice: string;
  /** The message that each client shows its user. */
  readonly clientShows: ClientShows;
  /** Where the rule that decided stands. */
  readonly section: string;
}

/** One login attempt, explained. Holds no password, hash, key or token. */
export interface AttemptRecord extends Diagnosis<AttemptReason | MechanismReason> {
  /** Counts from 1 in the order in which attempts began. */
  readonly id: number;
  readonly verdict: 'accepted' | 'refused' | 'unfinished';
  /** Stable name of the mistake that a second look found, such as `trailing-newline`; undefined: none was found. */
  readonly mistake: string | undefined;
  /** Name of the NTSTATUS the client was told; undefined when it was told none, as in RPC. */
  readonly wireStatus: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Microseconds. */
  readonly duration: number;
  readonly connection: { readonly id: number; readonly remote: Endpoint; readonly local: Endpoint };
  readonly negotiation: NegotiationRecord | undefined;
  readonly login: LoginRecord | undefined;
  /** The names that the client gave of itself; undefined: it gave none. */
  readonly claimed: ClaimRecord | undefined;
  /** The mechanism's own account of the exchange, with fields of its own; undefined: no message of its own came. */
  readonly proof: ProofRecord | undefined;
  /** The user, guest or nobody that the client turned out to be. */
  readonly identity: IdentityRecord | undefined;
  readonly protection: ProtectionRecord | undefined;
  readonly checks: readonly CheckRecord[];
  /** Events after the verdict: `TREE_CONNECT share granted`, `the client left`, … */
  readonly next: readonly string[];
  /**
   * How many of its kind there were on the connection so far, this one included. 1 for an attempt in which the client
   * named a user, which has a record of its own; others have one each up to the tenth.
   */
  readonly count: number;
  /** How many others went by on the connection without a record since the last one. */
  readonly omitted: number;
}

/** NEGOTIATE, by name. */
export interface NegotiationRecord {
  /** Names in the order of the client, such as `3.1.1`, or hexadecimal; at most 64. Strings where SMB1 asked. */
  readonly offeredDialects: readonly string[];
  /** The dialect that was chosen; undefined: none. */
  readonly dialect: string | undefined;
  /** Dashed hexadecimal of the 16 bytes as sent. */
  readonly clientGuid: string | undefined;
  /** Names in the order of the client, such as `AES-128-GCM`; empty where it offers none. */
  readonly offeredCiphers: readonly string[];
  /** The cipher of the connection; undefined: it cannot encrypt. */
  readonly cipher: string | undefined;
  /** Names in the order of the client, such as `AES-GMAC`; empty where it offers none. */
  readonly offeredSigningAlgorithms: readonly string[];
  /** The algorithm that was negotiated; undefined: none was, and the dialect has its own. */
  readonly signingAlgorithm: string | undefined;
  /** Names of all negotiate contexts in order. */
  readonly contexts: readonly string[];
  /** The host name the user typed, where the client tells. */
  readonly netname: string | undefined;
  /** SecurityMode of the client's NEGOTIATE. */
  readonly clientSigning: 'required' | 'enabled' | 'none' | undefined;
}

/** The exchange of tokens, by what carried them. */
export type LoginRecord = SmbLoginRecord | PipeLoginRecord;

/** A login in SESSION_SETUP. */
export interface SmbLoginRecord extends TokensRecord {
  readonly carrier: 'smb';
  /** A session of its own, a new proof for a session, or a further connection for one. */
  readonly purpose: 'new' | 'reauthentication' | 'binding';
  /** 16 hexadecimal digits. */
  readonly sessionId: string;
}

/** A login in an RPC bind. */
export interface PipeLoginRecord extends TokensRecord {
  readonly carrier: 'pipe';
  /** Such as `srvsvc`. */
  readonly pipe: string;
  /** The session in which the pipe is open: 16 hexadecimal digits. */
  readonly sessionId: string;
  /** The user, guest or nobody whose session it is. */
  readonly opener: IdentityRecord;
}

/** SPNEGO, or a mechanism without it. */
export interface TokensRecord {
  /** Names of the mechanisms in the client's order; the one of the token for one without SPNEGO. */
  readonly offeredMechanisms: readonly string[];
  readonly spnego: boolean;
  readonly mechanism: string | undefined;
  /** The mechanism as Samba's audit calls it, such as `NTLMSSP`. */
  readonly authDescription: string | undefined;
  readonly mechListMic: 'valid' | 'invalid' | 'absent' | 'unverifiable' | undefined;
}

/** The names that a client gives of itself, as it sent them; a password in one of them is masked. */
export interface ClaimRecord {
  /** Empty: it names none, or none yet. */
  readonly user: string;
  /** The user's domain or realm; empty: it names none. */
  readonly domain: string;
  /** The client's own name; empty: it names none. */
  readonly workstation: string;
}

/** Signing and encryption: what the client can, what was asked for, and what its first request used. */
export interface ProtectionRecord {
  /** `required`: every request must be signed; `none`: the session has no key. */
  readonly signing: 'required' | 'optional' | 'none';
  /** `required`: every request must be encrypted; `none`: it has no key, or the connection no cipher. */
  readonly encryption: 'required' | 'offered' | 'none';
  /** The protection of the first request after the login; undefined: none came. */
  readonly used: 'none' | 'signed' | 'encrypted' | undefined;
}

/** A TREE_CONNECT, explained. */
export interface TreeRecord extends Diagnosis<TreeReason> {
  /** The id of the attempt whose session it is. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly connection: AttemptRecord['connection'];
  readonly sessionId: string;
  readonly identity: IdentityRecord | undefined;
  readonly mechanism: string | undefined;
  /** The mechanism as Samba's audit calls it, such as `NTLMSSP`. */
  readonly authDescription: string | undefined;
  readonly path: string;
  readonly share: string;
  readonly wireStatus: string;
  readonly type: 'disk' | 'pipe' | undefined;
  readonly encrypted: boolean;
  /** How often the session asked for it and was answered so, this time included; each has a record up to the 100th. */
  readonly count: number;
  /** How many others went by on the connection without a record since the last one. */
  readonly omitted: number;
}

/** A session that went wrong after its attempt was complete, explained. */
export interface IncidentRecord extends Diagnosis<IncidentReason>, LaterRecord {
  /** Stable name of the mistake that explains a signature, such as `wrong-algorithm`; undefined: none was found. */
  readonly mistake: string | undefined;
  /** Such as `READ`; undefined for what is not about a command. */
  readonly command: string | undefined;
}

/** A request for a file or folder of a share that failed, explained. Reads of files that do not exist are none. */
export interface FailureRecord extends Diagnosis<FailureReason>, LaterRecord {
  /** Such as `CREATE`. */
  readonly command: string;
  /** Name of the share. */
  readonly share: string;
  /** Below the share, with backslashes, its first 256 characters; empty for the share's root. As the client sent it. */
  readonly path: string;
  /** Name of the NTSTATUS the client was told. */
  readonly wireStatus: string;
  /** The operating system's word, such as `EACCES`; undefined where the server itself refused. */
  readonly systemCode: string | undefined;
}

/** An event in a session whose attempt is complete; the same thing is told the 1st, the 10th, the 100th time. */
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
  /** How often it happened on the connection so far, this time included. */
  readonly count: number;
  /** How many others went by on the connection without a record since the last one. */
  readonly omitted: number;
}
