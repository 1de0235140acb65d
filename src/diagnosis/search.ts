/** Work that is done piece by piece: it yields after each piece what that cost, in tries of a few hashes each. */
export type Search<Result> = Generator<number, Result, void>;

/** Does all of it at once; for programs in which nobody waits meanwhile. */
export function finish<Result>(search: Search<Result>): Result {
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}
