import { AccessMask } from '../constants/access-mask.js';
import {
  Stype,
  type ConnectionDescription,
  type OpenDescription,
  type ServerInfo,
  type SessionDescription,
  type ShareDescription,
} from '../rpc/index.js';
import type { Open } from '../session/model/open-table.js';
import type { ServerState } from '../session/model/server-state.js';
import type { Established, Session } from '../session/model/session.js';
import type { Tree } from '../session/model/tree-table.js';
import type { Share } from '../shares/share.js';

/** SHI1005_FLAGS_ENCRYPT_DATA ([MS-SRVS] 2.2.4.29). */
const ENCRYPT_DATA = 0x00008000;

/** The server as its services of RPC tell of it. */
export function serverInfo(state: ServerState): ServerInfo {
  return {
    names: state.names,
    comment: 'smb2-auth-server',
    shares: () => [...state.shares].map((share) => describeShare(share, state)),
    sessions: (from) => describeSessions(state, from),
    connections: (from) => skip(describeConnections(state), from),
    opens: (from) => skip(describeOpens(state), from),
    now: () => state.runtime.now(),
  };
}

function describeShare(share: Share, { shares }: ServerState): ShareDescription {
  return {
    name: share.name,
    type: typeOf(share),
    comment: share.comment,
    currentUses: shares.currentUses(share),
    flags: share.encrypt ? ENCRYPT_DATA : 0,
  };
}

function typeOf({ type }: Share): number {
  return type === 'pipe' ? (Stype.STYPE_IPC | Stype.STYPE_SPECIAL) >>> 0 : Stype.STYPE_DISKTREE;
}

/** Describes the sessions with a user logged in; sessions still in their first login are left out. */
function* describeSessions(state: ServerState, from: number): Iterable<SessionDescription> {
  let position = 0;
  for (const session of state.sessions) {
    const { established } = session;
    if (established !== undefined && position++ >= from) yield describeSession(session, established, state);
  }
}

function describeSession(
  session: Session,
  established: Established,
  { runtime }: ServerState,
): SessionDescription {
  const { account, domain, kind } = established.identity;
  const [channel] = established.channels.keys();
  const secondsSince = (moment: number) => Math.trunc((runtime.monotonic() - moment) / 1000);
  return {
    client: channel?.remote.address ?? '',
    user: account,
    domain,
    guest: kind === 'guest',
    openCount: established.opens.size,
    activeSeconds: secondsSince(session.startedAt),
    idleSeconds: secondsSince(session.usedAt),
  };
}

function* establishedOf({ sessions }: ServerState): Iterable<Established> {
  for (const { established } of sessions) if (established !== undefined) yield established;
}

function* describeConnections(state: ServerState): Iterable<ConnectionDescription> {
  for (const established of establishedOf(state))
    for (const tree of established.trees) yield describeConnection(tree, established, state);
}

/** The properties of [MS-SMB2] 3.3.4.19. */
function describeConnection(
  { id, globalId, share, startedAt }: Tree,
  { identity, opens, channels }: Established,
  { runtime }: ServerState,
): ConnectionDescription {
  const [channel] = channels.keys();
  return {
    id: globalId,
    type: typeOf(share),
    openCount: opens.countOf(id),
    userCount: 1,
    activeSeconds: Math.trunc((runtime.monotonic() - startedAt) / 1000),
    user: identity.account,
    client: channel?.remote.address ?? '',
    share: share.name,
  };
}

function* describeOpens(state: ServerState): Iterable<OpenDescription> {
  for (const established of establishedOf(state))
    for (const open of established.opens) yield describeOpen(open, established);
}

/** The properties of [MS-SMB2] 3.3.4.20. */
function describeOpen({ globalId, target }: Open, { identity }: Established): OpenDescription {
  const user = identity.account;
  if (target.type === 'pipe') {
    const permissions = permissionsOf(AccessMask.FILE_READ_DATA | AccessMask.FILE_WRITE_DATA);
    return { id: globalId, permissions, lockCount: 0, path: `\\PIPE\\${target.pipe.name}`, user };
  }
  const { file, share } = target;
  return {
    id: globalId,
    permissions: permissionsOf(file.grantedAccess),
    lockCount: file.lockCount ?? 0,
    // A path as on the drive that the server says it has; where the files really are is nobody's business.
    path: `C:\\${[share.name, file.path].filter(Boolean).join('\\')}`,
    user,
  };
}

/** By the rights that each bit of fi3_permissions stands for ([MS-SRVS] 2.2.4.7). */
const permissions: readonly (readonly [permission: number, rights: number])[] = [
  [0x01, AccessMask.FILE_READ_DATA],
  [0x02, AccessMask.FILE_WRITE_DATA],
  [0x04, AccessMask.FILE_APPEND_DATA],
  [0x08, AccessMask.FILE_EXECUTE],
  [0x10, AccessMask.DELETE],
  [0x20, AccessMask.FILE_WRITE_ATTRIBUTES],
  [0x40, AccessMask.WRITE_DAC],
];

function permissionsOf(access: number): number {
  return permissions.reduce((all, [bit, rights]) => ((access & rights) === 0 ? all : all | bit), 0);
}

/** Leaves so many of the first entries out. */
function* skip<T>(entries: Iterable<T>, count: number): Iterable<T> {
  let position = 0;
  for (const entry of entries) if (position++ >= count) yield entry;
}
