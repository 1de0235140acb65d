import type { Identity } from '../auth/mechanism.js';

/** Who asks for something, from the outermost group inwards: users take turns, and so do the connections of one user. */
export type Asker = readonly [user: string, connection: object];

/** @param connection whatever stands for it; absent: everything a login asks for is one */
export function askerOf(identity: Identity, connection: object = identity): Asker {
  return [`${identity.kind} ${identity.domain}\\${identity.account}`, connection];
}

/** Lines up what is asked for so that each asker gets its turn, however much the others ask for. */
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
