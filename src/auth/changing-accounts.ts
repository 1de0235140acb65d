import { upperCaseUtf16 } from '../bytes/index.js';
import type { Account, FindingStore } from './account.js';
import { AccountError, type AccountDefinition, createAccount } from './account-definition.js';
import { accountsByName } from './memory-store.js';
import { nearestName } from './nearest-name.js';

/** The parts of an account that can change: all but its name. A key that is undefined has its default again. */
export type AccountChange = Partial<Omit<AccountDefinition, 'name'>>;

/** An account as {@link ChangingAccounts.list} shows it: without its secrets. */
export type ListedAccount = Omit<Account, 'password' | 'ntHash'>;

/**
 * A store whose accounts change while a server runs. A change is in force for the next login, with NTLM and with
 * Kerberos, and for the next ticket of a test realm. Sessions that are open stay open, as on Windows: a change refuses
 * logins, and reauthentication is one.
 */
export interface ChangingAccounts extends FindingStore {
  /** The accounts at this moment. */
  known(): Iterable<Account>;
  /**
   * Adds an account.
   *
   * @throws AccountError for an account that cannot be used, or whose name is taken
   */
  add(definition: AccountDefinition): void;
  /**
   * Changes the named keys of an account and leaves the others. A new password takes the place of an NT hash, and a new
   * NT hash that of a password.
   *
   * @throws AccountError for a name that no account has, or a change that cannot be used; the account stays as it was
   */
  update(name: string, change: AccountChange): void;
  /**
   * Removes an account: its name is unknown from then on.
   *
   * @throws AccountError for a name that no account has
   */
  remove(name: string): void;
  /** The accounts at this moment, in the order in which they were added, without passwords and hashes. */
  list(): readonly ListedAccount[];
}

/**
 * A store of accounts that can be added, changed and removed; the domain a client sends does not matter.
 *
 * @param otherwise asked about names that no account has; its own accounts cannot be changed here
 * @throws AccountError for an unusable account, for a name with a domain in it, and for two of one name
 */
export function accountsThatChange(
  definitions: readonly AccountDefinition[],
  otherwise?: FindingStore,
): ChangingAccounts {
  const byName = new Map(accountsByName(definitions));
  const existing = (name: string): Account => {
    if (typeof name !== 'string') throw new AccountError('name: expected a text');
    const account = byName.get(upperCaseUtf16(name));
    if (account !== undefined) return account;
    const names = [...byName.values()].map((each) => each.name);
    const near = nearestName(name, names);
    throw new AccountError(`no account '${name}'${near === undefined ? '' : `; there is '${near.name}'`}`);
  };
  return {
    find: (name, domain) => byName.get(upperCaseUtf16(name)) ?? otherwise?.find(name, domain),
    known: () => [...byName.values(), ...(otherwise?.known?.() ?? [])],
    add: (definition) => {
      const account = createAccount(definition);
      const key = upperCaseUtf16(account.name);
      const other = byName.get(key);
      if (other !== undefined) throw new AccountError(`account '${other.name}' is there already`);
      byName.set(key, account);
    },
    update: (name, change) => {
      const account = existing(name);
      byName.set(upperCaseUtf16(name), createAccount(changed(account, change)));
    },
    remove: (name) => {
      byName.delete(upperCaseUtf16(existing(name).name));
    },
    list: () => [...byName.values()].map(withoutSecrets),
  };
}

/** An own `name` in the change is refused: another name is another account, with another SID. */
function changed(account: Account, change: AccountChange): AccountDefinition {
  if (typeof change !== 'object' || change === null) throw new AccountError('change: expected an object');
  if ('name' in change) throw new AccountError(`account '${account.name}': its name cannot change`);
  const { password, ntHash, ...rest } = account;
  // A password that a slip has left undefined is an error: the old one must not stay in force.
  const secret = 'password' in change || 'ntHash' in change ? {} : { password, ntHash };
  return { ...rest, ...secret, ...change };
}

function withoutSecrets({ password: _password, ntHash: _ntHash, ...rest }: Account): ListedAccount {
  return Object.freeze(rest);
}
