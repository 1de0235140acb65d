import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Runtime } from '../../runtime.js';
import { findByShortName } from '../short-name.js';
import type { Disk } from './disk.js';
import { fileKey, type Pinned } from './pinned.js';

interface IndexedDirectory {
  /** Names by their upper-case form. */
  readonly names: Map<string, string>;
  /** Modification time of the directory that the names belong to. */
  modified: bigint;
  readonly readAt: number;
}

const MAXIMUM_DIRECTORIES = 16;
/** Two changes within one tick of the file system's clock look like one; so no index is believed for longer. */
const MAXIMUM_AGE_MS = 1000;

/**
 * Finds names without regard to case on file systems that have regard to it. It is asked only when there is no exact
 * match, but that is each time a file is created: so the names of the directories used last are remembered.
 */
export class NameIndex {
  readonly #disk: Disk;
  readonly #runtime: Runtime;
  readonly #directories = new Map<string, IndexedDirectory>();

  constructor(disk: Disk, runtime: Runtime) {
    this.#disk = disk;
    this.#runtime = runtime;
  }

  /** The name an entry really has; looked for by its short name when there is none in another case. */
  async find(directory: Pinned, name: string): Promise<string | undefined> {
    const indexed = this.#current(directory) ?? (await this.#read(directory));
    const wanted = upperCaseUtf16(name);
    return indexed.names.get(wanted) ?? findByShortName(indexed.names, wanted);
  }

  /** We have removed or added an entry ourselves, after the directory was pinned. */
  async changed(directory: Pinned, change: { removed?: string; added?: string }): Promise<void> {
    const indexed = this.#current(directory);
    if (!indexed) return;
    if (change.removed !== undefined) indexed.names.delete(upperCaseUtf16(change.removed));
    if (change.added !== undefined) indexed.names.set(upperCaseUtf16(change.added), change.added);
    indexed.modified = (await directory.currentStats()).mtimeNs;
  }

  /** A lookup led nowhere. */
  forget(directory: Pinned): void {
    this.#directories.delete(fileKey(directory.stats));
  }

  #current(directory: Pinned): IndexedDirectory | undefined {
    const indexed = this.#directories.get(fileKey(directory.stats));
    if (!indexed || indexed.modified !== directory.stats.mtimeNs) return undefined;
    return this.#runtime.monotonic() - indexed.readAt < MAXIMUM_AGE_MS ? indexed : undefined;
  }

  async #read(directory: Pinned): Promise<IndexedDirectory> {
    const readAt = this.#runtime.monotonic();
    const names = new Map<string, string>();
    for (const name of await this.#disk.readdir(directory.path())) names.set(upperCaseUtf16(name), name);
    const indexed = { names, modified: directory.stats.mtimeNs, readAt };
    const key = fileKey(directory.stats);
    this.#directories.delete(key);
    this.#directories.set(key, indexed);
    const [oldest] = this.#directories.keys();
    if (oldest !== undefined && this.#directories.size > MAXIMUM_DIRECTORIES)
      this.#directories.delete(oldest);
    return indexed;
  }
}
