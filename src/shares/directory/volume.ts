import { constants, type BigIntStats } from 'node:fs';
import { NtStatus } from '../../constants/nt-status.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { AccessLevel } from '../access-level.js';
import { ChangeFeed } from '../change-feed.js';
import type { Asker } from '../../runtime/fair-queue.js';
import { FileAttributes } from '../../constants/smb2-flags.js';
import type { FileInfo } from '../file-info.js';
import { maximalAccessUnder } from '../open-plan.js';
import { ShareError } from '../share-error.js';
import { Places } from '../places.js';
import type { Disk } from './disk.js';
import { systemCodeOf } from './disk-error.js';
import { FileTable } from './file-table.js';
import { NameIndex } from './name-index.js';
import type { Pinned, PinRoot } from './pinned.js';
import { SideAttributes } from './side-attributes.js';

/** The target of a path. */
export interface Target {
  /** Undefined for the root of the share. */
  readonly parent: Pinned | undefined;
  /** In the case that the disk keeps, as far as the entries exist. */
  readonly components: readonly string[];
  /** The last component; empty for the root. */
  readonly name: string;
  readonly entry: Pinned | undefined;
}

/** An entry under the name it has on disk. */
interface Found {
  readonly name: string;
  readonly pinned: Pinned;
}

/** More than the four threads that Node has for files. */
const READS_AT_ONCE = 16;

/** The state that the opens of one directory share have in common. */
export class Volume {
  readonly disk: Disk;
  readonly names: NameIndex;
  readonly files = new FileTable();
  readonly side = new SideAttributes();
  readonly feed = new ChangeFeed();
  /** Operations that depend on the existing names, or on their opens, run one after the other. */
  readonly naming = new Places();
  /** Bounds the reads in progress, and so their buffers; a read that waits has none. */
  readonly reading = new Places(READS_AT_ONCE);
  readonly #pinRoot: PinRoot;

  constructor(disk: Disk, runtime: Runtime, pinRoot: PinRoot) {
    this.disk = disk;
    this.names = new NameIndex(disk, runtime);
    this.#pinRoot = pinRoot;
  }

  /**
   * Follows a path and runs a task on its target. STATUS_OBJECT_PATH_NOT_FOUND when a directory on the way is missing.
   * The target is released afterwards, unless the task keeps its entry.
   */
  async withTarget<T>(
    path: readonly string[],
    asker: Asker,
    task: (target: Target, keep: (entry: Pinned) => void) => Promise<T>,
  ): Promise<T> {
    const held = new Set<Pinned>();
    const hold = (pinned: Pinned) => {
      held.add(pinned);
      return pinned;
    };
    try {
      const root = hold(await this.#pinRoot());
      return await task(await this.#follow(root, path, asker, hold), (entry) => void held.delete(entry));
    } finally {
      for (const pinned of held) await pinned.release();
    }
  }

  /** Runs a task on the root of the share. */
  async withRoot<T>(task: (root: Pinned) => Promise<T>): Promise<T> {
    const root = await this.#pinRoot();
    try {
      return await task(root);
    } finally {
      await root.release();
    }
  }

  /** The entry of a directory, looked up with and then without regard to case. */
  async #find(directory: Pinned, name: string, asker: Asker): Promise<Found | undefined> {
    const exact = await pinIfThere(directory, name);
    if (exact) return { name, pinned: exact };
    const actual = await this.names.find(directory, name, asker);
    if (actual === undefined) return undefined;
    const pinned = actual === name ? undefined : await pinIfThere(directory, actual);
    if (pinned) return { name: actual, pinned };
    this.names.forget(directory);
    return undefined;
  }

  infoOf(stats: BigIntStats): FileInfo {
    return this.side.infoOf(stats, this.files.find(stats)?.deletePending ?? false);
  }

  /** The greatest access of a level to this file, given its attributes and the permissions of the disk. */
  async maximalAccess(pinned: Pinned, level: AccessLevel): Promise<number> {
    const attributes = this.side.attributesOf(pinned.stats);
    const readOnly = (attributes & FileAttributes.FILE_ATTRIBUTE_READONLY) !== 0 && pinned.stats.isFile();
    return maximalAccessUnder(level, readOnly, level === 'write' && (await this.#isWritable(pinned)));
  }

  async #isWritable(pinned: Pinned): Promise<boolean> {
    try {
      await this.disk.access(pinned.path(), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** [MS-FSA] 2.1.5.1 Phase 6. */
  async #follow(
    root: Pinned,
    path: readonly string[],
    asker: Asker,
    hold: (pinned: Pinned) => Pinned,
  ): Promise<Target> {
    const last = path.at(-1);
    if (last === undefined) return { parent: undefined, components: [], name: '', entry: root };
    const components: string[] = [];
    let parent = root;
    for (const component of path.slice(0, -1)) {
      const found = await this.#find(parent, component, asker);
      if (!found) throw new ShareError(NtStatus.STATUS_OBJECT_PATH_NOT_FOUND);
      parent = hold(found.pinned);
      if (!parent.stats.isDirectory()) throw new ShareError(NtStatus.STATUS_OBJECT_PATH_NOT_FOUND);
      this.#refuseDeletePending(parent);
      components.push(found.name);
    }
    const found = await this.#find(parent, last, asker);
    if (found) hold(found.pinned);
    const name = found?.name ?? last;
    return { parent, components: [...components, name], name, entry: found?.pinned };
  }

  #refuseDeletePending(directory: Pinned): void {
    if (this.files.find(directory.stats)?.deletePending) throw new ShareError(NtStatus.STATUS_DELETE_PENDING);
  }
}

async function pinIfThere(directory: Pinned, name: string): Promise<Pinned | undefined> {
  try {
    return await directory.pin(name);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
