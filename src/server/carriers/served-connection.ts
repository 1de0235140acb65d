import type { Endpoint } from '../../facts/recorder.js';
import type { Limits } from '../../session/model/policy.js';
import type { Accepted } from './carrier-connection.js';

/** A connection of any carrier, as the server counts, times and ends it. */
export interface ServedConnection {
  /** Counts from 1 in the life of the server, over all carriers. */
  readonly id: number;
  readonly remote: Endpoint;
  /** Whether a user is logged in on it. */
  readonly authenticated: boolean;
  /** How far the client came, as the predicate of a sentence: `is logged in`. */
  readonly stage: string;
  /** Ends the connection when one of its time limits is over. */
  checkTime(now: number): void;
  /** Drops the connection and its queued answers, because the server stops. */
  stop(): void;
  /** There is no place for the connection: it ends before anything of it is read. */
  turnAway(limit: keyof Limits): void;
}

/** Makes the connection of a socket that was accepted. */
export type Serve = (...accepted: Accepted) => ServedConnection;
