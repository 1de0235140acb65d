import { openAccountFile } from '../../accounts/account-file.js';
import type { Account, FindingStore } from '../../auth/account.js';
import { accountsInMemory } from '../../auth/memory-store.js';
import type { ServeConfiguration } from '../../config/index.js';
import type { Log } from '../log.js';

/**
 * The accounts of files, which may change while the server runs, and before them those of flags and variables: another
 * password for an account of a file, whose groups, status and workstations stay.
 */
export async function openAccounts(
  { accounts, accountFiles }: ServeConfiguration,
  log: Log,
): Promise<FindingStore> {
  if (accounts.length === 0 && accountFiles.length === 0) {
    log.warn('no account is configured, so every login is refused: add --user NAME:PASSWORD');
  }
  const given = accountsInMemory(accounts);
  const stores: FindingStore[] = [];
  for (const file of accountFiles) {
    stores.push(await openAccountFile(file, { onProblem: (problem) => log.error(problem) }));
  }
  return {
    find: async (...asked) => {
      const [stronger, weaker] = [await given.find(...asked), await findInOrder(stores, ...asked)];
      return stronger && weaker ? withSecretOf(stronger, weaker) : (stronger ?? weaker);
    },
    known: () => [given, ...stores].flatMap((store) => [...(store.known?.() ?? [])]),
  };
}

/** The password comes with its hash: that of a file must not stay beside another hash. */
function withSecretOf({ ntHash, password }: Account, account: Account): Account {
  const { password: _replaced, ...rest } = account;
  return { ...rest, ntHash, ...(password !== undefined && { password }) };
}

async function findInOrder(stores: readonly FindingStore[], ...asked: Parameters<FindingStore['find']>) {
  for (const store of stores) {
    const account = await store.find(...asked);
    if (account) return account;
  }
  return undefined;
}
