import type { Identity } from '../../auth/mechanism.js';
import type { SessionUser } from '../../shared-state/shared-state.js';

/** The user of an identity; undefined for guests and anonymous users, two of whom are never the same. */
export function userOf(identity: Identity): SessionUser | undefined {
  const { kind, sid, account, domain } = identity;
  return kind === 'user' ? { sid, account, domain } : undefined;
}

/**
 * Whether two identities are one user. SID and name are compared: two accounts may be configured with one SID, and
 * derived SIDs (30 bits) can collide.
 */
export function isSameUser(one: Identity, other: Identity): boolean {
  const user = userOf(one);
  return user !== undefined && isOfUser(other, user);
}

/** Whether an identity is a certain user. */
export function isOfUser(identity: Identity, { sid, account, domain }: SessionUser): boolean {
  const { kind } = identity;
  return (
    kind === 'user' && identity.sid === sid && identity.account === account && identity.domain === domain
  );
}
