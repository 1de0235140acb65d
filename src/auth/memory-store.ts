import { upperCaseUtf16 } from '../bytes/index.js';
import type { Account, FindingStore } from './account.js';
import { AccountError, createAccount, type AccountDefinition } from './account-definition.js';

/**
 * A store of fixed accounts; the domain a client sends does not matter.
 * @throws AccountError for an unusable account, for a name with a domain in it, and for two of one name
 */
export function accountsInMemory(accounts: readonly AccountDefinition[]): FindingStore {
  const byName = accountsByName(accounts);
  return { find: (name) => byName.get(upperCaseUtf16(name)), known: () => byName.values() };
}

/**
 * A store that loads its accounts at each login, for example from a file; the domain does not matter.
 *
 * @param trouble why they cannot be loaded now
 */
export async function accountsByLoading(
  load: () => Promise<ReadonlyMap<string, Account>>,
  trouble: NonNullable<FindingStore['trouble']>,
): Promise<FindingStore> {
  let latest = await load();
  return {
    find: async (name) => {
      latest = await load();
      return latest.get(upperCaseUtf16(name));
    },
    known: () => latest.values(),
    trouble,
  };
}

/** Accounts under their names in upper case, one UTF-16 unit at a time, as Windows compares them. */
export function accountsByName(accounts: readonly AccountDefinition[]): ReadonlyMap<string, Account> {
  if (!Array.isArray(accounts)) throw new AccountError('accounts: expected a list');
  const byName = new Map<string, Account>();
  for (const definition of accounts) {
    const account = createAccount(definition);
    const key = upperCaseUtf16(account.name);
    if (byName.has(key)) throw new AccountError(`account '${account.name}' is there twice`);
    byName.set(key, account);
  }
  return byName;
}
