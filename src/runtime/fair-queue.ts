/** The user and the connection that ask for something: users take turns, and so do the connections of one user. */
export type Asker = readonly ['users', user: string, connection: object];

/** The parts of an identity that tell one user from another. */
interface User {
  readonly kind: string;
  readonly domain: string;
  readonly account: string;
}

/**
 * @param connection any object that stands for the connection; absent: all requests of a login count as one connection
 */
export function askerOf(user: User, connection: object = user): Asker {
  return ['users', `${user.kind} ${user.domain}\\${user.account}`, connection];
}

/** Queues items so that each asker gets its turn, however many items the others have queued. */
export class FairQueue<T> {
  readonly #own: T[] = [];
  readonly #groups = new Map<unknown, FairQueue<T>>();
  /** The queue of a group that has none left, for the next group that comes. */
  #spare: FairQueue<T> | undefined;

  get empty(): boolean {
    return this.#own.length === 0 && this.#groups.size === 0;
  }

  /**
   * @param asker from the outermost group inwards
   * @param depth the groups of the asker that this queue is within
   */
  add(asker: readonly unknown[], item: T, depth = 0): void {
    if (depth === asker.length) {
      this.#own.push(item);
      return;
    }
    const group = asker[depth];
    let queue = this.#groups.get(group);
    if (queue === undefined) {
      queue = this.#spare ?? new FairQueue();
      this.#spare = undefined;
      this.#groups.set(group, queue);
    }
    queue.add(asker, item, depth + 1);
  }

  /** The oldest item of the group whose turn it is; undefined when there is none. */
  take(): T | undefined {
    for (const [group, queue] of this.#groups) {
      const item = queue.take();
      if (queue.empty) {
        this.#groups.delete(group);
        this.#spare = queue;
      } else if (this.#groups.size > 1) {
        this.#groups.delete(group);
        this.#groups.set(group, queue);
      }
      return item;
    }
    return this.#own.shift();
  }
}
