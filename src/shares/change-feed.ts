import { upperCaseUtf16 } from '../bytes/index.js';
import type { HeldBytes } from '../runtime/held-bytes.js';
import { NtStatus } from '../constants/nt-status.js';
import { Backlog } from '../runtime/backlog.js';
import type { Change } from './file-info.js';
import type { ChangeQuery } from './open-file.js';
import { ShareError } from './share-error.js';
import { Waiter } from './waiting.js';

/** A change of an entry. All watches share the event object; none may modify it. */
export interface ChangeEvent {
  readonly action: Change['action'];
  /** Path from the share's root, in the case that the disk keeps. */
  readonly components: readonly string[];
  /** The bits of `CompletionFilter` that select it. */
  readonly filter: number;
}

/** The most changes, and bytes of their paths, remembered between two calls; beyond them the client must enumerate. */
const MAXIMUM_REMEMBERED = 512;
const MAXIMUM_BYTES = 64 * 1024;

/** Bytes counted for a change, beside two for each unit of its path. */
const BYTES_OF_CHANGE = 64;
const BYTES_OF_COMPONENT = 256;

/** An event, with the bytes counted for it when a watch remembers it. */
interface News {
  readonly event: ChangeEvent;
  readonly bytes: number;
}

/** A directory that is watched, or an ancestor of one. */
class Place {
  readonly below = new Map<string, Place>();
  readonly watches = new Set<Watch>();
  readonly parent: Place | undefined;
  readonly #name: string;

  constructor(parent?: Place, name = '') {
    this.parent = parent;
    this.#name = name;
  }

  /** Removes places without watches below them, from this one upwards. */
  prune(): void {
    if (this.parent === undefined || this.watches.size > 0 || this.below.size > 0) return;
    this.parent.below.delete(this.#name);
    this.parent.prune();
  }
}

/**
 * Reports changes made through the share to the watches of directories; other changes are not seen. A change costs one
 * walk along its path, and a few steps for each watch of a directory above it.
 */
export class ChangeFeed {
  readonly #root = new Place();
  readonly #deliveries = new Backlog<Watch>((watch) => watch.deliver());
  /** The place of the directory renamed last: every open of it asks for the place. */
  #last: { readonly components: readonly string[]; readonly place: Place } | undefined;
  #lastPath: readonly string[] = [];

  /**
   * @param directory from the share's root
   * @param held counts the bytes remembered for the watch
   * @throws ShareError STATUS_INSUFFICIENT_RESOURCES when there is no room even for the watch
   */
  watch(directory: readonly string[], query: ChangeQuery, held?: HeldBytes): Watch {
    const bytes = directory.reduce(
      (sum, { length }) => sum + 2 * length + BYTES_OF_COMPONENT,
      BYTES_OF_COMPONENT,
    );
    if (held?.hold(bytes) !== undefined) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    const watch: Watch = new Watch(query, this.#deliveries, held, () => {
      this.#leave(watch);
      held?.release(bytes);
    });
    this.#enter(watch, directory);
    return watch;
  }

  /** The watched directory has been renamed. */
  moved(watch: Watch, directory: readonly string[]): void {
    this.#leave(watch);
    this.#enter(watch, directory);
  }

  /** Reports events that belong together; a watch gets them in one answer. */
  emit(...events: readonly ChangeEvent[]): void {
    const told = new Set<Watch>();
    for (const { action, filter, components } of events) {
      // Equal paths share one array, so that a watch compares arrays by identity.
      if (!isSamePath(components, this.#lastPath)) this.#lastPath = components;
      const event = { action, filter, components: this.#lastPath };
      this.#tell({ event, bytes: bytesOf(event) }, told);
    }
    for (const watch of told) if (watch.wanted) this.#deliveries.add(watch);
  }

  #tell(news: News, told: Set<Watch>): void {
    const { components } = news.event;
    let place: Place | undefined = this.#root;
    for (let depth = 0; place && depth < components.length; depth++) {
      const isEntry = depth === components.length - 1;
      for (const watch of place.watches) if (watch.take(news, depth, isEntry)) told.add(watch);
      // Few directories are watched, so most walks end early.
      place = place.below.size === 0 ? undefined : place.below.get(upperCaseUtf16(components[depth] ?? ''));
    }
  }

  #enter(watch: Watch, directory: readonly string[]): void {
    watch.place = this.#placeOf(directory);
    watch.place.watches.add(watch);
  }

  #leave(watch: Watch): void {
    const { place } = watch;
    if (!place) return;
    watch.place = undefined;
    place.watches.delete(watch);
    place.prune();
    if (place.watches.size === 0) this.#last = undefined;
  }

  #placeOf(directory: readonly string[]): Place {
    if (this.#last?.components === directory) return this.#last.place;
    let place = this.#root;
    for (const component of directory) {
      const name = upperCaseUtf16(component);
      let next = place.below.get(name);
      if (!next) place.below.set(name, (next = new Place(place, name)));
      place = next;
    }
    this.#last = { components: directory, place };
    return place;
  }
}

/** A change as one watch remembers it. The first `depth` components are left out of its path. */
interface Remembered {
  readonly event: ChangeEvent;
  readonly depth: number;
}

/** One open's view of the changes below its directory ([MS-FSA] 2.1.5.11). */
export class Watch {
  /** The feed's place for this watch. */
  place: Place | undefined;
  readonly #filter: number;
  readonly #recursive: boolean;
  readonly #deliveries: Backlog<Watch>;
  readonly #held: HeldBytes | undefined;
  readonly #forget: () => void;
  #remembered: Remembered[] = [];
  /** Bytes remembered, as counted in `held`. */
  #bytes = 0;
  #overflown = false;
  readonly #waiters = new Set<Waiter<readonly Change[]>>();
  #ended: NtStatus | undefined;

  constructor(
    query: ChangeQuery,
    deliveries: Backlog<Watch>,
    held: HeldBytes | undefined,
    forget: () => void,
  ) {
    this.#filter = query.filter;
    this.#recursive = query.recursive;
    this.#deliveries = deliveries;
    this.#held = held;
    this.#forget = forget;
  }

  /** Whether a request waits for changes. */
  get wanted(): boolean {
    return this.#waiters.size > 0;
  }

  /** See {@link OpenFile.changes}. */
  next(signal: AbortSignal | undefined): Promise<readonly Change[]> {
    if (this.#ended !== undefined) return Promise.reject(new ShareError(this.#ended));
    const waiter = new Waiter<readonly Change[]>(signal);
    this.#waiters.add(waiter);
    this.deliver();
    return waiter.result.finally(() => this.#waiters.delete(waiter));
  }

  /**
   * @param depth components of the watched directory
   * @param isEntry whether the event concerns a direct entry of the directory
   * @returns whether this watch wants the event
   */
  take({ event, bytes }: News, depth: number, isEntry: boolean): boolean {
    if ((event.filter & this.#filter) === 0 || !(isEntry || this.#recursive)) return false;
    if (!this.#overflown && !this.#repeatsLast(event)) this.#remember({ event, depth }, bytes);
    return true;
  }

  /** Answers the request that has waited longest, if there are changes. */
  deliver(): void {
    if (this.#remembered.length === 0 && !this.#overflown) return;
    for (const waiter of this.#waiters) {
      this.#waiters.delete(waiter);
      if (!waiter.waiting) continue;
      const changes = this.#remembered.map(toChange);
      this.#clear(false);
      waiter.finish(changes);
      return;
    }
  }

  /** Rejects the requests that wait, and all later ones. */
  end(status: NtStatus): void {
    if (this.#ended === undefined) this.#forget();
    this.#ended = status;
    this.#deliveries.drop(this);
    this.#clear(false);
    for (const waiter of this.#waiters) waiter.fail(status);
    this.#waiters.clear();
  }

  #repeatsLast(event: ChangeEvent): boolean {
    const last = this.#remembered.at(-1)?.event;
    return last !== undefined && last.action === event.action && last.components === event.components;
  }

  #remember(remembered: Remembered, bytes: number): void {
    const isRoom = this.#remembered.length < MAXIMUM_REMEMBERED && this.#bytes + bytes <= MAXIMUM_BYTES;
    if (!isRoom || this.#held?.hold(bytes) !== undefined) {
      this.#clear(true);
      return;
    }
    this.#bytes += bytes;
    this.#remembered.push(remembered);
  }

  /** Forgets all changes; remembers only whether there were too many. */
  #clear(overflown: boolean): void {
    this.#held?.release(this.#bytes);
    this.#bytes = 0;
    this.#remembered = [];
    this.#overflown = overflown;
  }
}

function toChange({ event, depth }: Remembered): Change {
  return { action: event.action, path: event.components.slice(depth).join('\\') };
}

/** Bytes of an event. They count in full for each watch that remembers it, although the watches share it. */
function bytesOf({ components }: ChangeEvent): number {
  return components.reduce((sum, { length }) => sum + 2 * length, BYTES_OF_CHANGE);
}

/** Paths that differ mostly differ in their last component, so the comparison begins there. */
export function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return false;
  return true;
}
