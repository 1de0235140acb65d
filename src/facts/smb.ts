import type { NtStatus } from '../constants/nt-status.js';

/** A fact that the session layer, or the socket below it, saw or decided, in the terms of [MS-SMB2]. */
export type SmbFact =
  | OtherProtocol
  | Smb1Negotiate
  | NegotiateRequest
  | NegotiateChosen
  | NegotiateRefused
  | RequestRefused
  | NetbiosSessionRequest
  | FirstRequest
  | TreeConnect
  | SignatureInvalid
  | SignatureMissing
  | EncryptionMissing
  | SessionEnded
  | FileFailure
  | ProtocolViolation
  | LimitHit
  | InternalError;

/** The first bytes of a connection are not of the protocol that its listener serves. */
export interface OtherProtocol {
  readonly kind: 'other-protocol';
  /** The bytes that arrived first, up to 64, framing included. */
  readonly firstBytes: Buffer;
}

/** An SMB_COM_NEGOTIATE of SMB1 ([MS-SMB2] 3.3.5.3). */
export interface Smb1Negotiate {
  readonly kind: 'smb1-negotiate';
  /** Dialect strings in the client's order, such as `NT LM 0.12` and `SMB 2.???`. */
  readonly dialects: readonly string[];
  /** DialectRevision of our SMB2 answer: 0x02ff or 0x0202; undefined when no string asked for SMB2. */
  readonly answered: number | undefined;
}

/** An SMB2 NEGOTIATE request ([MS-SMB2] 2.2.3). */
export interface NegotiateRequest {
  readonly kind: 'negotiate-request';
  /** Dialect revisions in the client's order. */
  readonly dialects: readonly number[];
  /** 16 bytes. */
  readonly clientGuid: Buffer;
  /** Mask of SMB2_GLOBAL_CAP_…. */
  readonly capabilities: number;
  /** SMB2_NEGOTIATE_SIGNING_ENABLED (1), SMB2_NEGOTIATE_SIGNING_REQUIRED (2). */
  readonly securityMode: number;
  /** The negotiate contexts; before 3.1.1 only `types` is set. */
  readonly contexts: OfferedContexts;
}

/** Negotiate contexts of a 3.1.1 request ([MS-SMB2] 2.2.3.1), those that were present. */
export interface OfferedContexts {
  /** HashAlgorithms of SMB2_PREAUTH_INTEGRITY_CAPABILITIES. */
  readonly hashAlgorithms?: readonly number[];
  /** CipherIds of SMB2_ENCRYPTION_CAPABILITIES, in order of preference. */
  readonly ciphers?: readonly number[];
  /** Ids of SMB2_SIGNING_CAPABILITIES, in order of preference. */
  readonly signingAlgorithms?: readonly number[];
  /** Ids of SMB2_COMPRESSION_CAPABILITIES. */
  readonly compressionAlgorithms?: readonly number[];
  /** SMB2_NETNAME_NEGOTIATE_CONTEXT_ID: the host name the user typed. */
  readonly netname?: string;
  /** ContextType of every context in order, known or not. */
  readonly types: readonly number[];
}

/** The contents of the NEGOTIATE response ([MS-SMB2] 3.3.5.4). */
export interface NegotiateChosen {
  readonly kind: 'negotiate-chosen';
  /** DialectRevision, never a wildcard. */
  readonly dialect: number;
  /** HashAlgorithm, CipherId and SigningAlgorithmId of 3.1.1; CipherId 2 (or 1) under 3.0.x with encryption. */
  readonly hashAlgorithm?: number;
  /** CipherId; absent: none. */
  readonly cipher?: number;
  /** SigningAlgorithmId; absent: that of the dialect. */
  readonly signingAlgorithm?: number;
  /** The policy of the server. */
  readonly signing: 'enabled' | 'required';
  /** The policy of the server. */
  readonly encryption: 'off' | 'enabled' | 'required';
}

/** A NEGOTIATE that no login can follow. */
export interface NegotiateRefused {
  readonly kind: 'negotiate-refused';
  /** The rule that was broken. */
  readonly why: 'no-common-dialect' | 'context-invalid';
  /** The status of the answer. */
  readonly status: NtStatus;
  /** The section of the rule, such as `[MS-SMB2] 3.3.5.4`. */
  readonly section: string;
  /** The faulty field or context, in words. */
  readonly detail: string;
}

/** A request without a session on its connection. */
export interface RequestRefused {
  readonly kind: 'request-refused';
  /** Command of the SMB2 header. */
  readonly command: number;
  /** SessionId of the request; 0: it names none. */
  readonly sessionId: bigint;
  /** The status of the answer. */
  readonly status: NtStatus;
}

/** A NetBIOS session request (RFC 1002 4.3.2): only clients of port 139 begin with it. */
export interface NetbiosSessionRequest {
  readonly kind: 'netbios-session-request';
}

/** The first request after the login that passed every check of protection. Reported once for a login. */
export interface FirstRequest {
  readonly kind: 'first-request';
  /** Command of the SMB2 header. */
  readonly command: number;
  /** How the request was protected. */
  readonly protection: 'none' | 'signed' | 'encrypted';
}

/** A TREE_CONNECT that was answered ([MS-SMB2] 3.3.5.7). */
export interface TreeConnect {
  readonly kind: 'tree-connect';
  /** The path as asked: `\\host\share`. */
  readonly path: string;
  /** The share's part of the path, up to a further separator; empty when the path has none. */
  readonly share: string;
  /** The text behind the share in the path, without its separator. TREE_CONNECT has no place for it. */
  readonly folder?: string;
  /** The status of the answer. */
  readonly status: NtStatus;
  /**
   * A reason that the status does not tell. `encryption-required`: the user may use the share, but the client cannot
   * encrypt. `share-failed`: a program's own share did not answer what the user may do.
   */
  readonly why?: 'encryption-required' | 'share-failed';
  /** Set for a granted tree. */
  readonly granted?: {
    readonly treeId: number;
    readonly type: 'disk' | 'pipe';
    readonly maximalAccess: number;
    readonly encrypted: boolean;
  };
}

/** A request whose signature does not verify ([MS-SMB2] 3.3.5.2.4). */
export interface SignatureInvalid {
  readonly kind: 'signature-invalid';
  /** Command of the SMB2 header. */
  readonly command: number;
  /** The input of the post-mortem; present for the first failure of a session only. It stays in memory. */
  readonly material?: SignatureMaterial;
}

/** The input of a signature, on which known mistakes are tried. Secret: never print it. */
export interface SignatureMaterial {
  /** The message as it arrived, from its header to its end, signature in place. */
  readonly message: Buffer;
  /** DialectRevision. */
  readonly dialect: number;
  /** SigningAlgorithmId ([MS-SMB2] 2.2.3.1.7): 0 HMAC-SHA256, 1 AES-CMAC, 2 AES-GMAC. */
  readonly signingAlgorithm: number;
  /** Session.SessionKey: 16 bytes. */
  readonly sessionKey: Buffer;
  /** The key we verified with. */
  readonly signingKey: Buffer;
  /**
   * 3.1.1: the pre-auth integrity hash after each message of the login, oldest first, from the 64 zero bytes to the
   * value that the keys were derived from. Empty otherwise.
   */
  readonly preauthHashes: readonly Buffer[];
  /** 3.1.1: the hashes of a client that continued from an earlier login on the connection, which is a mistake. */
  readonly preauthHashesCarriedOn?: readonly Buffer[];
  /** 3.1.1: the hash with the final response added, which no key is derived from. */
  readonly preauthHashWithResponse?: Buffer;
}

/** An unsigned request where signing is required ([MS-SMB2] 3.3.5.2.4, 3.3.5.7). */
export interface SignatureMissing {
  readonly kind: 'signature-missing';
  /** Command of the SMB2 header. */
  readonly command: number;
  /** The side that required it; `dialect`: a 3.1.1 TREE_CONNECT is always protected. */
  readonly requiredBy: 'server' | 'client' | 'dialect';
}

/** A request in the clear on a session or share that is encrypted ([MS-SMB2] 3.3.5.2.11, 3.3.5.7). */
export interface EncryptionMissing {
  readonly kind: 'encryption-missing';
  /** Command of the SMB2 header. */
  readonly command: number;
  /** The object that demands encryption. */
  readonly scope: 'session' | 'share';
}

/** A session has ended; the connection may go on. */
export interface SessionEnded {
  readonly kind: 'session-ended';
  /** `replaced`: another login named it as its PreviousSessionId. */
  readonly why: 'logoff' | 'expired' | 'replaced' | 'reauthentication-failed';
}

/** A request for a file or directory of a share that failed, with login and tree connect behind it. */
export interface FileFailure {
  readonly kind: 'file-failure';
  /** Command of the SMB2 header. */
  readonly command: number;
  /** Name of the share. */
  readonly share: string;
  /** The path below the share, only its beginning if it is long; empty for the root. */
  readonly path: string;
  /** The status of the answer. */
  readonly status: NtStatus;
  /** Whether the request would have changed something. */
  readonly changes: boolean;
  /** Whether the share lets this user change anything. */
  readonly writable: boolean;
  /** The operating system's error code, such as `EACCES`, if the system refused. */
  readonly systemCode?: string;
}

/** A request that breaks a rule of the protocol. */
export interface ProtocolViolation {
  readonly kind: 'protocol-violation';
  /** Stable code of the rule, such as `second-negotiate`. */
  readonly code: string;
  /** The section of the rule, such as `[MS-SMB2] 3.3.5.3.1`. */
  readonly section: string;
  /** Details of the request, in words. */
  readonly detail?: string;
  /** The error answered; absent: the connection was dropped without an answer. */
  readonly status?: NtStatus;
}

/** One of the server's limits was reached. */
export interface LimitHit {
  readonly kind: 'limit-hit';
  /** Name of the option, such as `connectionsPerAddress`. */
  readonly limit: string;
  /** The value of the limit that was reached. */
  readonly value: number;
}

/** A fault of the server; the connection is closed. */
export interface InternalError {
  readonly kind: 'internal-error';
  /** The message of the error; its stack is in the log. */
  readonly message: string;
}
