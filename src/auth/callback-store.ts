import { aFunction, obey } from '../values/rules.js';
import type { FindingStore } from './account.js';
import { createAccount, type AccountDefinition } from './account-definition.js';

/** Finds an account by the name and domain a client sent; compares names as it likes. */
export type FindAccount = (
  name: string,
  domain: string,
) => AccountDefinition | null | undefined | Promise<AccountDefinition | null | undefined>;

/**
 * A store that asks `find` at every login. If it throws, or answers with anything but an account, null or undefined,
 * the login fails as `store-failed`. `false` does not mean that there is no such account.
 *
 * @throws ConfigurationError for anything but a function
 */
export function accountsFromCallback(find: FindAccount): FindingStore {
  obey(aFunction, find, ['find']);
  return {
    async find(name, domain) {
      const definition = await find(name, domain);
      return definition === undefined || definition === null ? undefined : createAccount(definition);
    },
  };
}
