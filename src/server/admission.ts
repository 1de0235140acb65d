import { addressKey } from '../bytes/index.js';
import { HeldBytes } from '../runtime/held-bytes.js';
import type { Limits } from '../session/model/policy.js';
import { descriptorsForFiles } from '../shares/directory/descriptors.js';
import { countedHere } from '../shared-state/unshared.js';
import type { SharedCounts, UnauthenticatedCounts } from '../shared-state/shared-state.js';
import type { ServedConnection } from './carriers/served-connection.js';

/** The counts of an address. They exist while it has connections or bytes are held for it. */
interface Address {
  connections: number;
  readonly held: HeldBytes;
  /** The bytes that the other processes were told of. */
  told: number;
}

/** Other processes are told of held bytes when they have changed by this part of the limit. */
const TOLD_PART = 1 / 64;

/** Counts connections, and the bytes held for them, and decides which connections are let in. */
export class Admission {
  readonly #limits: Limits;
  readonly #connections: Map<ServedConnection, string>;
  readonly #counts: SharedCounts;
  /** By {@link addressKey}. */
  readonly #addresses = new Map<string, Address>();

  /**
   * @param connections the connections admitted, each with its {@link addressKey}; this class adds and removes them
   * @param counts those of all processes; default: there is one
   */
  constructor(
    limits: Limits,
    connections: Map<ServedConnection, string>,
    counts: SharedCounts = countedHere,
  ) {
    this.#limits = limits;
    this.#connections = connections;
    this.#counts = counts;
    counts.attend({
      turnAway: (id, limit) => this.#connectionOf(id)?.turnAway(limit),
      heldElsewhere: (key, bytes) => this.#heldElsewhere(key, bytes),
      unauthenticated: (key) => this.#unauthenticated(key),
    });
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
      this.#connections.set(peer, key);
      address.connections++;
      this.#counts.entered(peer.id, key);
    } else {
      this.#forget(key);
    }
    return limit;
  }

  release(peer: ServedConnection): void {
    const key = this.#connections.get(peer);
    if (key === undefined) return;
    this.#connections.delete(peer);
    this.#counts.left(peer.id);
    this.#addressOf(key).connections--;
    this.#forget(key);
  }

  #addressOf(key: string): Address {
    let address = this.#addresses.get(key);
    if (address === undefined) {
      const { heldBytesPerAddress } = this.#limits;
      const counted: Address = {
        connections: 0,
        held: new HeldBytes('heldBytesPerAddress', heldBytesPerAddress, undefined, (bytes) =>
          this.#holds(key, counted, bytes),
        ),
        told: 0,
      };
      address = counted;
      this.#addresses.set(key, address);
    }
    return address;
  }

  #holds(key: string, address: Address, bytes: number): void {
    const isMuch = Math.abs(bytes - address.told) >= this.#limits.heldBytesPerAddress * TOLD_PART;
    if (isMuch || (bytes === 0 && address.told !== 0)) {
      address.told = bytes;
      this.#counts.holds(key, bytes);
    }
    if (bytes === 0) this.#forget(key);
  }

  /** Others are told of an address while it has connections here, so that one without any is not remembered. */
  #heldElsewhere(key: string, bytes: number): void {
    const address = this.#addresses.get(key);
    if (address !== undefined) address.held.elsewhere = bytes;
  }

  #connectionOf(id: number): ServedConnection | undefined {
    for (const peer of this.#connections.keys()) if (peer.id === id) return peer;
    return undefined;
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
    const { all, ofAddress } = this.#unauthenticated(key);
    if (ofAddress >= unauthenticatedConnectionsPerAddress) return 'unauthenticatedConnectionsPerAddress';
    return all >= unauthenticatedConnections ? 'unauthenticatedConnections' : undefined;
  }

  #unauthenticated(key: string): UnauthenticatedCounts {
    let all = 0;
    let ofAddress = 0;
    for (const [peer, from] of this.#connections) {
      if (peer.authenticated) continue;
      all++;
      if (from === key) ofAddress++;
    }
    return { all, ofAddress };
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
