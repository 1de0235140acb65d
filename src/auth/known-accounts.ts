import type { Account, AccountStore, FindingStore } from './account.js';
import { isBytes } from '../values/realm.js';

/** Bytes of an NT hash. */
const NT_HASH_BYTES = 16;

/**
 * The accounts that a store lists; undefined when the store cannot list its accounts. The store may belong to the
 * embedder: values that are no accounts are left out, and the list ends where the store throws.
 */
export function knownAccounts(
  store: AccountStore,
  onFailure: (error: unknown) => void,
): Iterable<Account> | undefined {
  if (store.verify !== undefined || store.known === undefined) return undefined;
  return { [Symbol.iterator]: () => listed(store, onFailure) };
}

function* listed(store: FindingStore, onFailure: (error: unknown) => void): Generator<Account, undefined> {
  try {
    for (const account of store.known?.() ?? []) if (isAccount(account)) yield account;
  } catch (error) {
    onFailure(error);
  }
}

/** Whether a value that a store gives has what an account needs. */
export function isAccount(value: unknown): value is Account {
  if (typeof value !== 'object' || value === null) return false;
  const { name, ntHash, password, groups } = value as Partial<Record<keyof Account, unknown>>;
  return (
    typeof name === 'string' &&
    isBytes(ntHash) &&
    ntHash.length === NT_HASH_BYTES &&
    (password === undefined || typeof password === 'string') &&
    Array.isArray(groups) &&
    groups.every((group) => typeof group === 'string')
  );
}
