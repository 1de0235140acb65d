import type { AccountStore } from '../auth/account.js';
import type { Identity } from '../auth/mechanism.js';
import { canonicalSid, upperCaseUtf16 } from '../bytes/index.js';
import { equalInConstantTime } from '../crypto/constant-time.js';

/** Whether a password is that of an account. */
export type PasswordVerdict = 'right' | 'wrong' | 'not-verified';

/**
 * Says whether the password of a user that logged in is the one that it sends afterwards.
 *
 * @param identity the user that logged in
 * @param ntHash MD4 of the password that was sent: 16 bytes, secret, overwritten once the promise has settled
 * @param domain the domain that the credentials name, as sent; possibly empty
 */
export type VerifyPassword = (identity: Identity, ntHash: Buffer, domain: string) => Promise<PasswordVerdict>;

/**
 * Verifies passwords by the NT hashes of a store. `not-verified` where it has none: a store that verifies responses
 * itself, and a user that is no account of it.
 */
export function passwordVerifier(store: AccountStore): VerifyPassword {
  if (store.verify !== undefined) return async () => 'not-verified';
  const finding = store;
  return async (identity, ntHash, domain) => {
    const account = await finding.find(identity.account, domain);
    if (account === undefined || !isAccountOf(identity, account)) return 'not-verified';
    return equalInConstantTime(account.ntHash, ntHash) ? 'right' : 'wrong';
  };
}

/** A store may have people of one name in several domains, whom their SIDs tell apart. */
function isAccountOf(identity: Identity, { name, sid }: { name: string; sid?: string }): boolean {
  if (sid !== undefined) return canonicalSid(sid) === identity.sid;
  return upperCaseUtf16(name) === upperCaseUtf16(identity.account);
}
