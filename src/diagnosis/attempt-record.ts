import type { ProofRecord } from '../auth/mechanism-words.js';
import type { CheckRecord } from './checks.js';
import type { IdentityRecord } from '../facts/identity.js';
import type { Carrier, Endpoint } from '../facts/recorder.js';
import type {
  CredSspLoginRecord,
  HttpLoginRecord,
  HttpRequestRecord,
  RdpNegotiationRecord,
  RpcLoginRecord,
  TlsRecord,
} from './carrier-records.js';
import type { AttemptReason, ClientShows, MechanismReason, SmbClientShows } from './reasons.js';

export type { FailureRecord, FaultEvent, IncidentRecord, LaterRecord, TreeRecord } from './later-records.js';
export type {
  CredentialsRecord,
  CredSspLoginRecord,
  HttpLoginRecord,
  HttpRequestRecord,
  RdpNegotiationRecord,
  RpcLoginRecord,
  TlsRecord,
} from './carrier-records.js';

/** The explanation of an answer: reason, sentences, advice. */
export interface Diagnosis<Reason extends string, Shows extends ClientShows = SmbClientShows> {
  /** Stable code; `REASONS.md` has them all. */
  readonly reason: Reason;
  /** The event, with the evidence. May quote what the client sent; use `printable` before showing it. */
  readonly explanation: string;
  /** The remedy. */
  readonly advice: string;
  /** The message that each client of the carrier shows its user. */
  readonly clientShows: Shows;
  /** The section of the rule that decided. */
  readonly section: string;
}

/** One login attempt, explained. Holds no password, hash, key or token. */
export interface AttemptRecord extends Diagnosis<AttemptReason | MechanismReason, ClientShows> {
  /** Counts from 1 in the order in which attempts began. */
  readonly id: number;
  /** `unfinished`: the connection or the session ended before there was one. */
  readonly verdict: 'accepted' | 'refused' | 'unfinished';
  /** Stable name of the mistake that a second look found, such as `trailing-newline`; undefined: none was found. */
  readonly mistake: string | undefined;
  /**
   * Name of the NTSTATUS that the client got; undefined: it got none, as in RPC and HTTP, and in CredSSP unless a
   * refusal was told with an errorCode.
   */
  readonly wireStatus: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Microseconds. */
  readonly duration: number;
  /** The connection; its `id` counts from 1 in the life of the server, over all carriers. */
  readonly connection: {
    readonly carrier: Carrier;
    readonly id: number;
    readonly remote: Endpoint;
    readonly local: Endpoint;
    /** The end of the balancer whose PROXY header named the client; absent: the client connected itself. */
    readonly via?: Endpoint;
  };
  /** Undefined: no NEGOTIATE could be read. */
  readonly negotiation: NegotiationRecord | undefined;
  /** Undefined: there is no TLS, or its handshake was not completed. */
  readonly tls: TlsRecord | undefined;
  /** Undefined: RDP's negotiation did not go before, or the carrier is another. */
  readonly rdp: RdpNegotiationRecord | undefined;
  /** Undefined: no request of HTTP could be read, or the carrier is another. */
  readonly http: HttpRequestRecord | undefined;
  /** Undefined: no login was begun. */
  readonly login: LoginRecord | undefined;
  /** The names that the client gave of itself; undefined: it gave none. */
  readonly claimed: ClaimRecord | undefined;
  /** The side that decided about the user; undefined: the server is in no domain, or it did not come to that. */
  readonly authority: AuthorityRecord | undefined;
  /** The mechanism's record of the exchange, with fields of its own; undefined: no message of the mechanism came. */
  readonly proof: ProofRecord | undefined;
  /** The user, guest or anonymous client; undefined: the login was not accepted. */
  readonly identity: IdentityRecord | undefined;
  /** Undefined: the login was not accepted. */
  readonly protection: ProtectionRecord | undefined;
  /** Every check in its order; after a failed one, those that were not reached. */
  readonly checks: readonly CheckRecord[];
  /** The scripted faults that happened to the connection before the login, and to the login, in their order. */
  readonly faults: readonly FaultRecord[];
  /** Events after the verdict: `TREE_CONNECT share granted`, `the client left`, … */
  readonly next: readonly string[];
  /**
   * The number of attempts of this kind on the connection so far, this one included. An attempt in which the client
   * named a user always has its own record, and the count is 1; others have one each up to the tenth.
   */
  readonly count: number;
  /** The number of other events on the connection without a record since the last one. */
  readonly omitted: number;
}

/** A scripted fault that happened. */
export interface FaultRecord {
  /** The name of the fault. */
  readonly name: string;
  /** The step at which it happened. */
  readonly step: string;
  /** Its effect in words, such as `status STATUS_ACCESS_DENIED`. */
  readonly effect: string;
}

/** NEGOTIATE, by name. */
export interface NegotiationRecord {
  /** Names in the order of the client, such as `3.1.1`, or hexadecimal; at most 64. Strings where SMB1 asked. */
  readonly offeredDialects: readonly string[];
  /** The dialect that was chosen; undefined: none. */
  readonly dialect: string | undefined;
  /** ClientGuid: the 16 bytes as sent, in hexadecimal with dashes. */
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

/** The exchange of tokens, by its carrier. */
export type LoginRecord =
  SmbLoginRecord | PipeLoginRecord | RpcLoginRecord | CredSspLoginRecord | HttpLoginRecord;

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
  /** The user, guest or anonymous client of that session. */
  readonly opener: IdentityRecord;
}

/** SPNEGO, or a mechanism without it. */
export interface TokensRecord {
  /** Names of the mechanisms in the client's order, each once; without SPNEGO, the mechanism of the token. */
  readonly offeredMechanisms: readonly string[];
  /** Whether SPNEGO carried the tokens. */
  readonly spnego: boolean;
  /** Whether a token of the client's first mechanism came with its list, such as a ticket of Kerberos. */
  readonly optimisticToken: boolean;
  /** The mechanism that was chosen; undefined: none. */
  readonly mechanism: string | undefined;
  /** The mechanism as Samba's audit calls it, such as `NTLMSSP`. */
  readonly authDescription: string | undefined;
  /** The client's MIC over its list of mechanisms (RFC 4178 5); undefined: it did not come to that. */
  readonly mechListMic: 'valid' | 'invalid' | 'absent' | 'unverifiable' | undefined;
}

/** The names that a client gives of itself, as it sent them; a password in one of them is masked. */
export interface ClaimRecord {
  /** The user name; empty: none was sent, or not yet. */
  readonly user: string;
  /** The user's domain or realm; empty: it names none. */
  readonly domain: string;
  /** The client's own name; empty: it names none. */
  readonly workstation: string;
}

/** The side that decides about a user of a server in a domain, and the answer of the controller. */
export interface AuthorityRecord {
  /** The accounts of this server, or a controller of its domain. */
  readonly asked: 'local' | 'domain';
  /** NetBIOS name of the server's domain. */
  readonly domain: string;
  /** The rule that told whom to ask, as a sentence. */
  readonly because: string;
  /** The controller that answered; undefined: none did, or none was asked. */
  readonly controller: string | undefined;
  /** Name of the controller's NTSTATUS, or its number; undefined: it gave none, as for a right response. */
  readonly status: string | undefined;
  /** The cause in words; undefined: there is nothing to add. */
  readonly cause: string | undefined;
}

/** Signing and encryption of the session, and the protection of the client's first request. */
export interface ProtectionRecord {
  /** `required`: every request must be signed; `none`: the session has no key. */
  readonly signing: 'required' | 'optional' | 'none';
  /** `required`: every request must be encrypted; `none`: it has no key, or the connection no cipher. */
  readonly encryption: 'required' | 'offered' | 'none';
  /** The protection of the first request after the login; undefined: none came. */
  readonly used: 'none' | 'signed' | 'encrypted' | undefined;
}
