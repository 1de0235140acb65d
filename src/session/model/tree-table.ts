import type { Share } from '../../shares/share.js';
import type { ShareTable } from './share-table.js';

/** TreeId 0 is sent where there is no tree, and -1 is reserved ([MS-SMB2] 3.3.5.7). */
const INVALID_TREE_ID = 0xffff_ffff;

/** A share as one session sees it ([MS-SMB2] 3.3.1.9). */
export interface Tree {
  readonly id: number;
  /** TreeConnect.TreeGlobalId: no other tree connect of the server has it. */
  readonly globalId: number;
  /** Monotonic milliseconds of TREE_CONNECT: TreeConnect.CreationTime. */
  readonly startedAt: number;
  readonly share: Share;
  /** TreeConnect.MaximalAccess: an access mask; it is decided again when the session is re-authenticated. */
  maximalAccess: number;
  /** {@link ShareTable.changes} at that decision. */
  decidedAt: number;
}

/** Session.TreeConnectTable. */
export class TreeTable {
  readonly #shares: ShareTable;
  readonly #trees = new Map<number, Tree>();
  readonly #randomId: (() => number) | undefined;
  #lastId = 0;

  /**
   * @param shares counts the tree connects of each share
   * @param randomId gives 32 random bits for a TreeId; absent: TreeIds count from 1
   */
  constructor(shares: ShareTable, randomId?: () => number) {
    this.#shares = shares;
    this.#randomId = randomId;
  }

  get size(): number {
    return this.#trees.size;
  }

  find(id: number): Tree | undefined {
    return this.#trees.get(id);
  }

  [Symbol.iterator](): IterableIterator<Tree> {
    return this.#trees.values();
  }

  /** @param startedAt monotonic milliseconds */
  add(share: Share, maximalAccess: number, startedAt: number): Tree {
    if (this.#randomId !== undefined) this.#lastId = this.#randomId();
    do this.#lastId = (this.#lastId + 1) >>> 0;
    while (this.#lastId === 0 || this.#lastId === INVALID_TREE_ID || this.#trees.has(this.#lastId));
    const globalId = this.#shares.use(share);
    const decidedAt = this.#shares.changes;
    const tree = { id: this.#lastId, globalId, startedAt, share, maximalAccess, decidedAt };
    this.#trees.set(tree.id, tree);
    return tree;
  }

  remove(tree: Tree): void {
    if (this.#trees.delete(tree.id)) this.#shares.release(tree.share);
  }

  clear(): void {
    for (const tree of this.#trees.values()) this.remove(tree);
  }
}
