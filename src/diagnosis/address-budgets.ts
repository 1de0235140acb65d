import { addressKey } from '../bytes/index.js';

/** Seconds whose tries may be used at once, after as long without any. */
const burstSeconds = 10;

const addressLimit = 10_000;

interface Allowance {
  /** Tries; below zero after a search that cost more than there was. */
  left: number;
  since: number;
}

/**
 * Tries that each address has: so many come in each second. A guesser uses up its own, and spoils nobody else's.
 */
export class AddressBudgets {
  readonly #perSecond: number;
  readonly #monotonic: () => number;
  /** Used longest ago first, which is full again before the others, and so forgotten first. */
  readonly #addresses = new Map<string, Allowance>();

  /** @param monotonic milliseconds on a clock that never jumps */
  constructor(perSecond: number, monotonic: () => number) {
    this.#perSecond = perSecond;
    this.#monotonic = monotonic;
  }

  /** Whether an address may have another search; it may end in debt. */
  allows(address: string): boolean {
    return this.#allowanceOf(address).left > 0;
  }

  spend(address: string, tries: number): void {
    this.#allowanceOf(address).left -= tries;
  }

  #allowanceOf(address: string): Allowance {
    const key = addressKey(address);
    const now = this.#monotonic();
    const full = this.#perSecond * burstSeconds;
    const allowance = this.#addresses.get(key) ?? { left: full, since: now };
    allowance.left = Math.min(full, allowance.left + ((now - allowance.since) / 1000) * this.#perSecond);
    allowance.since = now;
    this.#addresses.delete(key);
    this.#addresses.set(key, allowance);
    for (const oldest of this.#addresses.keys()) {
      if (this.#addresses.size <= addressLimit) break;
      this.#addresses.delete(oldest);
    }
    return allowance;
  }
}
