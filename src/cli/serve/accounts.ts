import { openAccountFile } from '../../auth/accounts/account-file.js';
import type { AccountStore } from '../../auth/accounts/account.js';
import { accountsInMemory } from '../../auth/accounts/memory-store.js';
import type { ServeConfiguration } from '../../config/index.js';
import type { Log } from '../log.js';

/** The accounts of flags and variables, and behind them those of files, which may change while the server runs. */
export async function openAccounts(
  { accounts, accountFiles }: ServeConfiguration,
  log: Log,
): Promise<AccountStore> {
  if (accounts.length === 0 && accountFiles.length === 0) {
    log.warn('no account is configured, so every login is refused: add --user NAME:PASSWORD');
  }
  const stores = [accountsInMemory(accounts)];
  for (const file of accountFiles) {
    stores.push(await openAccountFile(file, { onProblem: (problem) => log.error(problem) }));
  }
  return {
    find: (name, domain) => findInOrder(stores, name, domain),
    known: () => stores.flatMap((store) => [...(store.known?.() ?? [])]),
  };
}

async function findInOrder(stores: readonly AccountStore[], ...asked: Parameters<AccountStore['find']>) {
  for (const store of stores) {
    const account = await store.find(...asked);
    if (account) return account;
  }
  return undefined;
}
