import type { Runtime } from '../runtime.js';

/** Milliseconds of one turn of the event loop that go to what has arrived. */
const TURN_MILLISECONDS = 10;

/**
 * Does a piece of somebody's work, synchronously.
 *
 * @returns whether there is more of it; must not throw
 */
export type Work = () => boolean;

/**
 * Shares the turns of the event loop out among the connections of a server: piece by piece, in the order in which they
 * came, and only as long as a turn may last. Somebody who sends a thousand messages at once has them served one after
 * another, each behind one of everybody else's, and timers and new connections get their turn in between.
 */
export class Turns {
  readonly #runtime: Runtime;
  readonly #isBehind: () => boolean;
  readonly #waiting: Work[] = [];
  #running = false;
  /** Monotonic milliseconds; undefined until somebody works in a turn. */
  #turnEndsAt: number | undefined;

  /** @param isBehind whether what was done already left more to do than a turn has time for: nothing is added to it */
  constructor(runtime: Runtime, isBehind: () => boolean = () => false) {
    this.#runtime = runtime;
    this.#isBehind = isBehind;
  }

  /** Does the first piece at once if nobody else waits and there is time in this turn, and the others in their turn. */
  take(work: Work): void {
    this.#waiting.push(work);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (;;) {
      while (this.#turnIsOver() || this.#isBehind()) await nextTurn();
      const work = this.#waiting.shift();
      if (work === undefined) break;
      if (work()) this.#waiting.push(work);
      // A piece goes on in promises, whose time counts as well.
      await Promise.resolve();
    }
    this.#running = false;
  }

  #turnIsOver(): boolean {
    const now = this.#runtime.monotonic();
    if (this.#turnEndsAt === undefined) {
      this.#turnEndsAt = now + TURN_MILLISECONDS;
      setImmediate(() => (this.#turnEndsAt = undefined));
    }
    return now >= this.#turnEndsAt;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
