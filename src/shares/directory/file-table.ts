import type { BigIntStats } from 'node:fs';
import type { OpenFile } from '../open-file.js';
import { Oplocks, type OplockHolder } from '../oplocks.js';
import { Places } from '../places.js';
import { RangeLocks } from '../range-locks.js';
import type { ShareMode } from '../share-mode.js';
import { fileKey, type Pinned } from './pinned.js';

/** An open as the table knows it. */
export interface TableOpen extends ShareMode, OplockHolder, OpenFile {
  /** The path it was opened by, in the case that the disk keeps. */
  readonly components: readonly string[];
  /** Called on an open of a directory that is to be deleted: there will be no more changes below it. */
  onDeletePending(): void;
  renamed(components: readonly string[], parent: Pinned, name: string): void;
}

/** The state that all opens of one file share, also when they were opened by different hard links. */
export class FileState {
  readonly opens = new Set<TableOpen>();
  readonly oplocks = new Oplocks();
  readonly locks = new RangeLocks();
  /** Writes take turns: the system lets no two change a file at once, and threads that wait for that are busy. */
  readonly writing = new Places();
  deletePending = false;
}

/**
 * The files of a share that are open, by device and inode: no other file can get these numbers while a descriptor is
 * open.
 */
export class FileTable {
  readonly #files = new Map<string, FileState>();

  find(stats: BigIntStats): FileState | undefined {
    return this.#files.get(fileKey(stats));
  }

  add(stats: BigIntStats, open: TableOpen): FileState {
    const key = fileKey(stats);
    let state = this.#files.get(key);
    if (!state) this.#files.set(key, (state = new FileState()));
    state.opens.add(open);
    return state;
  }

  /** @returns whether that was the file's last open */
  remove(stats: BigIntStats, open: TableOpen): boolean {
    const key = fileKey(stats);
    const state = this.#files.get(key);
    if (!state) return false;
    state.opens.delete(open);
    if (state.opens.size > 0) return false;
    this.#files.delete(key);
    return true;
  }

  /** Every open of the share. */
  *opens(): IterableIterator<TableOpen> {
    for (const state of this.#files.values()) yield* state.opens;
  }
}
