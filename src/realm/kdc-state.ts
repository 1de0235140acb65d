import type { ReplaysInMemory } from '../auth/kerberos/replay-memory.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Clients } from './clients.js';
import type { PacMaker } from './pac-maker.js';
import type { States } from './states.js';
import type { Services } from './services.js';

/** Everything that the exchanges of one KDC share. */
export interface KdcState {
  /** Name of the realm, with case. */
  readonly realm: string;
  readonly clients: Clients;
  readonly services: Services;
  readonly states: States;
  readonly pacs: PacMaker;
  /** The authenticators of TGS-REQs. */
  readonly replays: ReplaysInMemory;
  readonly runtime: CheckedRuntime;
  /** Milliseconds. */
  readonly longestLife: number;
  /** Milliseconds. */
  readonly longestRenewal: number;
}

/** The difference between two clocks that is allowed, in milliseconds (RFC 4120 8.2). */
export const ALLOWED_SKEW = 300_000;
