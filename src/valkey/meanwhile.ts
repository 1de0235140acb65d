import { MemoryAway } from '../auth/memory-away.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import type { Question, StoreLink } from './link.js';

/**
 * Asks the store, and does what policy says where it is away.
 *
 * @param alone answers in its place, with what this server knows by itself; undefined: the login is refused
 * @throws MemoryAway, as a rejection, when the store is away and nobody answers in its place
 */
export async function askOrElse(
  link: StoreLink,
  question: Question,
  isAnswer: (told: number) => boolean,
  alone: (() => MaybePromise<number>) | undefined,
): Promise<number> {
  try {
    return await link.ask(question, isAnswer);
  } catch (error) {
    if (alone === undefined || !(error instanceof MemoryAway)) throw error;
    return alone();
  }
}

/** Whether a number is 0 or 1. */
export function isBit(told: number): boolean {
  return told === 0 || told === 1;
}
