import type { Identity } from '../auth/mechanism.js';
import { maximalAccessOf } from '../shares/access-level.js';
import type { Share } from '../shares/share.js';
import type { ServerState } from './server-state.js';

/** The access mask an identity has on a share: what the share grants, within what the policy lets strangers reach. */
export function maximalAccessTo(share: Share, identity: Identity, server: ServerState): number {
  const reachable =
    identity.kind !== 'anonymous' || server.authPolicy.anonymous === 'accept' || share.type === 'pipe';
  return reachable ? maximalAccessOf(share.accessOf(identity)) : 0;
}
