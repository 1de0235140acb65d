import type { MachineIdentity } from '../auth/machine-identity.js';

/** One login that shows its machine's identity. */
export interface Sighting {
  /** Address of the client. */
  readonly client: string;
  /** Name that the client gives of its machine, without case; empty: none. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** One start of a machine: the logins with one MachineID. */
interface Start {
  firstSeen: number;
  lastSeen: number;
  readonly clients: Set<string>;
  readonly names: Set<string>;
}

/** The most installations in memory, and the most starts without one: those that were seen first are forgotten. */
const installationLimit = 4096;
/** The latest starts of an installation are kept. */
const startLimit = 16;
const addressLimit = 32;
/** Two names tell copies; the names are words of clients, and each may be long. */
const nameLimit = 4;

/**
 * Tells machines from copies of machines. A MachineID at two addresses is no copy yet: a machine has IPv4 and IPv6,
 * several adapters, and an address that changes. An id that stays the same across restarts is no copy yet either: the
 * machine may have restarted in between. Copies are what one machine cannot be.
 */
export class Machines {
  /** The starts by MachineID of each installation, by the id that stays the same across restarts. */
  readonly #installations = new Map<string, Map<string, Start>>();
  /** The starts of machines that show no other id, by MachineID. */
  readonly #others = new Map<string, Start>();

  /** Remembers a login. */
  add({ machineId, crossBootMachineId }: MachineIdentity, sighting: Sighting): void {
    const starts =
      crossBootMachineId === undefined
        ? this.#others
        : entryOf(this.#installations, crossBootMachineId, installationLimit, () => new Map<string, Start>());
    const limit = crossBootMachineId === undefined ? installationLimit : startLimit;
    see(entryOf(starts, machineId, limit, newStart), sighting);
  }

  /**
   * The clients that are copies of one machine, each with the first addresses of its copies. An address that several
   * copies share, as behind a router, is among its own.
   */
  get copies(): ReadonlyMap<string, ReadonlySet<string>> {
    const copies = new Map<string, Set<string>>();
    const groups = [
      ...[...this.#installations.values()].map((starts) => copiedStarts([...starts.values()])),
      // A machine has one name from start to start: two of them are machines that go on from one saved state.
      ...[...this.#others.values()].map((start) => (start.names.size > 1 ? [start] : [])),
    ];
    for (const group of groups) {
      const addresses = new Set(group.flatMap(({ clients }) => [...clients]));
      for (const client of addresses) {
        const others = entryOf(copies, client, Infinity, () => new Set<string>());
        for (const address of addresses) {
          // A client with many addresses must not make the report long, nor long to make.
          if (others.size >= addressLimit) break;
          if (address !== client || addresses.size === 1) others.add(address);
        }
      }
    }
    return copies;
  }
}

/** The starts that cannot all be those of one machine. */
function copiedStarts(starts: readonly Start[]): readonly Start[] {
  return starts.filter(
    (start) =>
      start.names.size > 1 || starts.some((other) => other !== start && areTwoMachines(start, other)),
  );
}

/**
 * Whether two starts are those of two machines: both were there at one time, or nothing that is known of them is the
 * same. One machine that got a new name and a new address between two starts looks the same.
 */
function areTwoMachines(one: Start, other: Start): boolean {
  if (one.firstSeen <= other.lastSeen && other.firstSeen <= one.lastSeen) return true;
  const areNamed = one.names.size > 0 && other.names.size > 0;
  return areNamed && areDisjoint(one.names, other.names) && areDisjoint(one.clients, other.clients);
}

function areDisjoint(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].every((value) => !others.has(value));
}

function see(start: Start, { client, name, time }: Sighting): void {
  start.firstSeen = Math.min(start.firstSeen, time);
  start.lastSeen = Math.max(start.lastSeen, time);
  if (start.clients.size < addressLimit) start.clients.add(client);
  if (name !== '' && start.names.size < nameLimit) start.names.add(name);
}

function newStart(): Start {
  return { firstSeen: Infinity, lastSeen: -Infinity, clients: new Set(), names: new Set() };
}

/** The entry of a key, made where there is none; the oldest makes room. */
function entryOf<Entry>(entries: Map<string, Entry>, key: string, limit: number, make: () => Entry): Entry {
  const known = entries.get(key);
  if (known !== undefined) return known;
  if (entries.size >= limit) {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
  const made = make();
  entries.set(key, made);
  return made;
}
