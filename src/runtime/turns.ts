import { performance } from 'node:perf_hooks';
import { isError } from '../values/realm.js';
import { FairQueue } from './fair-queue.js';

/** Milliseconds of one turn of the event loop that all work in pieces shares. */
const TURN_MILLISECONDS = 10;

/** Milliseconds of a turn in which a connection was accepted, and of the next one. */
const HASTY_MILLISECONDS = 1;

/**
 * Does one piece of work, synchronously, in a few milliseconds at most.
 *
 * @returns whether there is more of it; must not throw
 */
export type Work = () => boolean;

interface Waiting {
  readonly asker: readonly unknown[];
  readonly work: Work;
}

/**
 * Divides the turns of the event loop among all work that comes in pieces. Askers take turns, and a turn ends when its
 * time is over. However much work one asker has, the pieces of the others run in between, and so do timers and sockets.
 */
export class Turns {
  readonly #monotonic: () => number;
  /** The work that waits while no other does. It is often the only one, and needs no queue. */
  #first: Waiting | undefined;
  readonly #behind = new FairQueue<Waiting>();
  #running = false;
  /** Monotonic milliseconds; undefined until work begins in a turn. */
  #turnEndsAt: number | undefined;
  /** The next turn is short. */
  #hasty = false;
  readonly #endTurn = (): void => {
    this.#turnEndsAt = undefined;
  };

  /** @param monotonic milliseconds on a clock that never jumps */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /**
   * Does the first piece at once if no other asker waits and there is time in this turn; the other pieces follow in the
   * asker's turns.
   *
   * @param asker from the outermost group inwards: groups take turns, and so do those within a group
   */
  take(asker: readonly unknown[], work: Work): void {
    if (this.#running) {
      this.#wait({ asker, work });
      return;
    }
    this.#running = true;
    if (this.#turnIsOver() || work()) this.#wait({ asker, work });
    if (this.#first === undefined) this.#running = false;
    else void this.#run();
  }

  /**
   * Makes this turn and the next one short: something arrived of which the event loop takes one in each turn, and more
   * may wait.
   */
  hasten(): void {
    this.#hasty = true;
    if (this.#turnEndsAt === undefined) return;
    this.#turnEndsAt = Math.min(this.#turnEndsAt, this.#monotonic() + HASTY_MILLISECONDS);
  }

  /** Milliseconds that are left of this turn, for a piece that is to do as much as there is time for. */
  get left(): number {
    const now = this.#monotonic();
    return Math.max(this.#endOfTurn(now) - now, 0);
  }

  /** Computes a result in one piece. */
  compute<T>(asker: readonly unknown[], piece: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.take(asker, () => {
        try {
          resolve(piece());
        } catch (error) {
          reject(isError(error) ? error : new Error('a piece of work failed', { cause: error }));
        }
        return false;
      });
    });
  }

  async #run(): Promise<void> {
    for (;;) {
      // A piece may continue in promises; their time counts as well.
      await settled;
      while (this.#turnIsOver()) await nextTurn();
      const next = this.#first ?? this.#behind.take();
      if (next === undefined) break;
      this.#first = undefined;
      if (next.work()) this.#wait(next);
    }
    this.#running = false;
  }

  #wait(waiting: Waiting): void {
    if (this.#first === undefined && this.#behind.empty) this.#first = waiting;
    else this.#behind.add(waiting.asker, waiting);
  }

  #turnIsOver(): boolean {
    const now = this.#monotonic();
    return now >= this.#endOfTurn(now);
  }

  #endOfTurn(now: number): number {
    if (this.#turnEndsAt === undefined) {
      this.#turnEndsAt = now + (this.#hasty ? HASTY_MILLISECONDS : TURN_MILLISECONDS);
      this.#hasty = false;
      setImmediate(this.#endTurn);
    }
    return this.#turnEndsAt;
  }
}

/**
 * The turns of this process, which has one event loop, by the real clock: a clock that a test holds measures no work.
 */
export const loopTurns = new Turns(() => performance.now());

/** A promise that is kept already: one for all, since a turn waits for one at each piece. */
const settled = Promise.resolve();

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
