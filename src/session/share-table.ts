import { upperCaseUtf16 } from '../bytes/index.js';
import type { Share } from '../shares/share.js';

/** ShareList: the shares of a server by their names, which ignore case. */
export class ShareTable {
  readonly #shares = new Map<string, Share>();

  /** @throws RangeError when there is a share of that name already */
  add(share: Share): void {
    const key = upperCaseUtf16(share.name);
    if (this.#shares.has(key)) throw new RangeError(`two shares are named ${share.name}`);
    this.#shares.set(key, share);
  }

  clear(): void {
    this.#shares.clear();
  }

  find(name: string): Share | undefined {
    return this.#shares.get(upperCaseUtf16(name));
  }

  [Symbol.iterator](): IterableIterator<Share> {
    return this.#shares.values();
  }
}
