import type { Acceptor, Identity } from '../../auth/mechanism.js';
import type { LoginRecorder } from '../../facts/recorder.js';
import type { Connection, Negotiated } from './connection.js';
import type { SessionCipher } from '../../protection/encryption.js';
import type { SessionKeys } from '../../protection/key-schedule.js';
import type { OpenTable } from './open-table.js';
import type { PreauthHash } from '../../protection/preauth-hash.js';
import type { Signer } from '../../protection/signing.js';
import type { TreeTable } from './tree-table.js';

/** A GSS exchange in progress: of a new session, a re-authentication, or a connection that joins a session. */
export interface LoginExchange {
  readonly purpose: 'new' | 'reauthentication' | 'binding';
  /** The connection on which it began; its legs come only from there. */
  readonly connection: Connection;
  readonly recorder: LoginRecorder;
  /** 3.1.1 only, and never for a re-authentication, which keeps its keys. */
  preauth: PreauthHash | undefined;
  /** The number of requests so far. */
  legs: number;
  state: LoginState;
}

export type LoginState =
  | { readonly at: 'awaiting-leg'; readonly acceptor: Acceptor }
  /** The acceptor works on a token, or the response to it has not gone out: no further leg is accepted. */
  | { readonly at: 'in-leg' };

/** The state of an authenticated session. */
export interface Established {
  identity: Identity;
  readonly keys: SessionKeys;
  /** Session.SigningRequired; may become true by re-authentication, never false. */
  signingRequired: boolean;
  /** Session.EncryptData: requests in the clear are refused. */
  readonly encryptData: boolean;
  /** Undefined if the connection cannot encrypt, and for guests and anonymous users. */
  readonly cipher: SessionCipher | undefined;
  /** Session.ChannelList: each connection with the signer of its own signing key. */
  readonly channels: Map<Connection, Signer>;
  readonly trees: TreeTable;
  readonly opens: OpenTable;
  /** Milliseconds since 1970; undefined: never. */
  expiresAt: number | undefined;
  /** The recorder of the latest login; it takes the session's further facts. */
  recorder: LoginRecorder;
  /** 3.1.1: the hash that the keys were derived from, kept for the post-mortem of a wrong signature. */
  readonly preauth: PreauthHash | undefined;
  /** 3.1.1: the final SESSION_SETUP response, which is not part of that hash; clients add it by mistake. */
  setupResponse: Buffer | undefined;
  /** True once a wrong signature was reported with the material to explain it. */
  wrongSignatureExplained: boolean;
  /** True once a request after the login passed all checks. */
  firstRequestReported: boolean;
}

/**
 * Session.State with the data that exists in it. `login` beside an established session is a re-authentication under
 * way.
 */
export type SessionState =
  | { readonly at: 'in-progress'; readonly login: LoginExchange }
  | { readonly at: 'valid'; readonly established: Established; readonly login?: LoginExchange }
  | { readonly at: 'expired'; readonly established: Established; readonly login?: LoginExchange }
  | { readonly at: 'closed' };

/** A session ([MS-SMB2] 3.3.1.8). Properties of the first connection that bind later ones are copied here. */
export class Session {
  readonly id: bigint;
  readonly dialect: number;
  readonly clientGuid: Buffer;
  /** CipherId of the connection it was set up on; 0: none. */
  readonly cipherId: number;
  /** SigningAlgorithmId of that connection. */
  readonly signingAlgorithm: number;
  state: SessionState;
  /** Monotonic milliseconds of its first request and of its latest: Session.CreationTime and Session.IdleTime. */
  readonly startedAt: number;
  usedAt: number;

  constructor(
    id: bigint,
    origin: Pick<Negotiated, 'dialect' | 'clientGuid' | 'cipherId' | 'signingAlgorithm'>,
    login: LoginExchange,
    now: number,
  ) {
    this.id = id;
    this.dialect = origin.dialect;
    this.clientGuid = origin.clientGuid;
    this.cipherId = origin.cipherId;
    this.signingAlgorithm = origin.signingAlgorithm;
    this.state = { at: 'in-progress', login };
    this.startedAt = now;
    this.usedAt = now;
  }

  /** The authenticated state; undefined before authentication and after the end. */
  get established(): Established | undefined {
    switch (this.state.at) {
      case 'valid':
      case 'expired':
        return this.state.established;
      case 'in-progress':
      case 'closed':
        return undefined;
    }
  }

  /** The GSS exchange in progress on the session itself; `Connection.loginUnderWay` knows bindings too. */
  get login(): LoginExchange | undefined {
    return this.state.at === 'closed' ? undefined : this.state.login;
  }

  /** Gives up a re-authentication in progress; the session stays as it was. */
  giveUpReauthentication(): void {
    const { at } = this.state;
    if (at === 'valid' || at === 'expired') this.state = { at, established: this.state.established };
  }
}
