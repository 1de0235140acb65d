import { isThenable } from '../../values/realm.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import { MemoryAway } from '../memory-away.js';
import type { ChallengeAnswer } from './challenge-answer.js';

/** The reason of a login that a memory could not be asked for. */
export type MemoryFailure = 'store-failed' | 'shared-state-away';

/**
 * Goes on with the answer of a memory of logins, once it has come.
 *
 * @param refused gives the result where the memory fails, which is reported
 */
export function askMemory<Told, Result>(
  answer: ChallengeAnswer,
  ask: () => MaybePromise<Told>,
  next: (told: Told) => MaybePromise<Result>,
  refused: (reason: MemoryFailure) => Result,
): MaybePromise<Result> {
  const failed = (error: unknown): Result => {
    const isAway = error instanceof MemoryAway;
    answer.report({ kind: 'login-memory-failed', error, ...(isAway && { because: error.because }) });
    answer.settings.onStoreFailure?.(error, 'login-memory');
    return refused(isAway ? 'shared-state-away' : 'store-failed');
  };
  let told: MaybePromise<Told>;
  try {
    told = ask();
  } catch (error) {
    return failed(error);
  }
  return isThenable(told) ? (told as Promise<Told>).then(next, failed) : next(told);
}
