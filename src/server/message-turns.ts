import { loopTurns, type Turns, type Work } from '../runtime/turns.js';

/** Turns for the messages of one server. No message is begun while the records about earlier ones are behind. */
export class MessageTurns {
  readonly #isBehind: () => boolean;
  readonly #turns: Turns;
  /** Asks again, in the next turn of the event loop, for turns that had to wait for the records. */
  #postponed: (() => void)[] = [];

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
    this.placeOf(asker, work)();
  }

  /** For work that comes again and again: the result is {@link take} with this asker and this work. */
  placeOf(asker: object | string, work: Work): () => void {
    const path = ['messages', asker];
    const piece = (): boolean => {
      if (!this.#isBehind()) return work();
      this.#postpone(take);
      return false;
    };
    const take = (): void => this.#turns.take(path, piece);
    return take;
  }

  #postpone(take: () => void): void {
    if (this.#postponed.push(take) > 1) return;
    setImmediate(() => {
      const postponed = this.#postponed;
      this.#postponed = [];
      for (const again of postponed) again();
    });
  }
}
