import type { AccountStore } from '../auth/account.js';
import { accountsInMemory } from '../auth/memory-store.js';
import type { ResolvedOptions } from './resolve-options.js';

/** The account store of the options, or one of the accounts that they list. */
export function storeOf({ accounts }: ResolvedOptions): AccountStore {
  return isAccountStore(accounts) ? accounts : accountsInMemory(accounts);
}

function isAccountStore(accounts: ResolvedOptions['accounts']): accounts is AccountStore {
  return !Array.isArray(accounts);
}
