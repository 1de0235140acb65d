import { AccountDirectory } from '../auth/account-directory.js';
import type { AccountStore } from '../auth/account.js';
import { GroupTable } from '../auth/groups.js';
import type { ResolvedOptions } from './resolve-options.js';

/** The accounts and groups of a server, for clients that ask names and SIDs of them. */
export function createDirectory(
  { names, machineSid, groups, domain: joined, logger }: ResolvedOptions,
  accounts: AccountStore,
): AccountDirectory {
  // The accounts of a member are its own, and none of its domain's.
  const domain = (joined === undefined && names.netbiosDomain) || names.netbiosName;
  const realm = { domain, machineSid, groups: new GroupTable(groups, machineSid) };
  return new AccountDirectory(accounts, realm, (error) =>
    logger.error('looking up an account failed', { error }),
  );
}
