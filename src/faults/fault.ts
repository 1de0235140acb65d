import type { DialectName } from '../protection/dialect.js';
import type { FaultAction } from './action.js';
import type { FaultStep } from './steps.js';

export type { FaultAction } from './action.js';
export type { FaultStep } from './steps.js';

/** A scripted deviation from what the server would do: when it happens, and what happens then. Plain data. */
export interface Fault {
  /** The name in records, by which it can be removed; unique among the faults of a server. Default: made of `what`. */
  readonly name?: string;
  /** When it happens. */
  readonly when: FaultCondition;
  /** The effects; several actions of one fault happen together. */
  readonly what: FaultAction | readonly FaultAction[];
}

/** When a fault happens: at a step, where everything that is named holds. */
export interface FaultCondition {
  /** The step, by its name in {@link faultSteps}. */
  readonly step: FaultStep;
  /** The dialect of the connection. */
  readonly dialect?: DialectName;
  /** Name of the account that is logged in, or about to be; compared without case. */
  readonly user?: string;
  /** Name of the share that the request is about; compared without case. */
  readonly share?: string;
  /** The client’s IP address. */
  readonly client?: string;
  /** Number of the connection, from 1 in the life of the server, over all carriers. */
  readonly connection?: number;
  /** Number of the request within its login, from 1. */
  readonly leg?: number;
  /** How many matches pass before the first one counts; default 0. */
  readonly after?: number;
  /** Every so manyth of the matches that count; default 1. */
  readonly every?: number;
  /** How often it happens at most; default: always. */
  readonly times?: number;
}
