import type { Identity } from '../../auth/mechanism.js';
import { isThenable } from '../../values/realm.js';
import { isAccessLevel, maximalAccessOf } from '../../shares/access-level.js';
import type { Share } from '../../shares/share.js';
import type { ServerState } from '../model/server-state.js';

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

function describe(level: unknown): string {
  if (typeof level === 'string') return 'another word';
  if (isThenable(level)) return 'a promise';
  if (typeof level === 'object' && level !== null) return 'an object';
  return String(level);
}
