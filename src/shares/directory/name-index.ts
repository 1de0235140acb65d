import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { Asker } from '../../runtime/fair-queue.js';
import { ShortNameSearch } from '../short-name.js';
import { loopTurns } from '../../runtime/turns.js';
import { Places } from '../places.js';
import type { Disk } from './disk.js';
import { fileKey, type Pinned } from './pinned.js';

interface IndexedDirectory {
  /** Names by their upper-case form. */
  readonly names: Map<string, string>;
  /** UTF-16 units of all names. */
  units: number;
  /** Modification time of the directory that the names belong to. */
  modified: bigint;
  /** When the index expires (monotonic milliseconds). */
  readonly until: number;
}

const MAXIMUM_DIRECTORIES = 16;
/** The most UTF-16 units remembered, with each name counted twice. A larger directory is read at each search. */
const MAXIMUM_UNITS = 8 * 1024 * 1024;
/**
 * Milliseconds that an index lives, from the start of reading its directory. It is short, because two changes within
 * one tick of the file system's clock look like one. When the reading takes long, the index lives AGE_PER_READING times
 * as long, so that reading does not take all the time.
 */
const MAXIMUM_AGE_MS = 1000;
const AGE_PER_READING = 4;

/** Names read in one slice of the event loop: one or two milliseconds for the longest. */
const NAMES_AT_ONCE = 256;

/**
 * Finds names without regard to case on case-sensitive file systems. It is used only when there is no exact match,
 * which is the case each time a file is created, so the names of the directories used last are remembered.
 */
export class NameIndex {
  readonly #disk: Disk;
  readonly #runtime: Runtime;
  readonly #directories = new Map<string, IndexedDirectory>();
  /** One directory is read at a time, because the names being read take memory, too. */
  readonly #reading = new Places();

  constructor(disk: Disk, runtime: Runtime) {
    this.#disk = disk;
    this.#runtime = runtime;
  }

  /** The name of an entry on disk: the same in another case, or else the entry with this short name. */
  async find(directory: Pinned, name: string, asker: Asker): Promise<string | undefined> {
    const wanted = upperCaseUtf16(name);
    const shortName = new ShortNameSearch(wanted);
    const indexed = this.#current(directory);
    if (!indexed) return this.#reading.run(asker, () => this.#read(directory, wanted, shortName, asker));
    const found = indexed.names.get(wanted);
    if (found !== undefined || !shortName.isPossible) return found;
    const entries = indexed.names.entries();
    while (await loopTurns.compute(asker, () => offerSome(entries, shortName)));
    return shortName.found;
  }

  /** Updates the index after the share has removed or added an entry. */
  async changed(directory: Pinned, change: { removed?: string; added?: string }): Promise<void> {
    const indexed = this.#current(directory);
    if (!indexed) return;
    if (change.removed !== undefined && indexed.names.delete(upperCaseUtf16(change.removed))) {
      indexed.units -= change.removed.length;
    }
    if (change.added !== undefined) remember(indexed, upperCaseUtf16(change.added), change.added);
    indexed.modified = (await directory.currentStats()).mtimeNs;
    this.#makeRoom();
  }

  /** Forgets a directory in which a name of the index did not exist. */
  forget(directory: Pinned): void {
    this.#directories.delete(fileKey(directory.stats));
  }

  #current(directory: Pinned): IndexedDirectory | undefined {
    const indexed = this.#directories.get(fileKey(directory.stats));
    if (!indexed || indexed.modified !== directory.stats.mtimeNs) return undefined;
    return this.#runtime.monotonic() < indexed.until ? indexed : undefined;
  }

  /** Reads the directory, and remembers its names unless there are too many. */
  async #read(
    directory: Pinned,
    wanted: string,
    shortName: ShortNameSearch,
    asker: Asker,
  ): Promise<string | undefined> {
    const began = this.#runtime.monotonic();
    const index = { names: new Map<string, string>(), units: 0 };
    let found: string | undefined;
    const source = await this.#disk.opendir(directory.path(), { bufferSize: NAMES_AT_ONCE });
    try {
      for (let isMore = true; isMore;) {
        const names: string[] = [];
        while (names.length < NAMES_AT_ONCE) {
          const dirent = await source.read();
          if (!dirent) {
            isMore = false;
            break;
          }
          names.push(dirent.name);
        }
        await loopTurns.compute(asker, () => {
          for (const name of names) {
            const upper = upperCaseUtf16(name);
            if (upper === wanted) found = name;
            if (shortName.isPossible) shortName.offer(upper, name);
            if (index.units <= MAXIMUM_UNITS) remember(index, upper, name);
          }
        });
      }
    } finally {
      await source.close();
    }
    const result = found ?? shortName.found;
    if (index.units > MAXIMUM_UNITS) return result;
    const ended = this.#runtime.monotonic();
    const age = Math.max(MAXIMUM_AGE_MS - (ended - began), AGE_PER_READING * (ended - began));
    const key = fileKey(directory.stats);
    this.#directories.delete(key);
    this.#directories.set(key, { ...index, modified: directory.stats.mtimeNs, until: ended + age });
    this.#makeRoom();
    return result;
  }

  /** Forgets the directories that were read first. */
  #makeRoom(): void {
    let units = 0;
    for (const indexed of this.#directories.values()) units += indexed.units;
    for (const [key, indexed] of this.#directories) {
      if (units <= MAXIMUM_UNITS && this.#directories.size <= MAXIMUM_DIRECTORIES) break;
      this.#directories.delete(key);
      units -= indexed.units;
    }
  }
}

function remember(
  index: Pick<IndexedDirectory, 'names'> & { units: number },
  upper: string,
  name: string,
): void {
  const before = index.names.get(upper);
  index.units += name.length - (before?.length ?? 0);
  index.names.set(upper, name);
}

/** Offers the next names; false after the last. */
function offerSome(entries: Iterator<[string, string]>, search: ShortNameSearch): boolean {
  for (let i = 0; i < NAMES_AT_ONCE; i++) {
    const next = entries.next();
    if (next.done === true) return false;
    search.offer(...next.value);
  }
  return true;
}
