import type { AccountStore } from '../../auth/accounts/account.js';
import { accountsFromJsonFile } from '../../auth/accounts/json-file.js';
import { accountsInMemory } from '../../auth/accounts/memory-store.js';
import type { ServeConfiguration } from '../../config/index.js';
import type { Log } from '../log.js';

/** The accounts of flags and variables, and behind them those of the file, which may change while the server runs. */
export async function openAccounts(configuration: ServeConfiguration, log: Log): Promise<AccountStore> {
  const { accounts, accountsFile, accountNames } = configuration;
  if (accountNames.length === 0) {
    log.warn('no account is configured, so every login is refused: add --user NAME:PASSWORD');
  }
  const fixed = accountsInMemory(accounts);
  if (accountsFile === undefined) return fixed;
  const watched = await accountsFromJsonFile(accountsFile, { onProblem: (problem) => log.error(problem) });
  return { find: async (name, domain) => (await fixed.find(name, domain)) ?? watched.find(name, domain) };
}
