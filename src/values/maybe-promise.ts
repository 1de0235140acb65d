import { isThenable } from './realm.js';

/** A value, or a promise of it where something waits. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Goes on with a value at once, or later with that of a promise. A chain that nothing waits in costs no turn of the
 * microtask queue.
 *
 * @returns what `next` returns, or a promise of it; an error of either is thrown or rejected
 */
export function whenKnown<T, Next>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<Next>,
): MaybePromise<Next> {
  // The `then` of a library may return nothing, or call back twice; a promise of ours is taken as it is.
  return isThenable(value) ? Promise.resolve<T>(value).then(next) : next(value);
}
