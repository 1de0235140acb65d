import { addressKey } from '../bytes/index.js';
import { HeldBytes } from '../runtime/held-bytes.js';
import type { Limits } from '../session/model/policy.js';
import { descriptorsForFiles } from '../shares/directory/descriptors.js';
import type { ServedConnection } from './carriers/served-connection.js';

/** The counts of an address. They exist while it has connections or bytes are held for it. */
interface Address {
  connections: number;
  readonly held: HeldBytes;
}

/** Counts connections, and the bytes held for them, and decides which connections are let in. */
export class Admission {
  readonly #limits: Limits;
  readonly #connections: Set<ServedConnection>;
  /** By {@link addressKey}. */
  readonly #addresses = new Map<string, Address>();
  /** The address of each connection admitted. */
  readonly #keys = new Map<ServedConnection, string>();

  /** @param connections the connections admitted; this class adds and removes them */
  constructor(limits: Limits, connections: Set<ServedConnection>) {
    this.#limits = limits;
    this.#connections = connections;
  }

  /** The count of bytes for a new connection from an address: part of that of the address. */
  countFor(address: string): HeldBytes {
    const { held } = this.#addressOf(addressKey(address));
    return new HeldBytes('heldBytesPerConnection', this.#limits.heldBytesPerConnection, held);
  }

  /** Lets a connection in, or names the limit that keeps it out. */
  admit(peer: ServedConnection): keyof Limits | undefined {
    const { connections, connectionsPerAddress } = this.#limits;
    const key = addressKey(peer.remote.address);
    const address = this.#addressOf(key);
    const limit =
      this.#connections.size >= connections
        ? 'connections'
        : address.connections >= connectionsPerAddress
          ? 'connectionsPerAddress'
          : this.#limitOfUnauthenticated(key, address.connections);
    if (limit === undefined) {
      this.#connections.add(peer);
      this.#keys.set(peer, key);
      address.connections++;
    } else {
      this.#forget(key);
    }
    return limit;
  }

  release(peer: ServedConnection): void {
    if (!this.#connections.delete(peer)) return;
    const key = this.#keys.get(peer);
    if (key === undefined) return;
    this.#keys.delete(peer);
    this.#addressOf(key).connections--;
    this.#forget(key);
  }

  #addressOf(key: string): Address {
    let address = this.#addresses.get(key);
    if (address === undefined) {
      const { heldBytesPerAddress } = this.#limits;
      const held = new HeldBytes('heldBytesPerAddress', heldBytesPerAddress, undefined, () =>
        this.#forget(key),
      );
      address = { connections: 0, held };
      this.#addresses.set(key, address);
    }
    return address;
  }

  /** Drops an address that has no connection and for which nothing is held. */
  #forget(key: string): void {
    const address = this.#addresses.get(key);
    if (address?.connections === 0 && address.held.bytes === 0) this.#addresses.delete(key);
  }

  /** Counts only when there are enough connections to reach the limit. */
  #limitOfUnauthenticated(key: string, fromAddress: number): keyof Limits | undefined {
    const { unauthenticatedConnections, unauthenticatedConnectionsPerAddress } = this.#limits;
    if (
      this.#connections.size < unauthenticatedConnections &&
      fromAddress < unauthenticatedConnectionsPerAddress
    ) {
      return undefined;
    }
    let all = 0;
    let ofAddress = 0;
    for (const peer of this.#connections) {
      if (peer.authenticated) continue;
      all++;
      if (this.#keys.get(peer) === key) ofAddress++;
    }
    if (ofAddress >= unauthenticatedConnectionsPerAddress) return 'unauthenticatedConnectionsPerAddress';
    return all >= unauthenticatedConnections ? 'unauthenticatedConnections' : undefined;
  }
}

/**
 * Descriptors of a process that are neither files of shares nor connections: the log, account files, the loop's own.
 */
const OTHER_DESCRIPTORS = 64;

/**
 * Limits of connections that leave descriptors of this process for the files of shares, and that let no single address
 * take all places to log in.
 *
 * @param descriptors the number that this process may have; undefined when it is not known
 */
export function withinDescriptors(limits: Limits, descriptors: number | undefined): Limits {
  if (descriptors === undefined) return limits;
  const most = Math.max(descriptors - descriptorsForFiles(descriptors) - OTHER_DESCRIPTORS, 4);
  if (limits.connections <= most) return limits;
  const { unauthenticatedConnections, unauthenticatedConnectionsPerAddress } = limits;
  return {
    ...limits,
    connections: most,
    unauthenticatedConnections: Math.min(unauthenticatedConnections, Math.ceil(most / 2)),
    unauthenticatedConnectionsPerAddress: Math.min(unauthenticatedConnectionsPerAddress, Math.ceil(most / 4)),
  };
}
