import type { Account } from './account.js';
import { isWhole } from './account-definition.js';
import { type ContextFlags, type Identity, identityOfAccount, type Realm } from './identity.js';

/** The identities of the accounts of a realm. That of an account that cannot change is made once for each context. */
export class AccountIdentities {
  readonly #realm: Realm;
  /** By account, then by context, of which there are eight: an identity is forgotten with its account. */
  readonly #known = new WeakMap<Account, Map<number, Identity>>();

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  /** The identity of a login of an account. It is frozen, because other logins share it. */
  of(account: Account, context: ContextFlags): Identity {
    // The account of a program's own store may change from login to login.
    if (!isWhole(account)) return identityOfAccount(account, this.#realm, context);
    return this.#known.get(account)?.get(bitsOf(context)) ?? this.#keep(account, context);
  }

  #keep(account: Account, context: ContextFlags): Identity {
    const identity = identityOfAccount(account, this.#realm, context);
    for (const part of [identity.groupSids, identity.groups, identity.context, identity]) Object.freeze(part);
    const known = this.#known.get(account) ?? new Map<number, Identity>();
    this.#known.set(account, known.set(bitsOf(context), identity));
    return identity;
  }
}

function bitsOf({ mutual, delegated, identifyOnly }: ContextFlags): number {
  return (mutual ? 1 : 0) | (delegated ? 2 : 0) | (identifyOnly ? 4 : 0);
}
