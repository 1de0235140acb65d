import type { Runtime } from '../runtime/runtime.js';

/** Milliseconds of the longest rest of a controller. */
export const LONGEST_REST = 10_000;

interface Standing {
  failures: number;
  /** Monotonic milliseconds before which the controller is not tried. */
  restsUntil: number;
  /** The number of its last trouble among all: those in trouble for longest are tried first. */
  trouble: number;
}

/** The failures of controllers, and how long each of them is left in peace. */
export class Standings {
  readonly #runtime: Pick<Runtime, 'monotonic' | 'randomBytes'>;
  readonly #standings = new Map<string, Standing>();
  /** The one that gave the last answer. */
  #lastGood: string | undefined;
  #troubles = 0;

  constructor(runtime: Pick<Runtime, 'monotonic' | 'randomBytes'>) {
    this.#runtime = runtime;
  }

  /** A channel is there: failures of before do not count any more. */
  succeeded(controller: string): void {
    this.#standings.delete(controller);
    this.#lastGood = controller;
  }

  /** An open channel has ended: others are tried first, and this one without a rest. */
  lost(controller: string): void {
    this.#set(controller, 0, this.#runtime.monotonic());
  }

  /**
   * No channel could be made. The rest doubles, and chance takes up to half of it, so that many servers do not come
   * back at once.
   *
   * @param firstRest milliseconds of rest after the first failure in succession
   * @returns the failures in succession
   */
  failed(controller: string, firstRest: number): number {
    const failures = (this.#standings.get(controller)?.failures ?? 0) + 1;
    const rest = Math.min(firstRest * 2 ** (failures - 1), LONGEST_REST);
    const share = this.#runtime.randomBytes(2).readUInt16LE() / 0x1_0000;
    const restsUntil = this.#runtime.monotonic() + rest * (1 - share / 2);
    this.#set(controller, failures, restsUntil);
    return failures;
  }

  /** The controllers that do not rest: the last good one first, those in trouble last. */
  due(controllers: readonly string[]): string[] {
    const now = this.#runtime.monotonic();
    const rank = (controller: string): number =>
      controller === this.#lastGood ? -1 : (this.#standings.get(controller)?.trouble ?? 0);
    return controllers
      .filter((controller) => (this.#standings.get(controller)?.restsUntil ?? now) <= now)
      .toSorted((one, other) => rank(one) - rank(other));
  }

  /** Milliseconds until one of the controllers is due; 0: one is. */
  untilDue(controllers: readonly string[]): number {
    const now = this.#runtime.monotonic();
    const waits = controllers.map((controller) => (this.#standings.get(controller)?.restsUntil ?? now) - now);
    return Math.max(0, Math.min(...waits));
  }

  #set(controller: string, failures: number, restsUntil: number): void {
    if (this.#lastGood === controller) this.#lastGood = undefined;
    this.#troubles += 1;
    this.#standings.set(controller, { failures, restsUntil, trouble: this.#troubles });
  }
}
