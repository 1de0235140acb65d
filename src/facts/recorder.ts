import type { NtStatus } from '../constants/nt-status.js';
import type { Report } from './fact.js';
import type { IdentityRecord } from './identity.js';
import type { RpcProtection } from './rpc.js';

/**
 * Takes the facts of a server. The session layer calls it as it works:
 *
 * ```
 * const connection = recorder.connectionOpened({ id, remote, local });
 * connection.report(fact);                       // NEGOTIATE and other facts outside a login
 * const login = connection.loginBegan({ carrier: 'smb', purpose, sessionId, … });
 * mechanism.createAcceptor({ report: login.report, … });   // the acceptors' facts and checks
 * login.finished({ outcome: 'accepted', … });    // once, with the final SESSION_SETUP response
 * login.report({ kind: 'tree-connect', … });     // later facts of the session, as long as it lives
 * connection.closed({ by: 'client', how: 'closed' });
 * ```
 *
 * No call throws, waits, or builds text. Calls after `closed`, and a second `finished`, are ignored.
 */
export interface Recorder {
  /** A connection was accepted. The result takes the facts of the connection. */
  connectionOpened(info: ConnectionInfo): ConnectionRecorder;
}

/** One connection. */
export interface ConnectionRecorder {
  /** For facts outside a login: negotiation, limits, violations. */
  readonly report: Report;
  /** With the first token of a login; each of several interleaved logins has its own recorder. */
  loginBegan(info: LoginInfo): LoginRecorder;
  /** Ends every login that is still open. A connection on which none began is an attempt itself. */
  closed(end: ConnectionEnd): void;
}

/** One login and the session, or the RPC connection, that it made. */
export interface LoginRecorder {
  /** The number under which records have the login; absent: nobody counts. */
  readonly attempt?: number;
  /** Takes the facts of the acceptors until the verdict, and of the session's requests after it. */
  readonly report: Report;
  /** Called with the final answer, such as the final SESSION_SETUP response. */
  finished(verdict: LoginVerdict): void;
  /** Called instead of `finished` if the session or the pipe of the login has ended. */
  abandoned(): void;
}

/** A login that something inside a session carries, such as a pipe. */
export interface CarriedLogin extends LoginRecorder {
  /**
   * True once the connection of the login has ended. The login must stop then, because its verdict would be ignored.
   */
  readonly lost: boolean;
  /** That connection; absent: there is none to tell. */
  readonly connection?: ConnectionInfo;
  /** Aborted once that connection has ended; absent: nothing tells. */
  readonly signal?: AbortSignal;
}

/** The client of a pipe: the connection on which its answers leave, and its user. */
export interface PipeClient {
  /** The connection on which its next answer leaves. */
  readonly connection: ConnectionInfo;
  /** Takes facts of its session. */
  readonly report: Report;
  /** Account of the session; absent: it has none. */
  readonly user?: string;
}

/** An end of a connection. */
export interface Endpoint {
  /** An IP address as text. */
  readonly address: string;
  /** A TCP port. */
  readonly port: number;
}

/** The protocol of a listener: SMB; CredSSP, bare or inside RDP; HTTP, in the clear or over TLS; RPC over TCP. */
export type Carrier = 'smb' | 'credssp' | 'http' | 'https' | 'rpc';

/** A connection that was accepted. */
export interface ConnectionInfo {
  /** The protocol of the listener that accepted it. */
  readonly carrier: Carrier;
  /** Counts from 1; unique in the server's life. */
  readonly id: number;
  /** The client's end. */
  readonly remote: Endpoint;
  /** The server's end; where a balancer passed the client on, the end to which the client connected. */
  readonly local: Endpoint;
  /** The end of the balancer whose PROXY header named the client; absent: the client connected itself. */
  readonly via?: Endpoint;
}

/** The ends of a connection. */
export type Endpoints = Pick<ConnectionInfo, 'remote' | 'local' | 'via'>;

/** The beginning of a login, by its carrier. */
export type LoginInfo = SmbLoginInfo | PipeLoginInfo | RpcLoginInfo | CredSspLoginInfo | HttpLoginInfo;

/** The first SESSION_SETUP request of a login ([MS-SMB2] 2.2.5). */
export interface SmbLoginInfo {
  readonly carrier: 'smb';
  /** A session of its own, a new proof for a valid session, or a further connection for one ([MS-SMB2] 3.3.5.5). */
  readonly purpose: 'new' | 'reauthentication' | 'binding';
  /** SessionId of the header; 0 asks for a new session. */
  readonly sessionId: bigint;
  /** PreviousSessionId: the session that this one replaces once the login is accepted; 0: none. */
  readonly previousSessionId: bigint;
  /** SMB2_NEGOTIATE_SIGNING_ENABLED (1), SMB2_NEGOTIATE_SIGNING_REQUIRED (2). */
  readonly securityMode: number;
}

/** The first token of an RPC bind or alter_context on a pipe ([MS-RPCE] 3.3.1.5.2.1). */
export interface PipeLoginInfo {
  readonly carrier: 'pipe';
  /** Name below `\PIPE\`, such as `srvsvc`. */
  readonly pipe: string;
  /** The session in which the pipe is open. */
  readonly sessionId: bigint;
  /** The user, guest or anonymous client of that session. */
  readonly opener: IdentityRecord;
}

/** The first token of an RPC bind or alter_context over TCP ([MS-RPCE] 3.3.1.5.2.1). */
export interface RpcLoginInfo {
  readonly carrier: 'rpc';
  /** The interface that the bind asks for first: its name, such as `lsarpc`, or else its UUID. */
  readonly interface: string;
}

/** The first TSRequest of a connection ([MS-CSSP] 2.2.1). */
export interface CredSspLoginInfo {
  readonly carrier: 'credssp';
  /** The version of the request, as the client sent it; 0: it could not be read. */
  readonly version: number;
  /** Whether RDP's negotiation went before ([MS-RDPBCGR] 5.4.2.1). */
  readonly rdp: boolean;
}

/** The first request with a token (RFC 4559 4). */
export interface HttpLoginInfo {
  /** `https`: over TLS. */
  readonly carrier: 'http' | 'https';
  /** The scheme of its Authorization. */
  readonly scheme: 'Negotiate' | 'NTLM';
  /** Whether the server acts as a proxy, so that the token came in Proxy-Authorization. */
  readonly proxy: boolean;
  /** Such as `GET`. */
  readonly method: string;
  /** The target of the request as sent, only its beginning if it is long. */
  readonly target: string;
  /** User-Agent as sent, only its beginning if it is long; empty: none. */
  readonly userAgent: string;
}

/** Refusals of a login that no acceptor makes. */
export type SessionRejection =
  | 'encryption-required'
  | 'binding-refused'
  /** A connection cannot join a session of another worker process. */
  | 'session-elsewhere'
  /** The client's earlier session is one of another worker process, which could not be told to end it. */
  | 'previous-session-kept'
  /** The client has a connection in another dialect. */
  | 'dialect-changed'
  | 'request-malformed'
  | 'limit-reached'
  /** A decision at the way out changed the answer. */
  | 'answered-otherwise';

/** How a login ended. */
export type LoginVerdict =
  | {
      readonly outcome: 'accepted';
      readonly identity: IdentityRecord;
      /** SessionFlags of the response ([MS-SMB2] 2.2.6). */
      readonly sessionFlags: number;
      /** Session.SigningRequired. */
      readonly signingRequired: boolean;
      /** Session.EncryptData. */
      readonly encryptData: boolean;
    }
  /** In an RPC bind. */
  | {
      readonly outcome: 'accepted';
      readonly identity: IdentityRecord;
      /** The protection of each request and response from then on. */
      readonly protection: RpcProtection;
    }
  /** In CredSSP or HTTP. */
  | {
      readonly outcome: 'accepted';
      readonly identity: IdentityRecord;
      /** The protection of the connection itself. */
      readonly channel: 'clear' | 'tls';
    }
  | {
      readonly outcome: 'rejected';
      /** A code of the acceptor's, which may be one of its mechanism alone, or a {@link SessionRejection}. */
      readonly reason: string;
      /**
       * The status of the SESSION_SETUP response; RPC answers a bind_nak or a fault instead, without an NTSTATUS.
       * Absent: the client got no status.
       */
      readonly status?: NtStatus;
      /** The fault in words, for refusals that no acceptor makes. */
      readonly detail?: string;
    };

/** The side that ended a connection, and why. */
export type ConnectionEnd =
  | { readonly by: 'client'; readonly how: 'closed' | 'reset' }
  | { readonly by: 'server'; readonly why: DropReason };

/** The reason why the server ends a connection. */
export type DropReason =
  /** No login can follow the answer, such as one to SMB1 or to another protocol. */
  | 'refused'
  | 'protocol-violation'
  | 'timed-out'
  | 'limit'
  | 'internal-error'
  | 'shutdown'
  /** A scripted fault. */
  | 'fault';
