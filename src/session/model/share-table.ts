import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Share } from '../../shares/share.js';

/** ShareList: the shares of a server by their names, which ignore case. */
export class ShareTable {
  readonly #shares = new Map<string, Share>();
  readonly #currentUses = new Map<Share, number>();
  /** Shares that were removed and have tree connects left, each with what to do once there is none. */
  readonly #removed = new Map<Share, () => void>();
  #lastGlobalId = 0;
  #changes = 0;

  /** @throws RangeError when there is a share of that name already */
  add(share: Share): void {
    const key = upperCaseUtf16(share.name);
    if (this.#shares.has(key)) throw new RangeError(`two shares are named ${share.name}`);
    this.#shares.set(key, share);
    // One that is back is in use, whatever becomes of its older tree connects.
    this.#removed.delete(share);
  }

  clear(): void {
    this.#shares.clear();
  }

  /**
   * Removes a share: no tree connect of it begins any more.
   *
   * @param onUnused called once when no tree connect of it is left, perhaps at once
   */
  remove(share: Share, onUnused: () => void): void {
    if (this.has(share)) this.#shares.delete(upperCaseUtf16(share.name));
    if (this.currentUses(share) === 0) onUnused();
    else this.#removed.set(share, onUnused);
  }

  /** How often the rules of shares have changed: a tree whose access was decided before needs another decision. */
  get changes(): number {
    return this.#changes;
  }

  rulesChanged(): void {
    this.#changes++;
  }

  /** Whether it is this very share that clients find by its name. */
  has(share: Share): boolean {
    return this.find(share.name) === share;
  }

  /** Shares that were removed and are still in use. */
  get removed(): readonly Share[] {
    return [...this.#removed.keys()];
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
    if (left > 0) {
      this.#currentUses.set(share, left);
      return;
    }
    this.#currentUses.delete(share);
    const onUnused = this.#removed.get(share);
    this.#removed.delete(share);
    onUnused?.();
  }

  [Symbol.iterator](): IterableIterator<Share> {
    return this.#shares.values();
  }
}
