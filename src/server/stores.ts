import { AccountDirectory } from '../auth/account-directory.js';
import type { AccountStore } from '../auth/account.js';
import { GroupTable } from '../auth/groups.js';
import { accountsInMemory } from '../auth/memory-store.js';
import type { ResolvedOptions } from './resolve-options.js';

/** The accounts and groups that clients may ask names and SIDs of. */
export function directoryOf(
  { names, machineSid, groups, logger }: ResolvedOptions,
  accounts: AccountStore,
): AccountDirectory {
  const domain = names.netbiosDomain || names.netbiosName;
  const realm = { domain, machineSid, groups: new GroupTable(groups, machineSid) };
  return new AccountDirectory(accounts, realm, (error) =>
    logger.error('looking up an account failed', { error }),
  );
}

/** The account store of the options, or one of the accounts that they list. */
export function storeOf({ accounts }: ResolvedOptions): AccountStore {
  return isAccountStore(accounts) ? accounts : accountsInMemory(accounts);
}

function isAccountStore(accounts: ResolvedOptions['accounts']): accounts is AccountStore {
  return !Array.isArray(accounts);
}
