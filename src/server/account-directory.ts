import { AccountDirectory } from '../auth/account-directory.js';
import type { AccountStore } from '../auth/account.js';
import { GroupTable } from '../auth/groups.js';
import { localDomainOf } from '../auth/server-names.js';
import type { ResolvedOptions } from './resolve-options.js';

/** The accounts and groups of a server, for clients that ask names and SIDs of them. */
export function createDirectory(
  { names, machineSid, groups, domain: joined, logger }: ResolvedOptions,
  accounts: AccountStore,
): AccountDirectory {
  const domain = localDomainOf(names, joined);
  const realm = { domain, machineSid, groups: new GroupTable(groups, machineSid) };
  return new AccountDirectory(accounts, realm, (error) =>
    logger.error('looking up an account failed', { error }),
  );
}
