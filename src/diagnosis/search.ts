/** Work in pieces: after each piece it yields the cost, in tries of a few hashes each. */
export type Search<Result> = Generator<number, Result, void>;

/** Does all pieces at once; for programs that serve no clients meanwhile. */
export function finish<Result>(search: Search<Result>): Result {
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}
