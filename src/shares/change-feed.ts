import { upperCaseUtf16 } from '../bytes/index.js';
import type { NtStatus } from '../nt-status.js';
import type { Change } from './file-info.js';
import type { ChangeQuery } from './open-file.js';
import { ShareError } from './share-error.js';
import { Waiter } from './waiting.js';

/** Something that happened to an entry; `path` is from the share's root. */
export interface ChangeEvent extends Change {
  /** The bits of `ChangeFilter` it answers to. */
  readonly filter: number;
}

/** More than this between two calls and the client has to look for itself. */
const MAXIMUM_REMEMBERED = 512;

/** Tells the watchers of directories what is done through the share. Changes made behind its back are not seen. */
export class ChangeFeed {
  readonly #watches = new Set<Watch>();

  /** @param directory path from the share's root */
  watch(directory: string, query: ChangeQuery): Watch {
    const watch = new Watch(directory, query, () => this.#watches.delete(watch));
    this.#watches.add(watch);
    return watch;
  }

  /** Events that belong together reach a watcher in one answer. */
  emit(...events: readonly ChangeEvent[]): void {
    for (const watch of this.#watches) watch.take(events);
  }
}

/** One open's view of the changes below its directory ([MS-FSA] 2.1.5.11). */
export class Watch {
  #prefix = '';
  readonly #filter: number;
  readonly #recursive: boolean;
  readonly #forget: () => void;
  #remembered: Change[] = [];
  #overflown = false;
  #waiters: Waiter<readonly Change[]>[] = [];
  #ended: NtStatus | undefined;

  constructor(directory: string, query: ChangeQuery, forget: () => void) {
    this.moved(directory);
    this.#filter = query.filter;
    this.#recursive = query.recursive;
    this.#forget = forget;
  }

  /** The watched directory has been renamed. */
  moved(directory: string): void {
    this.#prefix = directory === '' ? '' : upperCaseUtf16(`${directory}\\`);
  }

  /** See {@link OpenFile.changes}. */
  next(signal: AbortSignal | undefined): Promise<readonly Change[]> {
    if (this.#ended !== undefined) return Promise.reject(new ShareError(this.#ended));
    const waiter = new Waiter<readonly Change[]>(signal);
    // Those who gave up go now: it may be long until something changes.
    this.#waiters = [...this.#waiters.filter((other) => other.waiting), waiter];
    this.#deliver();
    return waiter.result;
  }

  take(events: readonly ChangeEvent[]): void {
    for (const event of events) {
      const path = this.#relative(event);
      if (path !== undefined) this.#remember({ action: event.action, path });
    }
    this.#deliver();
  }

  /** Fails whoever waits, now and later. */
  end(status: NtStatus): void {
    this.#ended = status;
    this.#forget();
    for (const waiter of this.#waiters.splice(0)) waiter.fail(status);
  }

  #relative(event: ChangeEvent): string | undefined {
    if ((event.filter & this.#filter) === 0) return undefined;
    if (!upperCaseUtf16(event.path).startsWith(this.#prefix)) return undefined;
    const path = event.path.slice(this.#prefix.length);
    return this.#recursive || !path.includes('\\') ? path : undefined;
  }

  #remember(change: Change): void {
    const last = this.#remembered.at(-1);
    if (last?.action === change.action && last.path === change.path) return;
    if (this.#remembered.length < MAXIMUM_REMEMBERED) this.#remembered.push(change);
    else this.#overflown = true;
  }

  #deliver(): void {
    if (this.#remembered.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.waiting);
    const waiter = this.#waiters.shift();
    if (!waiter) return;
    waiter.finish(this.#overflown ? [] : this.#remembered);
    this.#remembered = [];
    this.#overflown = false;
  }
}
