import { type AccountFile, openAccountFile } from '../../accounts/account-file.js';
import type { Account, FindingStore } from '../../auth/account.js';
import { accountsInMemory } from '../../auth/memory-store.js';
import type { ServeConfiguration } from '../../config/index.js';
import type { Log } from '../log.js';

/** The accounts of a server. */
export interface OpenedAccounts extends FindingStore {
  /** The accounts at this moment. */
  known(): Iterable<Account>;
  /** Whether a file has an account of this name. */
  isOfFile(name: string): Promise<boolean>;
  /** Why a file cannot be used as it is now; undefined: all can. */
  trouble(): Promise<string | undefined>;
  /**
   * Reads files of accounts anew, which take the place of those that were read before.
   *
   * @returns what puts them in force
   * @throws AccountError for a file that cannot be used
   */
  reread(files: readonly AccountFile[]): Promise<() => void>;
}

/**
 * A store of the accounts of flags and variables, then those of files, which may change while the server runs. A flag
 * may set another password for an account of a file; the account's groups, status and workstations stay.
 *
 * @param given the store of the accounts of flags and variables; default: they never change
 */
export async function openAccounts(
  configuration: ServeConfiguration,
  log: Log,
  given: FindingStore = accountsInMemory(configuration.accounts),
): Promise<OpenedAccounts> {
  const { accounts, accountFiles, domain } = configuration;
  if (accounts.length === 0 && accountFiles.length === 0 && domain === undefined) {
    const refused = takesStrangers(configuration) ? 'every login without a ticket' : 'every login';
    log.warn(`no account is configured, so ${refused} is refused: add --user NAME:PASSWORD`);
  }
  const onProblem = (problem: string): void => log.error(problem);
  let stores = await openFiles(accountFiles, onProblem);
  return {
    find: async (...asked) => {
      const [stronger, weaker] = [await given.find(...asked), await findInOrder(stores, ...asked)];
      return stronger && weaker ? withSecretOf(stronger, weaker) : (stronger ?? weaker);
    },
    known: () => [given, ...stores].flatMap((store) => [...(store.known?.() ?? [])]),
    trouble: async () => {
      for (const store of stores) {
        const trouble = await store.trouble?.();
        if (trouble !== undefined) return trouble;
      }
      return undefined;
    },
    isOfFile: async (name) => (await findInOrder(stores, name, '')) !== undefined,
    reread: async (files) => {
      const read = await openFiles(files, onProblem);
      return () => (stores = read);
    },
  };
}

/**
 * Opens files of accounts.
 *
 * @throws AccountError for a file that cannot be used
 */
export async function openFiles(
  files: readonly AccountFile[],
  onProblem: (problem: string) => void,
): Promise<readonly FindingStore[]> {
  const stores: FindingStore[] = [];
  for (const file of files) stores.push(await openAccountFile(file, { onProblem }));
  return stores;
}

/** Whether users that have no account here log in: by a ticket, or because a domain's controllers say so. */
export function takesStrangers({ kerberos, domain, authPolicy }: ServeConfiguration): boolean {
  const { keytab, password, principals = 'name' } = kerberos ?? {};
  const hasKey = keytab !== undefined || password !== undefined;
  const byTicket = hasKey && (principals === 'name' || principals === 'principal');
  return domain !== undefined || (byTicket && authPolicy.mechanisms.includes('kerberos'));
}

/** Replaces password and hash together: a password of the file must not stay beside another hash. */
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
