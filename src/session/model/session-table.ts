import type { SessionEnded } from '../../facts/smb.js';
import type { Runtime } from '../../runtime/runtime.js';
import { Backlog } from '../../runtime/backlog.js';
import type { Connection } from './connection.js';
import type { Closing } from './open-table.js';
import type { ServerProfile } from './server-profile.js';
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
  #lastOpen = 0;
  #repetitions = 0n;

  /** @param ids the length of a SessionId that nobody can guess */
  constructor(runtime: Runtime, ids: ServerProfile['sessionIds'] = '64-bit') {
    this.#runtime = runtime;
    this.#idBits = ids === '64-bit' ? 64 : 32;
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
   */
  remove(session: Session, connection: Connection, why: SessionEnded['why'] | 'login-failed'): void {
    const { established, login } = session;
    session.state = { at: 'closed' };
    // A login that failed has its verdict already; another one in progress ends here, without a session.
    login?.recorder.abandoned();
    this.#sessions.delete(session.id);
    connection.sessions.delete(session.id);
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
    const drawn = BigInt.asUintN(this.#idBits, this.#runtime.randomBytes(8).readBigUInt64LE());
    let id = drawn;
    while (id === 0n || id === INVALID_SESSION_ID || this.#sessions.has(id)) {
      id = BigInt.asUintN(this.#idBits, drawn + ++this.#repetitions);
    }
    return id;
  }
}

function cancelPending(connection: Connection, session: Session): void {
  for (const pending of connection.asyncRequests.values()) if (pending.session === session) pending.cancel();
}
