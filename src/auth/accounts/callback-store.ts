import type { AccountStore } from './account.js';
import { createAccount, type AccountDefinition } from './account-definition.js';

/** Finds an account by the name and domain a client sent; compares names as it likes. */
export type FindAccount = (
  name: string,
  domain: string,
) => AccountDefinition | null | undefined | Promise<AccountDefinition | null | undefined>;

/**
 * A store that asks `find` at every login. What it throws, and an account that proves nothing, fails the login as
 * `store-failed`.
 */
export function accountsFromCallback(find: FindAccount): AccountStore {
  return {
    async find(name, domain) {
      const definition = await find(name, domain);
      return definition ? createAccount(definition) : undefined;
    },
  };
}
