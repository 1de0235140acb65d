import type { Difference } from './difference.js';

/** One connection of a recording, as it went when it was played again. */
export interface ConnectionReport {
  /** Its number in the recording. */
  readonly connection: number;
  /** Messages of the other side in the recording. */
  readonly recorded: number;
  /** Messages that were compared. */
  readonly compared: number;
  /** Messages that were not as recorded. */
  readonly unequal: number;
  /** The first of them; undefined: there was none. */
  readonly first: FoundDifference | undefined;
  /** Everything that did not happen as it was recorded, besides messages that differ, in sentences. */
  readonly faults: readonly string[];
  /** Everything else that a reader should know, in sentences. */
  readonly notes: readonly string[];
}

/** Whether the connection went as it was recorded, as far as it could be compared. */
export function isAsRecorded({ first, faults }: ConnectionReport): boolean {
  return first === undefined && faults.length === 0;
}

/** A difference and its place. */
export interface FoundDifference extends Difference {
  /** Number of the message among those of its side of the connection, from 1. */
  readonly number: number;
}

/** The difference in a sentence. */
export function differenceSentence({ number, message, field, expected, got }: FoundDifference): string {
  return `message ${number}, ${message}: ${field} is ${got}; recorded: ${expected}`;
}
