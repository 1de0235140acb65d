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

  get empty(): boolean {
    return this.#own.length === 0 && this.#groups.size === 0;
  }

  add([group, ...inner]: readonly unknown[], item: T): void {
    if (group === undefined) {
      this.#own.push(item);
      return;
    }
    let queue = this.#groups.get(group);
    if (!queue) this.#groups.set(group, (queue = new FairQueue()));
    queue.add(inner, item);
  }

  /** The oldest item of the group whose turn it is; undefined when there is none. */
  take(): T | undefined {
    for (const [group, queue] of this.#groups) {
      const item = queue.take();
      this.#groups.delete(group);
      if (!queue.empty) this.#groups.set(group, queue);
      return item;
    }
    return this.#own.shift();
  }
}
