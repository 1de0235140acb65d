import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import type { LoginMemory } from '../auth/login-memory.js';
import type { MaybePromise } from '../values/maybe-promise.js';

/**
 * The memory that the processes of one server have in common. It is that of the process itself where there is one
 * alone, or that of an owner whom each process asks.
 *
 * Questions and answers are data, so that they can travel. A promise is no answer yet. It rejects when the owner is
 * lost, or silent for too long; the login that asked is refused then.
 */
export interface SharedState extends LoginMemory {
  /** Undefined: the process draws its own. */
  readonly identity: ServerIdentity | undefined;
  /** The authenticators of Kerberos; undefined: the process opens a memory of its own, as its options say. */
  readonly replays: ReplayMemory | undefined;
  readonly counts: SharedCounts;
  readonly sessions: SharedSessions;
  /**
   * A number that no other attempt of the server has. The numbers of one process rise. They do not
   * tell which of two attempts in two processes came first.
   */
  nextAttemptId(): number;
}

/** The marks by which clients know a server again: the same in all of its processes. */
export interface ServerIdentity {
  /** 16 random bytes: ServerGuid of [MS-SMB2] 3.3.1.5, where the profile has a random one. */
  readonly guid: Buffer;
  /** Milliseconds since 1970, for ServerStartTime. */
  readonly startedAt: number;
}

/** The limits of connections and bytes that hold for all processes together. */
export interface CountLimits {
  readonly connections: number;
  readonly connectionsPerAddress: number;
  readonly unauthenticatedConnections: number;
  readonly unauthenticatedConnectionsPerAddress: number;
  readonly heldBytesPerAddress: number;
}

/** A limit of connections that all processes reached together. */
export type ConnectionLimit = Exclude<keyof CountLimits, 'heldBytesPerAddress'>;

/**
 * Counts connections and held bytes over all processes. A process lets a connection in by its own counts, at once, and
 * turns it away when the others turn out to have too many with it.
 */
export interface SharedCounts {
  /**
   * A connection was let in here.
   *
   * @param connection its number in this process
   * @param address its address, or its network where one host has it all
   */
  entered(connection: number, address: string): void;
  /** A connection that was let in here has ended. */
  left(connection: number): void;
  /** Bytes that this process holds for an address now. */
  holds(address: string, bytes: number): void;
  /** Names the one that acts on the counts of all; called once, before anything is counted. */
  attend(listener: CountsListener): void;
}

/** A process, as the counts of all need it. */
export interface CountsListener {
  /** All processes together have too many connections: this one has no place. It may have ended already. */
  turnAway(connection: number, limit: ConnectionLimit): void;
  /** Bytes that the other processes hold for an address. */
  heldElsewhere(address: string, bytes: number): void;
  /** The connections of this process on which nobody is logged in: all, and those of an address. */
  unauthenticated(address: string): UnauthenticatedCounts;
}

/** Connections of a process on which nobody is logged in. */
export interface UnauthenticatedCounts {
  readonly all: number;
  readonly ofAddress: number;
}

/** The sessions of all processes. Each stays in the process that made it, and its SessionId tells which. */
export interface SharedSessions {
  /** The lowest bits of a SessionId that tell the process; 0: there is one process alone. */
  readonly placeBits: number;
  /** The value of these bits in the SessionIds of this process. */
  readonly place: number;
  /** Whether another process of the server gives out such a SessionId. The session need not exist. */
  isElsewhere(id: bigint): boolean;
  /**
   * Ends a session of another process if it is the same user's ([MS-SMB2] 3.3.5.5.3, PreviousSessionId).
   *
   * @returns once the session has ended there, or there is none of this user
   */
  endElsewhere(id: bigint, user: SessionUser): MaybePromise<void>;
  /** Names the one that ends sessions of this process for a user of another; called once, before any session begins. */
  attend(end: (id: bigint, user: SessionUser) => void): void;
}

/** A user as sessions are compared by: never a guest, and never an anonymous one. */
export interface SessionUser {
  readonly sid: string;
  readonly account: string;
  readonly domain: string;
}
