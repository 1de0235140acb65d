import type { Carrier } from '../facts/recorder.js';
import type { Session } from '../session/model/session.js';
import type { Listeners } from './carriers/listeners.js';

/** The connections and sessions of a server at one moment. */
export interface ServerLoad {
  /** Open connections by carrier, for each that is listened for; those that owe a PROXY header are left out. */
  readonly connections: Readonly<Partial<Record<Carrier, number>>>;
  /** Connections that were made since the server was, over all carriers; those that found no place are among them. */
  readonly connected: number;
  /** Sessions of SMB that have a user, a guest or an anonymous client. */
  readonly sessions: number;
  /** Sessions of SMB whose first login is in progress. */
  readonly beginning: number;
}

/** Counts what a server holds. */
export function serverLoad(
  { open, connected }: Pick<Listeners, 'open' | 'connected'>,
  sessions: Iterable<Session>,
): ServerLoad {
  let [established, beginning] = [0, 0];
  // A session has a user from the end of its first login on.
  for (const session of sessions) {
    if (session.established === undefined) beginning++;
    else established++;
  }
  return { connections: open, connected, sessions: established, beginning };
}
