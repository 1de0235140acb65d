import { readU64 } from '../../bytes/index.js';
import type { SessionEnded } from '../../facts/smb.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import type { Runtime } from '../../runtime/runtime.js';
import { Backlog } from '../../runtime/backlog.js';
import { sessionsHere } from '../../shared-state/unshared.js';
import type { SharedSessions, SessionUser } from '../../shared-state/shared-state.js';
import type { Connection } from './connection.js';
import type { Closing } from './open-table.js';
import type { ServerProfile } from './server-profile.js';
import { isOfUser } from './session-user.js';
import { type LoginExchange, Session } from './session.js';

/** SessionId 0 means "no session", and -1 is reserved ([MS-SMB2] 3.3.5.5.1). */
const INVALID_SESSION_ID = 0xffff_ffff_ffff_ffffn;

/** GlobalSessionTable: every session of the server, and the only place where sessions begin and end. */
export class SessionTable {
  /** Opens of sessions that have ended, waiting to be closed. */
  readonly closings = new Backlog<Closing>(({ close }) => close());
  readonly #sessions = new Map<bigint, Session>();
  readonly #runtime: Runtime;
  readonly #idBits: number;
  readonly #shared: SharedSessions;
  #lastOpen = 0;
  #repetitions = 0n;

  /**
   * @param ids the length of a SessionId that nobody can guess
   * @param shared the sessions of other processes; default: there are none
   */
  constructor(
    runtime: Runtime,
    ids: ServerProfile['sessionIds'] = '64-bit',
    shared: SharedSessions = sessionsHere,
  ) {
    this.#runtime = runtime;
    this.#idBits = ids === '64-bit' ? 64 : 32;
    this.#shared = shared;
    shared.attend((id, user) => this.replace(id, user));
  }

  /** The next Open.FileGlobalId ([MS-SMB2] 3.3.1.10), never 0. */
  nextOpenId(): number {
    this.#lastOpen = (this.#lastOpen % 0xffff_ffff) + 1;
    return this.#lastOpen;
  }

  get size(): number {
    return this.#sessions.size;
  }

  find(id: bigint): Session | undefined {
    return this.#sessions.get(id);
  }

  /** Whether another process of the server gives out such a SessionId. */
  isElsewhere(id: bigint): boolean {
    return this.#shared.isElsewhere(id);
  }

  /** Ends the session of another process if it is the same user's. */
  replaceElsewhere(id: bigint, user: SessionUser): MaybePromise<void> {
    return this.#shared.endElsewhere(id, user);
  }

  /**
   * Ends the session that a user lost with an earlier connection ([MS-SMB2] 3.3.5.5.3, PreviousSessionId). A session of
   * somebody else goes on.
   */
  replace(id: bigint, user: SessionUser): void {
    const session = this.#sessions.get(id);
    const owner = session?.established?.identity;
    if (session === undefined || owner === undefined || !isOfUser(owner, user)) return;
    this.remove(session, undefined, 'replaced');
  }

  [Symbol.iterator](): IterableIterator<Session> {
    return this.#sessions.values();
  }

  /** Makes a session in progress under an unpredictable id ([MS-SMB2] 3.3.5.5.1). */
  create(connection: Connection, beginLogin: (id: bigint) => LoginExchange): Session {
    const id = this.#unusedId();
    const session = new Session(id, connection.negotiated, beginLogin(id), this.#runtime.monotonic());
    this.#sessions.set(id, session);
    connection.sessions.set(id, session);
    return session;
  }

  /**
   * Ends a session everywhere: its opens and trees are closed, and every channel forgets it. Handlers that still work
   * for it find that it has ended ([MS-SMB2] 3.3.5.6, 3.3.5.5.3).
   *
   * @param connection the one that a session in progress is of; an established session knows its channels
   */
  remove(
    session: Session,
    connection: Connection | undefined,
    why: SessionEnded['why'] | 'login-failed',
  ): void {
    const { established, login } = session;
    session.state = { at: 'closed' };
    // A login that failed has its verdict already; another one in progress ends here, without a session.
    login?.recorder.abandoned();
    this.#sessions.delete(session.id);
    connection?.sessions.delete(session.id);
    if (established === undefined) return;
    const channels = [...established.channels];
    established.channels.clear();
    // Closing an open ends the requests that wait on it; the others are cancelled after that.
    established.opens.closeAll();
    established.trees.clear();
    for (const [channel, signer] of channels) {
      channel.sessions.delete(session.id);
      channel.rememberSigner(session.id, signer);
      channel.adjustFrameLimit();
      cancelPending(channel, session);
    }
    if (why !== 'login-failed') established.recorder.report({ kind: 'session-ended', why });
  }

  /** Ends the channels of a closed connection ([MS-SMB2] 3.3.7.1). Sessions with another channel go on. */
  endChannels(connection: Connection): void {
    for (const session of connection.sessions.values()) {
      const established = session.established;
      established?.channels.delete(connection);
      if (established === undefined || established.channels.size === 0) {
        session.state = { at: 'closed' };
        this.#sessions.delete(session.id);
        established?.opens.closeAll();
        established?.trees.clear();
      } else if (session.login?.connection === connection) {
        session.giveUpReauthentication();
      }
    }
  }

  /**
   * Two draws of 64 random bits are never equal unless the random source repeats itself, as in tests. A second draw
   * would not help then, so the id is increased by the number of times this has happened.
   */
  #unusedId(): bigint {
    const drawn = this.#placed(readU64(this.#runtime.randomBytes(8), 0));
    let id = BigInt.asUintN(this.#idBits, drawn);
    while (id === 0n || id === INVALID_SESSION_ID || this.#sessions.has(id)) {
      id = BigInt.asUintN(this.#idBits, drawn + (++this.#repetitions << BigInt(this.#shared.placeBits)));
    }
    return id;
  }

  /** An id whose lowest bits tell this process. */
  #placed(id: bigint): bigint {
    const { placeBits, place } = this.#shared;
    return placeBits === 0 ? id : ((id >> BigInt(placeBits)) << BigInt(placeBits)) | BigInt(place);
  }
}

function cancelPending(connection: Connection, session: Session): void {
  for (const pending of connection.asyncRequests.values()) if (pending.session === session) pending.cancel();
}
