import { ContextHandles } from './context-handles.js';

/** An association: what the connections of one client share ([MS-RPCE] 3.3.1.1.1). */
export interface AssociationGroup {
  /** Not 0. */
  readonly assocGroupId: number;
  readonly handles: ContextHandles;
}

/** A group with the address of the client that made it, and the connections that are in it. */
interface Joined extends AssociationGroup {
  readonly address: string;
  connections: number;
}

/** The association groups of a server, which live as long as a connection is in them ([MS-RPCE] 3.3.1.5.7). */
export class AssociationGroups {
  readonly #groups = new Map<number, Joined>();
  #last = 0;

  get size(): number {
    return this.#groups.size;
  }

  /**
   * Joins a group, a new one for 0. Clients of one address may join each other's groups; others may not.
   *
   * @param address of the client
   * @returns undefined when the client may not join it
   */
  join(assocGroupId: number, address: string): AssociationGroup | undefined {
    if (assocGroupId === 0) return this.#begin(address);
    const group = this.#groups.get(assocGroupId);
    if (group?.address !== address) return undefined;
    group.connections += 1;
    return group;
  }

  /** Called once for each join that succeeded, when its connection has ended. */
  leave({ assocGroupId }: AssociationGroup): void {
    const group = this.#groups.get(assocGroupId);
    if (group && --group.connections === 0) this.#groups.delete(assocGroupId);
  }

  #begin(address: string): AssociationGroup {
    do this.#last = (this.#last % 0x7fffffff) + 1;
    while (this.#groups.has(this.#last));
    const assocGroupId = this.#last;
    const group = { assocGroupId, handles: new ContextHandles(assocGroupId), address, connections: 1 };
    this.#groups.set(assocGroupId, group);
    return group;
  }
}
