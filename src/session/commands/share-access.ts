import type { Identity } from '../../auth/mechanism.js';
import { isThenable } from '../../values/realm.js';
import { isAccessLevel, maximalAccessOf } from '../../shares/access-level.js';
import type { Share } from '../../shares/share.js';
import type { ServerState } from '../model/server-state.js';
import type { Tree } from '../model/tree-table.js';

/** The access that a share gives an identity. */
export interface GrantedAccess {
  /** An access mask; 0 grants nothing. */
  readonly maximalAccess: number;
  /** Present if a program's own share gave no valid level. */
  readonly failed?: true;
}

/**
 * The access that the share grants, limited by the policy for guests and anonymous clients. An unknown level grants
 * nothing.
 */
export function accessTo(share: Share, identity: Identity, server: ServerState): GrantedAccess {
  // A share that was removed grants nothing, whoever has a tree of it left.
  if (!server.shares.has(share)) return { maximalAccess: 0 };
  const reachable =
    identity.kind !== 'anonymous' || server.authPolicy.anonymous === 'accept' || share.type === 'pipe';
  if (!reachable) return { maximalAccess: 0 };
  const level: unknown = share.accessOf(identity);
  if (isAccessLevel(level)) return { maximalAccess: maximalAccessOf(level) };
  // A promise grants nothing. Its rejection is caught, so that it does not end the process.
  void Promise.resolve(level).catch(() => {});
  const error = new TypeError(
    `accessOf of share "${share.name}" gave ${describe(level)}; expected 'none', 'read' or 'write', and at once`,
  );
  server.onInternalError(error, 'asking a share what a user may do');
  return { maximalAccess: 0, failed: true };
}

/**
 * The access that a user has through a tree: that of its TREE_CONNECT, unless the shares were replaced since. Servers
 * differ then. smbd leaves a tree the access that it began with, until an administrator sends `smbcontrol smbd
 * close-denied-share` (smbcontrol(1)). Windows decides at the TREE_CONNECT, and no older tree is mentioned where a
 * share is updated ([MS-SMB2] 3.3.4.14); where one is deregistered, opens are closed and trees freed (3.3.4.15), in the
 * middle of whatever a client writes. Here nothing begins that would be refused by now, and nothing that was begun is
 * cut.
 */
export function accessThrough(tree: Tree, identity: Identity, server: ServerState): number {
  const { changes } = server.shares;
  if (tree.decidedAt !== changes) {
    tree.maximalAccess = accessTo(tree.share, identity, server).maximalAccess;
    tree.decidedAt = changes;
  }
  return tree.maximalAccess;
}

function describe(level: unknown): string {
  if (typeof level === 'string') return 'another word';
  if (isThenable(level)) return 'a promise';
  if (typeof level === 'object' && level !== null) return 'an object';
  return String(level);
}
