import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalSid, isSid, upperCaseUtf16 } from '../bytes/index.js';
import type { Account, AccountStore } from './account.js';
import type { GroupTable, NamedGroup } from './groups.js';
import { sidOfAccount, type Realm } from './identity.js';
import { isAccount, knownAccounts } from './known-accounts.js';

/** An account or a group of this server: its name and its SID. */
export interface Principal {
  /** A group of this server has a SID of its own, as an account has. */
  readonly kind: 'account' | 'group';
  /** The name as configured, without a domain. */
  readonly name: string;
  /** Canonical text. */
  readonly sid: string;
}

/** Accounts and their groups that are looked at in one turn of the event loop: a store may list a hundred thousand. */
const ENTRIES_IN_A_TURN = 2048;

/** The part that names which are looked up together share: the accounts are gone through once for all of them. */
export interface NamesTogether {
  /** Groups that accounts name, by their names in upper case; absent until a name needs them. */
  groups?: Promise<ReadonlyMap<string, NamedGroup>>;
}

/** The parts of an account that look-ups compare. */
interface Listed {
  readonly sid: string;
  readonly groups: readonly NamedGroup[];
}

/**
 * Translates names of this server's accounts and groups to SIDs and back. A store that finds accounts gives the SID of
 * a name; one that lists them gives the names of SIDs as well. One that verifies gives nothing.
 */
export class AccountDirectory {
  /** NetBIOS name of the domain that the accounts are in. */
  readonly domain: string;
  /** SID that the derived SIDs begin with. */
  readonly machineSid: string;
  readonly #store: AccountStore;
  readonly #groups: GroupTable;
  readonly #onFailure: (error: unknown) => void;
  /** An account never changes, so that its derived SIDs are kept with it. */
  readonly #listed = new WeakMap<Account, Listed>();

  /** Entries that were looked at in this turn, by all who ask. */
  #examined = 0;

  /** @param onFailure called with each error of the store */
  constructor(store: AccountStore, realm: Realm, onFailure: (error: unknown) => void) {
    this.domain = realm.domain;
    this.machineSid = canonicalSid(realm.machineSid);
    this.#store = store;
    this.#groups = realm.groups;
    this.#onFailure = onFailure;
  }

  /**
   * The account of a name, or else the group; undefined: there is neither.
   *
   * @param domain as the asker gives it; most stores ignore it
   * @param together one object for all names of a call
   * @throws the error of the store, after it has been reported
   */
  async named(name: string, domain: string, together: NamesTogether = {}): Promise<Principal | undefined> {
    const account = await this.#find(name, domain);
    if (account !== undefined)
      return { kind: 'account', name: account.name, sid: this.#describe(account).sid };
    const group = this.#groups.named(name) ?? (await this.#groupOfAccounts(name, together));
    return group && asGroup(group);
  }

  /** The accounts and groups of SIDs; a SID of neither is not in the result. */
  async ofSids(sids: Iterable<string>): Promise<ReadonlyMap<string, Principal>> {
    const found = new Map<string, Principal>();
    const wanted = new Set<string>();
    for (const sid of sids) {
      const group = this.#groups.ofSid(sid);
      if (group === undefined) wanted.add(sid);
      else found.set(sid, asGroup(group));
    }
    await this.#scan((account, { sid, groups }) => {
      if (wanted.delete(sid)) found.set(sid, { kind: 'account', name: account.name, sid });
      for (const group of groups) if (wanted.delete(group.sid)) found.set(group.sid, asGroup(group));
      return wanted.size > 0;
    }, wanted.size > 0);
    return found;
  }

  /** A group that is not configured: accounts name it. */
  async #groupOfAccounts(name: string, together: NamesTogether): Promise<NamedGroup | undefined> {
    together.groups ??= this.#groupsOfAccounts();
    return (await together.groups).get(upperCaseUtf16(name));
  }

  async #groupsOfAccounts(): Promise<ReadonlyMap<string, NamedGroup>> {
    const byName = new Map<string, NamedGroup>();
    await this.#scan((_, { groups }) => {
      for (const group of groups) {
        const key = upperCaseUtf16(group.name);
        if (!byName.has(key)) byName.set(key, group);
      }
      return true;
    });
    return byName;
  }

  /** @param visit returns whether to go on */
  async #scan(visit: (account: Account, listed: Listed) => boolean, begin = true): Promise<void> {
    if (!begin) return;
    for (const account of knownAccounts(this.#store, this.#onFailure) ?? []) {
      const listed = this.#describe(account);
      if (!visit(account, listed)) return;
      this.#examined += 1 + listed.groups.length;
      if (this.#examined < ENTRIES_IN_A_TURN) continue;
      this.#examined = 0;
      await nextTurn();
    }
  }

  async #find(name: string, domain: string): Promise<Account | undefined> {
    const store = this.#store;
    if (store.verify !== undefined || name === '') return undefined;
    try {
      const found: unknown = await store.find(name, domain);
      if (found === undefined) return undefined;
      if (!isAccount(found)) throw new TypeError('the account store answered with no account');
      return found;
    } catch (error) {
      this.#onFailure(error);
      throw error;
    }
  }

  #describe(account: Account): Listed {
    const known = this.#listed.get(account);
    if (known !== undefined) return known;
    // The store may belong to the embedder: a SID that is none is passed over, and the name gives one.
    const { name, sid, groups } = account;
    const own = isSid(sid) ? { name, sid } : { name };
    const listed = {
      sid: sidOfAccount(own, this.machineSid),
      groups: groups.map((group) => this.#groups.ofAccount(group)),
    };
    this.#listed.set(account, listed);
    return listed;
  }
}

function asGroup({ name, sid }: NamedGroup): Principal {
  return { kind: 'group', name, sid };
}
