import type { AccountStore } from '../auth/account.js';
import type { Identity } from '../auth/mechanism.js';
import { type AccountName, accountNameOf } from '../auth/account-name.js';
import { canonicalSid, upperCaseUtf16 } from '../bytes/index.js';
import { equalInConstantTime } from '../crypto/constant-time.js';
import type { NamedUser } from './compare-names.js';

/** Whether a password is that of an account. */
export type PasswordVerdict = 'right' | 'wrong' | 'not-verified';

/**
 * Says whether the password of a user that logged in is the one that it sends afterwards.
 *
 * @param identity the user that logged in
 * @param ntHash MD4 of the password that was sent: 16 bytes, secret, overwritten once the promise has settled
 * @param claimed the names under which the login was accepted, as sent; undefined: it gave none
 */
export type VerifyPassword = (
  identity: Identity,
  ntHash: Buffer,
  claimed: NamedUser | undefined,
) => Promise<PasswordVerdict>;

/**
 * Verifies passwords by the NT hashes of a store. `not-verified` where it has none: a store that verifies responses
 * itself, and a user that is no account of it, as one of the server's domain.
 */
export function passwordVerifier(store: AccountStore): VerifyPassword {
  if (store.verify !== undefined) return async () => 'not-verified';
  const finding = store;
  return async (identity, ntHash, claimed) => {
    // An account of the same name is another user's.
    if (identity.authority !== undefined) return 'not-verified';
    for (const { name, domain } of lookUpsOf(identity, claimed)) {
      const account = await finding.find(name, domain);
      if (account === undefined || !isAccountOf(identity, account)) continue;
      return equalInConstantTime(account.ntHash, ntHash) ? 'right' : 'wrong';
    }
    return 'not-verified';
  };
}

/**
 * The questions of a login to its store: NTLM asks with the names of the client, and Kerberos with the domain of the
 * server. The credentials have no say: a client would escape its verification by a domain that the store does not know.
 */
function lookUpsOf({ account, domain }: Identity, claimed: NamedUser | undefined): readonly AccountName[] {
  const ofIdentity = { name: account, domain };
  if (claimed === undefined) return [ofIdentity];
  const asked = accountNameOf(claimed.user, claimed.domain);
  return [asked, { name: asked.name, domain }, ofIdentity];
}

/** A store may have people of one name in several domains, whom their SIDs tell apart. */
function isAccountOf(identity: Identity, { name, sid }: { name: string; sid?: string }): boolean {
  if (sid !== undefined) return canonicalSid(sid) === identity.sid;
  return upperCaseUtf16(name) === upperCaseUtf16(identity.account);
}
