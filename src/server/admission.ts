import { HeldBytes } from '../held-bytes.js';
import type { Limits } from '../session/policy.js';
import type { SocketConnection } from './socket-connection.js';

/** What is known of an address while it has connections, or something is held for it. */
interface Address {
  connections: number;
  readonly held: HeldBytes;
}

/** Counts connections and what is held for them, and says which ones are one too many. */
export class Admission {
  readonly #limits: Limits;
  readonly #connections: Set<SocketConnection>;
  readonly #addresses = new Map<string, Address>();

  /** @param connections those admitted; kept up to date here */
  constructor(limits: Limits, connections: Set<SocketConnection>) {
    this.#limits = limits;
    this.#connections = connections;
  }

  /** The count of bytes for a new connection from an address: part of that of the address. */
  countFor(address: string): HeldBytes {
    const { held } = this.#addressOf(address);
    return new HeldBytes('heldBytesPerConnection', this.#limits.heldBytesPerConnection, held);
  }

  /** Lets a connection in, or names the limit that keeps it out. */
  admit(peer: SocketConnection): keyof Limits | undefined {
    const { connections, connectionsPerAddress, unauthenticatedConnections } = this.#limits;
    const name = peer.connection.remote.address;
    const address = this.#addressOf(name);
    const limit =
      this.#connections.size >= connections
        ? 'connections'
        : address.connections >= connectionsPerAddress
          ? 'connectionsPerAddress'
          : this.#unauthenticatedReach(unauthenticatedConnections)
            ? 'unauthenticatedConnections'
            : undefined;
    if (limit === undefined) {
      this.#connections.add(peer);
      address.connections++;
    } else {
      this.#forget(name);
    }
    return limit;
  }

  release(peer: SocketConnection): void {
    if (!this.#connections.delete(peer)) return;
    const name = peer.connection.remote.address;
    this.#addressOf(name).connections--;
    this.#forget(name);
  }

  #addressOf(name: string): Address {
    let address = this.#addresses.get(name);
    if (address === undefined) {
      const { heldBytesPerAddress } = this.#limits;
      const held = new HeldBytes('heldBytesPerAddress', heldBytesPerAddress, undefined, () =>
        this.#forget(name),
      );
      address = { connections: 0, held };
      this.#addresses.set(name, address);
    }
    return address;
  }

  /** Drops an address that has no connection and for which nothing is held. */
  #forget(name: string): void {
    const address = this.#addresses.get(name);
    if (address?.connections === 0 && address.held.bytes === 0) this.#addresses.delete(name);
  }

  /** Counted only when there are enough connections for it to matter. */
  #unauthenticatedReach(limit: number): boolean {
    if (this.#connections.size < limit) return false;
    let count = 0;
    for (const { connection } of this.#connections) if (!connection.authenticated) count++;
    return count >= limit;
  }
}
