import type {
  ConnectionEnd,
  ConnectionInfo,
  ConnectionRecorder,
  Endpoint,
  Endpoints,
} from '../../facts/recorder.js';
import type { HeldBytes } from '../../runtime/held-bytes.js';
import type { ConnectionTap } from '../../facts/tap.js';
import type { PreauthHash } from '../../protection/preauth-hash.js';
import { SequenceWindow } from './sequence-window.js';
import type { ServerState } from './server-state.js';
import type { LoginExchange, Session } from './session.js';
import type { Signer } from '../../protection/signing.js';
import { unlimitedController } from './unlimited-controller.js';
import { Workload } from './workload.js';

/** The choices that NEGOTIATE settled ([MS-SMB2] 3.3.1.7). */
export interface Negotiated {
  /** Connection.Dialect, never the wildcard. */
  readonly dialect: number;
  /** 16 bytes; zero for a client that came by way of SMB1. */
  readonly clientGuid: Buffer;
  readonly clientCapabilities: number;
  readonly clientSecurityMode: number;
  /** Dialects of the request in its order; 2.0.2 alone for a client that came by way of SMB1. */
  readonly clientDialects: Uint16Array;
  /** Capabilities and SecurityMode of our response, as FSCTL_VALIDATE_NEGOTIATE_INFO repeats them. */
  readonly serverCapabilities: number;
  readonly serverSecurityMode: number;
  /** ServerGuid of our response. */
  readonly serverGuid: Buffer;
  /**
   * Connection.CipherId; under 3.0 and 3.0.2 AES-128-CCM where both sides encrypt. 0: this connection cannot encrypt.
   */
  readonly cipherId: number;
  /** Connection.SigningAlgorithmId, for every dialect. */
  readonly signingAlgorithm: number;
  /** Connection.PreauthIntegrityHashValue; 3.1.1 only. */
  preauth: PreauthHash | undefined;
  /** Connection.SupportsMultiCredit. */
  readonly multiCredit: boolean;
  /** MaxTransactSize, MaxReadSize and MaxWriteSize, in bytes. */
  readonly maxTransactSize: number;
}

/** Connection.NegotiateDialect: 0xFFFF, 0x02FF, or the dialect. */
export type Negotiation =
  | { readonly at: 'none' }
  | { readonly at: 'multi-protocol' }
  | { readonly at: 'done'; readonly result: Negotiated }
  /** The choices are kept, because a handler may still be at work after the client has left. */
  | { readonly at: 'closed'; readonly result: Negotiated | undefined };

/** The receiving half of a transport. Implemented by the socket layer. */
export interface Source {
  /** The longest payload the next frame may have. */
  limitFrames(bytes: number): void;
  /**
   * Whether the peer leaves more unread than it may. The transport calls {@link Connection.proceed} when that changes.
   */
  readonly unread: boolean;
  /** Serves the bytes that have arrived, if any. */
  proceed(): void;
}

/** A request that was answered STATUS_PENDING; CANCEL and the end of its session use it. */
export interface PendingRequest {
  readonly messageId: bigint;
  readonly session: Session | undefined;
  readonly cancel: () => void;
}

/** One TCP connection as the protocol sees it ([MS-SMB2] 3.3.1.7). Owns no socket, no timer and no handler. */
export class Connection {
  readonly id: number;
  readonly server: ServerState;
  readonly remote: Endpoint;
  readonly #endpoints: Endpoints;
  readonly recorder: ConnectionRecorder;
  readonly tap: ConnectionTap | undefined;
  /** Bytes that this connection makes the server hold, opens of its sessions included. */
  readonly held: HeldBytes;
  readonly window: SequenceWindow;
  negotiation: Negotiation = { at: 'none' };
  /** Connection.SessionTable. */
  readonly sessions = new Map<bigint, Session>();
  /**
   * Logins in progress that will, if they succeed, bind this connection to a session set up on another connection (a
   * superset of Connection.PreauthSessionTable).
   */
  readonly loginsToBind = new Map<bigint, LoginExchange>();
  /** 3.1.1: the hash and the final response of the previous login. Some clients continue its hash by mistake. */
  loginBefore: { readonly preauth: PreauthHash; readonly response: Buffer } | undefined;
  /**
   * Signers of the sessions that ended last on this connection, by SessionId. A late request is refused signed; a
   * client that requires signing would discard anything else. Most connections have none.
   */
  #formerSigners: Map<bigint, Signer> | undefined;
  /** Connection.AsyncCommandList by AsyncId. */
  readonly asyncRequests = new Map<bigint, PendingRequest>();
  readonly workload: Workload;
  /** Functions that resume compounds when the client has read its answers. */
  #untilRead: (() => void)[] | undefined;
  #lastAsyncId = 0n;
  readonly #source: Source;
  #ended: AbortController | undefined;
  /** The sending half of the transport, and the decision in front of it: `carry-out.ts` alone can open it. */
  readonly wayOut: object;
  /** Resolves with the awaited decision about an outcome; undefined: none is awaited. */
  lateDecision: Promise<void> | undefined;

  constructor(
    id: number,
    server: ServerState,
    endpoints: Endpoints,
    transport: { readonly source: Source; readonly wayOut: object },
    held: HeldBytes,
  ) {
    this.id = id;
    this.server = server;
    this.remote = endpoints.remote;
    this.#endpoints = endpoints;
    this.#source = transport.source;
    this.wayOut = transport.wayOut;
    this.held = held;
    this.workload = new Workload(held);
    const { info } = this;
    this.tap = server.tap?.connectionOpened(info);
    this.recorder = server.recorder.connectionOpened(info);
    this.window = new SequenceWindow(server.limits.credits);
  }

  /** The connection as records and faults know it. */
  get info(): ConnectionInfo {
    return { carrier: 'smb', id: this.id, ...this.#endpoints };
  }

  /** The choices that NEGOTIATE settled; only for code that runs after it. */
  get negotiated(): Negotiated {
    const negotiated = this.negotiatedOrUndefined;
    if (negotiated === undefined) throw new TypeError('the connection is not negotiated');
    return negotiated;
  }

  /** The choices that NEGOTIATE settled; undefined before it. */
  get negotiatedOrUndefined(): Negotiated | undefined {
    return 'result' in this.negotiation ? this.negotiation.result : undefined;
  }

  get closed(): boolean {
    return this.negotiation.at === 'closed';
  }

  /** A signal that is aborted once the connection is closed. */
  get signal(): AbortSignal {
    this.#ended ??= unlimitedController();
    if (this.closed) this.#ended.abort();
    return this.#ended.signal;
  }

  /** True once a session of this connection is authenticated. */
  get authenticated(): boolean {
    for (const session of this.sessions.values()) if (session.established !== undefined) return true;
    return false;
  }

  /**
   * The login in progress that concerns a session: of the session itself, or of this connection, which is to join it.
   */
  loginUnderWay(sessionId: bigint): LoginExchange | undefined {
    return this.sessions.get(sessionId)?.login ?? this.loginsToBind.get(sessionId);
  }

  /** The signer of a session that ended on this connection. */
  formerSigner(sessionId: bigint): Signer | undefined {
    return this.#formerSigners?.get(sessionId);
  }

  /** Remembers the signer of a session that has ended on this connection. */
  rememberSigner(sessionId: bigint, signer: Signer): void {
    const former = (this.#formerSigners ??= new Map());
    former.set(sessionId, signer);
    for (const oldest of former.keys()) {
      if (former.size <= FORMER_SIGNERS) break;
      former.delete(oldest);
    }
  }

  nextAsyncId(): bigint {
    return ++this.#lastAsyncId;
  }

  /** Whether the client leaves more of its answers unread than it may. */
  get unread(): boolean {
    return this.#source.unread;
  }

  /** Whether the next message may be served now. If not, it waits until `proceed` of the transport is called. */
  get mayServe(): boolean {
    return !this.unread && !this.workload.full && this.lateDecision === undefined;
  }

  /** Calls `resume` once the client has read its answers, or the connection is closed. */
  whenRead(resume: () => void): void {
    (this.#untilRead ??= []).push(resume);
  }

  /** Called when answers were read or requests answered, so that further ones may be served. */
  proceed(): void {
    if (this.#untilRead !== undefined && (this.closed || !this.unread)) {
      const resumed = this.#untilRead;
      this.#untilRead = undefined;
      for (const resume of resumed) resume();
    }
    if (this.mayServe) this.#source.proceed();
  }

  /** Sets the longest frame: short before a login is accepted, long afterwards. */
  adjustFrameLimit(): void {
    const { limits } = this.server;
    const authenticated = this.authenticated && this.negotiation.at === 'done';
    this.#source.limitFrames(
      authenticated ? this.negotiated.maxTransactSize + FRAME_OVERHEAD : limits.unauthenticatedFrameBytes,
    );
  }

  /**
   * Ends the connection's state after either side closed it ([MS-SMB2] 3.3.7.1): its requests are cancelled, and its
   * sessions end unless they have another channel. After this nothing is sent.
   */
  close(end: ConnectionEnd): void {
    if (this.closed) return;
    this.server.clients.leave(this);
    this.negotiation = { at: 'closed', result: this.negotiatedOrUndefined };
    for (const { cancel } of this.asyncRequests.values()) cancel();
    this.asyncRequests.clear();
    this.loginsToBind.clear();
    this.proceed();
    this.server.sessions.endChannels(this);
    this.sessions.clear();
    this.recorder.closed(end);
    this.tap?.closed(end);
    this.#ended?.abort();
  }
}

/**
 * Bytes that a frame may have beside MaxTransactSize: headers of a message (3.3.5.2) and of the transform around it.
 */
const FRAME_OVERHEAD = 256 + 52;

/** The most former signers that are remembered; few clients have more sessions on a connection. */
const FORMER_SIGNERS = 8;
