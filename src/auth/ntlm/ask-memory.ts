import { isThenable } from '../../values/realm.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import type { ChallengeAnswer } from './challenge-answer.js';

/**
 * Goes on with the answer of a memory of logins, once it has come.
 *
 * @param refused the result where the memory fails, which is reported
 */
export function askMemory<Told, Result>(
  answer: ChallengeAnswer,
  ask: () => MaybePromise<Told>,
  next: (told: Told) => MaybePromise<Result>,
  refused: Result,
): MaybePromise<Result> {
  const failed = (error: unknown): Result => {
    answer.report({ kind: 'login-memory-failed', error });
    answer.settings.onStoreFailure?.(error);
    return refused;
  };
  let told: MaybePromise<Told>;
  try {
    told = ask();
  } catch (error) {
    return failed(error);
  }
  return isThenable(told) ? (told as Promise<Told>).then(next, failed) : next(told);
}
