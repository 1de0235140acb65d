import type { Limits } from '../session/policy.js';
import type { SocketConnection } from './socket-connection.js';

/** Counts connections, and says which ones are one too many. */
export class Admission {
  readonly #limits: Limits;
  readonly #connections: Set<SocketConnection>;
  readonly #perAddress = new Map<string, number>();

  /** @param connections those admitted; kept up to date here */
  constructor(limits: Limits, connections: Set<SocketConnection>) {
    this.#limits = limits;
    this.#connections = connections;
  }

  /** Lets a connection in, or names the limit that keeps it out. */
  admit(peer: SocketConnection): keyof Limits | undefined {
    const { connections, connectionsPerAddress, unauthenticatedConnections } = this.#limits;
    const { address } = peer.connection.remote;
    const fromAddress = this.#perAddress.get(address) ?? 0;
    if (this.#connections.size >= connections) return 'connections';
    if (fromAddress >= connectionsPerAddress) return 'connectionsPerAddress';
    if (this.#unauthenticatedReach(unauthenticatedConnections)) return 'unauthenticatedConnections';
    this.#connections.add(peer);
    this.#perAddress.set(address, fromAddress + 1);
    return undefined;
  }

  release(peer: SocketConnection): void {
    if (!this.#connections.delete(peer)) return;
    const { address } = peer.connection.remote;
    const left = (this.#perAddress.get(address) ?? 1) - 1;
    if (left === 0) this.#perAddress.delete(address);
    else this.#perAddress.set(address, left);
  }

  /** Counted only when there are enough connections for it to matter. */
  #unauthenticatedReach(limit: number): boolean {
    if (this.#connections.size < limit) return false;
    let count = 0;
    for (const { connection } of this.#connections) if (!connection.authenticated) count++;
    return count >= limit;
  }
}
