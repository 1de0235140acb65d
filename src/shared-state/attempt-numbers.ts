/** Numbers that a process takes at once. */
export const BLOCK = 1000;

/** Numbers of attempts in case that the owner is silent while a process uses up two blocks: above all blocks. */
const SPARE_FROM = 2 ** 40;
const SPARES = 2 ** 32;

/** The first spare number of a process; each process that ever joined has its own. */
export function firstSpare(joined: number): number {
  return SPARE_FROM + joined * SPARES;
}

/** Gives out the blocks of all processes. */
export class AttemptBlocks {
  #next = 1;

  /** The first number of a block that nobody else has. */
  take(): number {
    const first = this.#next;
    this.#next += BLOCK;
    return first;
  }
}

/**
 * The numbers of one process: rising, and nobody else's. A login never waits for one: there is always a block in
 * reserve, and where both are used up before the owner gives another, the spare numbers follow for good.
 */
export class AttemptNumbers {
  readonly #ask: () => Promise<number>;
  readonly #spare: number;
  #next: number;
  #end: number;
  /** The first number of the block in reserve. */
  #reserve: number | undefined;
  #isSpare = false;

  /**
   * @param first the first number of the first block
   * @param spare the first spare number
   * @param ask asks the owner for a further block
   */
  constructor(first: number, spare: number, ask: () => Promise<number>) {
    this.#next = first;
    this.#end = first + BLOCK;
    this.#spare = spare;
    this.#ask = ask;
    this.#askForMore();
  }

  take(): number {
    if (this.#next === this.#end) this.#begin();
    return this.#next++;
  }

  #begin(): void {
    if (this.#isSpare) return;
    const reserve = this.#reserve;
    this.#reserve = undefined;
    this.#isSpare = reserve === undefined;
    this.#next = reserve ?? this.#spare;
    this.#end = reserve === undefined ? Infinity : reserve + BLOCK;
    if (reserve !== undefined) this.#askForMore();
  }

  #askForMore(): void {
    this.#ask().then(
      (first) => (this.#reserve = first),
      // Without the owner there are the spare numbers.
      () => {},
    );
  }
}
