import type { ConnectionLimit, CountLimits, UnauthenticatedCounts } from './shared-state.js';

/** Addresses for which a process has connections or bytes: more than its limits let it have. */
const MOST_ADDRESSES = 100_000;

/** A process that has connections, as the owner of the counts knows it. */
export interface CountedProcess {
  turnAway(connection: number, limit: ConnectionLimit): void;
  heldElsewhere(address: string, bytes: number): void;
  /** The connections of the process on which nobody is logged in; rejects when it does not answer. */
  unauthenticated(address: string): Promise<UnauthenticatedCounts>;
}

/** The part of an address's counts that one process has. */
interface Part {
  connections: number;
  held: number;
}

interface Address {
  readonly parts: Map<CountedProcess, Part>;
  connections: number;
  held: number;
  /** Connections, in the order they came, of which no count of the unauthenticated ones has decided yet. */
  readonly unjudged: Set<readonly [CountedProcess, number]>;
  isCounting: boolean;
}

/**
 * The connections and held bytes of all processes. A connection is let in by its process; it is turned away from here
 * when all of them together have too many.
 */
export class CommonCounts {
  readonly #limits: CountLimits;
  /** The address of each connection, by process and number. */
  readonly #connections = new Map<CountedProcess, Map<number, string>>();
  readonly #addresses = new Map<string, Address>();
  /** How many addresses each process has a part of. */
  readonly #parts = new Map<CountedProcess, number>();
  #total = 0;

  constructor(limits: CountLimits) {
    this.#limits = limits;
  }

  join(counted: CountedProcess): void {
    this.#connections.set(counted, new Map());
  }

  /** Forgets a process: its connections have ended, and it holds nothing any more. */
  leave(counted: CountedProcess): void {
    const connections = this.#connections.get(counted) ?? new Map<number, string>();
    for (const connection of connections.keys()) this.left(counted, connection);
    for (const key of this.#addresses.keys()) this.holds(counted, key, 0);
    this.#connections.delete(counted);
    this.#parts.delete(counted);
  }

  entered(counted: CountedProcess, connection: number, key: string): void {
    const connections = this.#connections.get(counted);
    if (connections === undefined || connections.has(connection)) return;
    const address = this.#addressOf(key);
    const part = this.#partOf(key, address, counted);
    connections.set(connection, key);
    part.connections++;
    address.connections++;
    this.#total++;
    if (part.connections === 1 && address.held > part.held) {
      counted.heldElsewhere(key, address.held - part.held);
    }
    const limit = this.#limitOf(address);
    if (limit !== undefined) this.#turnAway(counted, connection, limit);
    else if (this.#mayHaveTooManyUnauthenticated(address)) {
      address.unjudged.add([counted, connection]);
      if (!address.isCounting) void this.#judge(key, address);
    }
  }

  left(counted: CountedProcess, connection: number): void {
    const connections = this.#connections.get(counted);
    const key = connections?.get(connection);
    if (connections === undefined || key === undefined) return;
    connections.delete(connection);
    const address = this.#addressOf(key);
    this.#partOf(key, address, counted).connections--;
    address.connections--;
    this.#total--;
    this.#forget(key, address, counted);
  }

  /**
   * @param bytes that the process holds for the address now
   * @throws TypeError when it has more addresses than a process of ours
   */
  holds(counted: CountedProcess, key: string, bytes: number): void {
    if (bytes === 0 && this.#addresses.get(key)?.parts.get(counted) === undefined) return;
    const address = this.#addressOf(key);
    const part = this.#partOf(key, address, counted);
    const change = bytes - part.held;
    part.held = bytes;
    address.held += change;
    if (change !== 0) {
      for (const [other, { held }] of address.parts) {
        if (other !== counted) other.heldElsewhere(key, address.held - held);
      }
    }
    this.#forget(key, address, counted);
  }

  #limitOf({ connections }: Address): ConnectionLimit | undefined {
    if (this.#total > this.#limits.connections) return 'connections';
    return connections > this.#limits.connectionsPerAddress ? 'connectionsPerAddress' : undefined;
  }

  /** A connection that is turned away counts no longer, though its process has yet to end it. */
  #turnAway(counted: CountedProcess, connection: number, limit: ConnectionLimit): void {
    this.left(counted, connection);
    counted.turnAway(connection, limit);
  }

  /** The processes are asked only when there are enough connections to reach a limit. */
  #mayHaveTooManyUnauthenticated({ connections }: Address): boolean {
    const { unauthenticatedConnections, unauthenticatedConnectionsPerAddress } = this.#limits;
    return this.#total > unauthenticatedConnections || connections > unauthenticatedConnectionsPerAddress;
  }

  /**
   * Counts the connections on which nobody is logged in, and turns away as many of the newest as there are too many. A
   * count may include connections that came after it began, so they may be turned away by it; those that are not are
   * judged by the next one.
   */
  async #judge(key: string, address: Address): Promise<void> {
    const { unjudged } = address;
    address.isCounting = true;
    while (unjudged.size > 0) {
      const before = [...unjudged];
      const { all, ofAddress } = await this.#unauthenticated(key);
      const tooManyOfAddress = ofAddress - this.#limits.unauthenticatedConnectionsPerAddress;
      const tooMany = Math.max(tooManyOfAddress, all - this.#limits.unauthenticatedConnections, 0);
      const newest = [...unjudged].toReversed().slice(0, tooMany);
      for (const judged of before) unjudged.delete(judged);
      for (const refused of newest) {
        unjudged.delete(refused);
        const [counted, connection] = refused;
        if (this.#connections.get(counted)?.has(connection) !== true) continue;
        const ofOne = tooManyOfAddress > 0;
        this.#turnAway(
          counted,
          connection,
          ofOne ? 'unauthenticatedConnectionsPerAddress' : 'unauthenticatedConnections',
        );
      }
    }
    address.isCounting = false;
  }

  /** The sum over all processes. One that does not answer is taken to have nobody logged in. */
  async #unauthenticated(key: string): Promise<UnauthenticatedCounts> {
    const counts = await Promise.all(
      [...this.#connections].map(([counted, connections]) =>
        counted.unauthenticated(key).catch(() => {
          const ofAddress = this.#addresses.get(key)?.parts.get(counted)?.connections ?? 0;
          return { all: connections.size, ofAddress };
        }),
      ),
    );
    return {
      all: counts.reduce((sum, { all }) => sum + all, 0),
      ofAddress: counts.reduce((sum, { ofAddress }) => sum + ofAddress, 0),
    };
  }

  #addressOf(key: string): Address {
    let address = this.#addresses.get(key);
    if (address === undefined) {
      address = { parts: new Map(), connections: 0, held: 0, unjudged: new Set(), isCounting: false };
      this.#addresses.set(key, address);
    }
    return address;
  }

  /** Drops the part of a process that has neither connections nor bytes, and an address without parts. */
  #forget(key: string, address: Address, counted: CountedProcess): void {
    const part = address.parts.get(counted);
    if (part?.connections === 0 && part.held === 0) {
      address.parts.delete(counted);
      this.#parts.set(counted, (this.#parts.get(counted) ?? 0) - 1);
    }
    if (address.parts.size === 0) this.#addresses.delete(key);
  }

  #partOf(key: string, address: Address, counted: CountedProcess): Part {
    const known = address.parts.get(counted);
    if (known !== undefined) return known;
    const parts = (this.#parts.get(counted) ?? 0) + 1;
    if (parts > MOST_ADDRESSES) {
      if (address.parts.size === 0) this.#addresses.delete(key);
      throw new TypeError('a process with too many addresses');
    }
    this.#parts.set(counted, parts);
    const part = { connections: 0, held: 0 };
    address.parts.set(counted, part);
    return part;
  }
}
