import type { ServerNames } from '../auth/server-names.js';

/** Type of a share in srvsvc's lists, and its modifiers ([MS-SRVS] 2.2.2.4). TREE_CONNECT has other values. */
export const Stype = {
  STYPE_DISKTREE: 0x00000000,
  STYPE_PRINTQ: 0x00000001,
  STYPE_DEVICE: 0x00000002,
  STYPE_IPC: 0x00000003,
  STYPE_TEMPORARY: 0x40000000,
  STYPE_SPECIAL: 0x80000000,
} as const;

/** A share as clients list it ([MS-SRVS] 2.2.4.27). */
export interface ShareDescription {
  readonly name: string;
  /** Bits of {@link Stype}. */
  readonly type: number;
  readonly comment: string;
  /** The path to show for it, which need not exist; absent: empty. */
  readonly path?: string;
  /** Absent: without limit. */
  readonly maxUses?: number;
  readonly currentUses?: number;
  /** shi1005_flags ([MS-SRVS] 2.2.4.29). */
  readonly flags?: number;
  /** A self-relative SECURITY_DESCRIPTOR. */
  readonly securityDescriptor?: Buffer;
}

/** A session as clients list it ([MS-SRVS] 2.2.4.15). */
export interface SessionDescription {
  /** Name or address of the client's computer. */
  readonly client: string;
  /** Account; empty for anonymous. */
  readonly user: string;
  readonly domain: string;
  readonly guest: boolean;
  readonly openCount: number;
  readonly activeSeconds: number;
  readonly idleSeconds: number;
}

/** A tree connect as clients list it ([MS-SRVS] 2.2.4.2). */
export interface ConnectionDescription {
  /** Identifier of the tree connect, never 0. */
  readonly id: number;
  /** Bits of {@link Stype} of its share. */
  readonly type: number;
  readonly openCount: number;
  /** Users that share it. */
  readonly userCount: number;
  readonly activeSeconds: number;
  /** Account; empty for anonymous. */
  readonly user: string;
  /** Name or address of the client's computer. */
  readonly client: string;
  /** Name of the share. */
  readonly share: string;
}

/** An open file or pipe as clients list it ([MS-SRVS] 2.2.4.7). */
export interface OpenDescription {
  /** Identifier of the open, never 0. */
  readonly id: number;
  /** PERM_FILE_READ, PERM_FILE_WRITE and the other bits of fi3_permissions. */
  readonly permissions: number;
  readonly lockCount: number;
  /** Path with the share in front. */
  readonly path: string;
  /** Account; empty for anonymous. */
  readonly user: string;
}

/** The server as srvsvc and wkssvc tell of it; asked for at each call. */
export interface ServerInfo {
  readonly names: ServerNames;
  readonly comment: string;
  /** In the order in which they were added. */
  shares(): readonly ShareDescription[];
  /** In the order in which they began, without so many of the first; the caller need not take all. */
  sessions(from: number): Iterable<SessionDescription>;
  /** As {@link sessions}, by their sessions. */
  connections(from: number): Iterable<ConnectionDescription>;
  /** As {@link sessions}, by their sessions. */
  opens(from: number): Iterable<OpenDescription>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** PLATFORM_ID_NT ([MS-SRVS] 2.2.2.6). */
export const PLATFORM_ID_NT = 500;

/** The version that Samba, too, claims: old enough for clients to expect nothing special. */
export const VERSION = { major: 6, minor: 1 } as const;
