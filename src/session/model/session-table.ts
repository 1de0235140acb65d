import type { SessionEnded } from '../../facts/smb.js';
import type { Runtime } from '../../runtime/runtime.js';
import { Backlog } from '../../runtime/backlog.js';
import type { Connection } from './connection.js';
import type { Closing } from './open-table.js';
import { type LoginExchange, Session } from './session.js';

/** SessionId 0 means "no session", and -1 is reserved ([MS-SMB2] 3.3.5.5.1). */
const INVALID_SESSION_ID = 0xffff_ffff_ffff_ffffn;

/** GlobalSessionTable: every session of the server, and the only place where sessions begin and end. */
export class SessionTable {
  /** Opens that sessions left behind. */
  readonly closings = new Backlog<Closing>(({ close }) => close());
  readonly #sessions = new Map<bigint, Session>();
  readonly #runtime: Runtime;
  #repetitions = 0n;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
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
   * Ends a session everywhere: its opens and trees are closed, every channel forgets it, and whatever is still being
   * computed for it finds it gone ([MS-SMB2] 3.3.5.6, 3.3.5.5.3).
   */
  remove(session: Session, connection: Connection, why: SessionEnded['why'] | 'login-failed'): void {
    const { established, login } = session;
    session.state = { at: 'closed' };
    // The login that failed has its verdict; another one in progress has nothing left to log in to.
    login?.recorder.abandoned();
    this.#sessions.delete(session.id);
    connection.sessions.delete(session.id);
    if (established === undefined) return;
    const channels = [...established.channels];
    established.channels.clear();
    // Requests that wait on an open end with its status; those that still wait then are cancelled.
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

  /** The connection is gone ([MS-SMB2] 3.3.7.1): sessions that live on another channel lose this one only. */
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
   * Two draws of 64 random bits never meet. Where they do, the random source repeats itself, as one of a test may: no
   * second draw would help, so the id is moved on by the number of times this has happened.
   */
  #unusedId(): bigint {
    const drawn = this.#runtime.randomBytes(8).readBigUInt64LE();
    let id = drawn;
    while (id === 0n || id === INVALID_SESSION_ID || this.#sessions.has(id)) {
      id = BigInt.asUintN(64, drawn + ++this.#repetitions);
    }
    return id;
  }
}

function cancelPending(connection: Connection, session: Session): void {
  for (const pending of connection.asyncRequests.values()) if (pending.session === session) pending.cancel();
}
