/** A group with the client's address that made it, and the connections that are in it. */
interface Group {
  readonly address: string;
  connections: number;
}

/** The association groups of a server, which live as long as a connection is in them ([MS-RPCE] 3.3.1.5.7). */
export class AssociationGroups {
  readonly #groups = new Map<number, Group>();
  #last = 0;

  get size(): number {
    return this.#groups.size;
  }

  /**
   * Joins a group, a new one for 0. Clients of one address may join each other's groups; others may not.
   *
   * @param address of the client
   * @returns the assoc_group_id, which is not 0; undefined when the client may not join it
   */
  join(assocGroupId: number, address: string): number | undefined {
    if (assocGroupId === 0) return this.#begin(address);
    const group = this.#groups.get(assocGroupId);
    if (group?.address !== address) return undefined;
    group.connections += 1;
    return assocGroupId;
  }

  /** Called once for each join that succeeded, when its connection has ended. */
  leave(assocGroupId: number): void {
    const group = this.#groups.get(assocGroupId);
    if (group && --group.connections === 0) this.#groups.delete(assocGroupId);
  }

  #begin(address: string): number {
    do this.#last = (this.#last % 0x7fffffff) + 1;
    while (this.#groups.has(this.#last));
    this.#groups.set(this.#last, { address, connections: 1 });
    return this.#last;
  }
}
