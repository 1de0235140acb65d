import { NtStatus } from '../../constants/nt-status.js';
import type { Asker } from '../../runtime/fair-queue.js';
import type { DirectoryEntry } from '../file-info.js';
import type { DirectoryQuery } from '../open-file.js';
import { Serial } from '../serial.js';
import { ShareError } from '../share-error.js';
import { Enumeration } from './enumeration.js';
import type { Pinned } from './pinned.js';
import type { Volume } from './volume.js';

/** The position of one open in the enumeration of its directory, and its search pattern. */
export class Scan {
  readonly #volume: Volume;
  readonly #directory: Pinned;
  readonly #asker: Asker;
  readonly #serial = new Serial();
  #enumeration: Enumeration | undefined;
  #pattern = '';

  constructor(volume: Volume, directory: Pinned, asker: Asker) {
    this.#volume = volume;
    this.#directory = directory;
    this.#asker = asker;
  }

  /** See {@link OpenFile.queryDirectory}. */
  query(query: DirectoryQuery, accept: (entry: DirectoryEntry) => boolean): Promise<void> {
    return this.#serial.run(async () => {
      const current = query.restart ? undefined : this.#enumeration;
      const enumeration = current ?? (await this.#start(query.pattern));
      if (await enumeration.offer(accept)) return;
      throw new ShareError(current ? NtStatus.STATUS_NO_MORE_FILES : NtStatus.STATUS_NO_SUCH_FILE);
    });
  }

  async close(): Promise<void> {
    await this.#enumeration?.close();
  }

  async #start(pattern: string): Promise<Enumeration> {
    // [MS-FSA] 2.1.5.6: a restart without a pattern keeps the one before.
    const wanted = pattern === '' ? this.#pattern : pattern;
    const enumeration = new Enumeration(this.#volume, this.#directory, wanted, this.#asker);
    await this.#enumeration?.close();
    this.#pattern = wanted;
    this.#enumeration = enumeration;
    return enumeration;
  }
}
