import { loopTurns, type Turns, type Work } from '../runtime/turns.js';

/** Turns for the messages of one server. No message is begun while the records about earlier ones are behind. */
export class MessageTurns {
  readonly #isBehind: () => boolean;
  readonly #turns: Turns;
  /** Work postponed to the next turn of the event loop. */
  #postponed: [asker: object | string, work: Work][] = [];

  /** @param isBehind whether the records about earlier messages take longer than a turn of the event loop */
  constructor(isBehind: () => boolean, turns = loopTurns) {
    this.#isBehind = isBehind;
    this.#turns = turns;
  }

  /**
   * Does a piece of an asker's work when there is time, and again in its turn as long as it returns true.
   *
   * @param asker the connection, or the address of strangers that share a turn
   */
  take(asker: object | string, work: Work): void {
    this.#turns.take(['messages', asker], () => {
      if (!this.#isBehind()) return work();
      this.#postpone(asker, work);
      return false;
    });
  }

  #postpone(asker: object | string, work: Work): void {
    if (this.#postponed.push([asker, work]) > 1) return;
    setImmediate(() => {
      const postponed = this.#postponed;
      this.#postponed = [];
      for (const one of postponed) this.take(...one);
    });
  }
}
