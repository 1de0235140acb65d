import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Share } from '../../shares/share.js';

/** ShareList: the shares of a server by their names, which ignore case. */
export class ShareTable {
  readonly #shares = new Map<string, Share>();
  readonly #currentUses = new Map<Share, number>();
  #lastGlobalId = 0;

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

  /**
   * Share.CurrentUses ([MS-SMB2] 3.3.1.6). Counted as trees come and go instead of on demand: one RPC request can ask
   * for it a thousand times.
   */
  currentUses(share: Share): number {
    return this.#currentUses.get(share) ?? 0;
  }

  /** Counts a tree connect that begins; returns its TreeConnect.TreeGlobalId ([MS-SMB2] 3.3.1.9), never 0. */
  use(share: Share): number {
    this.#currentUses.set(share, this.currentUses(share) + 1);
    this.#lastGlobalId = (this.#lastGlobalId % 0xffff_ffff) + 1;
    return this.#lastGlobalId;
  }

  /** Counts a tree connect that has ended. */
  release(share: Share): void {
    const left = this.currentUses(share) - 1;
    if (left > 0) this.#currentUses.set(share, left);
    else this.#currentUses.delete(share);
  }

  [Symbol.iterator](): IterableIterator<Share> {
    return this.#shares.values();
  }
}
