import type { Dir, Dirent } from 'node:fs';
import type { Asker } from '../../runtime/fair-queue.js';
import type { DirectoryEntry } from '../file-info.js';
import { compilePattern, type NamePattern } from '../name-pattern.js';
import { isDotName, isValidName } from '../share-path.js';
import { generatedShortNameOf } from '../short-name.js';
import { loopTurns } from '../../runtime/turns.js';
import type { Pinned } from './pinned.js';
import type { Volume } from './volume.js';

/** Entries examined together. It is small, because the rest stays in memory when a query is full. */
const BATCH = 64;

/** Names matched in one slice of the event loop: some milliseconds for the longest names. */
const MATCHED_AT_ONCE = 32;

/**
 * One scan of a directory, in the order of the file system. Symbolic links, special files, and names that no client
 * could send are left out.
 */
export class Enumeration {
  readonly #volume: Volume;
  readonly #directory: Pinned;
  readonly #pattern: NamePattern;
  readonly #asker: Asker;
  /** Entries found that the query has not accepted yet. */
  #ready: DirectoryEntry[] = [];
  #source: Dir | undefined;
  #at: 'start' | 'entries' | 'end' = 'start';

  constructor(volume: Volume, directory: Pinned, pattern: string, asker: Asker) {
    this.#volume = volume;
    this.#directory = directory;
    this.#pattern = compilePattern(pattern);
    this.#asker = asker;
  }

  /** See {@link OpenFile.queryDirectory}. Returns whether anything was offered. */
  async offer(accept: (entry: DirectoryEntry) => boolean): Promise<boolean> {
    let offered = false;
    for (;;) {
      if (this.#ready.length === 0 && !(await this.#fill())) return offered;
      let accepted = 0;
      for (const entry of this.#ready) {
        offered = true;
        if (!accept(entry)) break;
        accepted++;
      }
      const refused = accepted < this.#ready.length;
      this.#ready = this.#ready.slice(accepted);
      if (refused) return offered;
    }
  }

  async close(): Promise<void> {
    this.#at = 'end';
    const source = this.#source;
    this.#source = undefined;
    await source?.close();
  }

  /** Finds more entries; false when there are no more. */
  async #fill(): Promise<boolean> {
    while (this.#ready.length === 0 && this.#at !== 'end') {
      if (this.#at === 'start') await this.#start();
      else await this.#continue();
    }
    return this.#ready.length > 0;
  }

  async #start(): Promise<void> {
    // Both entries describe the directory itself: the parent of the share's root must not be visible.
    const info = this.#volume.infoOf(await this.#directory.currentStats());
    this.#ready = ['.', '..']
      .filter((name) => this.#pattern.matches(name))
      .map((name) => ({ ...info, name }));
    const { literal } = this.#pattern;
    if (literal === undefined) {
      this.#source = await this.#volume.disk.opendir(this.#directory.path(), { bufferSize: BATCH });
      this.#at = 'entries';
      return;
    }
    this.#at = 'end';
    const entry = isDotName(literal) ? undefined : await this.#lookUp(literal);
    if (entry) this.#ready.push(entry);
  }

  async #continue(): Promise<void> {
    const names: string[] = [];
    while (this.#at !== 'end' && names.length < BATCH) names.push(...(await this.#nextMatches()));
    const entries = await Promise.all(names.map((name) => this.#describe(name)));
    this.#ready = entries.filter((entry) => entry !== undefined);
  }

  /** Takes the next entries that match. A client's pattern can make matching slow, so it runs in slices. */
  async #nextMatches(): Promise<string[]> {
    const names: string[] = [];
    while (names.length < MATCHED_AT_ONCE) {
      const dirent = await this.#source?.read();
      if (!dirent) {
        await this.close();
        break;
      }
      if (isListed(dirent)) names.push(dirent.name);
    }
    if (this.#pattern.matchesAll) return names;
    return loopTurns.compute(this.#asker, () => names.filter((name) => this.#pattern.matches(name)));
  }

  /** Undefined when the entry was removed or replaced meanwhile. */
  async #describe(name: string): Promise<DirectoryEntry | undefined> {
    try {
      const stats = await this.#volume.disk.lstat(this.#directory.path(name), { bigint: true });
      if (!stats.isFile() && !stats.isDirectory()) return undefined;
      const shortName = generatedShortNameOf(name);
      return { ...this.#volume.infoOf(stats), name, ...(shortName !== undefined && { shortName }) };
    } catch {
      return undefined;
    }
  }

  async #lookUp(literal: string): Promise<DirectoryEntry | undefined> {
    const exact = await this.#describe(literal);
    if (exact) return exact;
    const actual = await this.#volume.names.find(this.#directory, literal, this.#asker);
    return actual === undefined ? undefined : this.#describe(actual);
  }
}

function isListed(dirent: Dirent): boolean {
  return (dirent.isFile() || dirent.isDirectory()) && isValidName(dirent.name);
}
