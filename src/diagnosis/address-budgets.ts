import { addressKey } from '../bytes/index.js';
import { TokenBucket } from '../runtime/token-bucket.js';

/** Seconds whose tries may be used at once, after as long without any. */
const burstSeconds = 10;

const addressLimit = 10_000;

/**
 * Tries that each address has: so many come in each second. A guesser uses up its own, and spoils nobody else's.
 */
export class AddressBudgets {
  readonly #perSecond: number;
  readonly #monotonic: () => number;
  /** Used longest ago first, which is full again before the others, and so forgotten first. */
  readonly #addresses = new Map<string, TokenBucket>();

  /** @param monotonic milliseconds on a clock that never jumps */
  constructor(perSecond: number, monotonic: () => number) {
    this.#perSecond = perSecond;
    this.#monotonic = monotonic;
  }

  /** Whether an address may have another search; it may end in debt. */
  allows(address: string): boolean {
    return this.#budgetOf(address).left > 0;
  }

  spend(address: string, tries: number): void {
    this.#budgetOf(address).spend(tries);
  }

  #budgetOf(address: string): TokenBucket {
    const key = addressKey(address);
    const most = this.#perSecond * burstSeconds;
    const budget = this.#addresses.get(key) ?? new TokenBucket(this.#perSecond, most, this.#monotonic);
    this.#addresses.delete(key);
    this.#addresses.set(key, budget);
    for (const oldest of this.#addresses.keys()) {
      if (this.#addresses.size <= addressLimit) break;
      this.#addresses.delete(oldest);
    }
    return budget;
  }
}
