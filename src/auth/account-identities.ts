import type { Account } from './account.js';
import { isWhole } from './account-definition.js';
import { type ContextFlags, type Identity, identityOfAccount, type Realm } from './identity.js';

/** The identities of the accounts of a realm. The SIDs and groups of an account that cannot change are found once. */
export class AccountIdentities {
  readonly #realm: Realm;
  /** By account: an identity is forgotten with its account. */
  readonly #known = new WeakMap<Account, Identity>();

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  /** The identity of a login of an account. Its lists are frozen, because other logins share them. */
  of(account: Account, context: ContextFlags): Identity {
    // The account of a program's own store may change from login to login.
    if (!isWhole(account)) return identityOfAccount(account, this.#realm, context);
    const known = this.#known.get(account) ?? this.#keep(account, context);
    return { ...known, context };
  }

  #keep(account: Account, context: ContextFlags): Identity {
    const identity = identityOfAccount(account, this.#realm, context);
    Object.freeze(identity.groupSids);
    Object.freeze(identity.groups);
    this.#known.set(account, identity);
    return identity;
  }
}
