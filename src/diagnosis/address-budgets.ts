import { addressKey } from '../bytes/index.js';
import { TokenBucket } from '../runtime/token-bucket.js';

/** An address that was quiet for so many seconds may use the tries of all of them at once. */
const burstSeconds = 10;

const addressLimit = 10_000;

/**
 * A budget of tries for each address, refilled every second. An address that guesses passwords uses up only its own.
 */
export class AddressBudgets {
  readonly #perSecond: number;
  readonly #monotonic: () => number;
  /** In the order of last use. The first one is full again before the others, so it is forgotten first. */
  readonly #addresses = new Map<string, TokenBucket>();

  /** @param monotonic milliseconds on a clock that never jumps */
  constructor(perSecond: number, monotonic: () => number) {
    this.#perSecond = perSecond;
    this.#monotonic = monotonic;
  }

  /** Whether an address may have another search. A search may cost more than is left: the address is then in debt. */
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
