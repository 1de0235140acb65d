import { canonicalSid, looksLikeSid, upperCaseUtf16 } from '../bytes/index.js';
import { obey } from '../values/rules.js';
import { type GroupDefinitions, groupsRule } from './group-definitions.js';
import { isNamedAlone, type NamedInDomain, qualifiedKeyOf } from './domain-user-name.js';
import { deriveSid, WellKnownSid } from './identity.js';
import { isPrincipalName } from './principal-name.js';

/** A user whose groups are asked for. */
export interface GroupMember extends NamedInDomain {
  /** SID of the user. */
  readonly sid: string;
  /** The Kerberos principal, with its realm; absent: the login is not by Kerberos. */
  readonly principal?: string;
  /** SID of the primary group; absent: there is none. */
  readonly primaryGroup?: string;
  /** SIDs of the groups that a directory knows the user in; default: none. */
  readonly groupSids?: readonly string[];
  /** Names of the groups that the account itself names. */
  readonly groups: readonly string[];
}

/** The groups of a user, by name and by SID. */
export interface Groups {
  readonly groups: readonly string[];
  readonly groupSids: readonly string[];
}

const groupsOfEveryUser = [
  WellKnownSid.EVERYONE,
  WellKnownSid.NETWORK,
  WellKnownSid.AUTHENTICATED_USERS,
] as const;

/** A group of this server. */
export interface NamedGroup {
  /** The name as configured, or as an account names it. */
  readonly name: string;
  /** Its SID. */
  readonly sid: string;
}

/** A group by its name, with everything that is looked up of it for each login. */
interface Group extends NamedGroup {
  /** The name in upper case. */
  readonly key: string;
  /** The same with `@`, as members are named. */
  readonly asMember: string;
}

const NO_GROUPS: Groups = Object.freeze({ groups: Object.freeze([]), groupSids: Object.freeze([]) });

/** Configured groups, read once for many logins. */
export class GroupTable {
  readonly #machineSid: string;
  readonly #groups = new Map<string, Group>();
  readonly #bySid = new Map<string, Group>();
  /** By member, in upper case: the groups it is in. */
  readonly #groupsOf = new Map<string, Group[]>();
  /** By principal, which has case: the groups it is in. */
  readonly #groupsOfPrincipal = new Map<string, Group[]>();

  /** @throws ConfigurationError with a problem for each faulty group */
  constructor(definitions: GroupDefinitions, machineSid: string) {
    obey(groupsRule, definitions, ['groups']);
    this.#machineSid = machineSid;
    for (const [name, { sid, members = [] }] of Object.entries(definitions)) {
      const group = this.#groupNamed(name, sid);
      this.#groups.set(group.key, group);
      this.#bySid.set(group.sid, group);
      for (const member of [...members, ...(sid === undefined ? [] : [sid])]) {
        if (isPrincipalName(member)) addTo(this.#groupsOfPrincipal, member, group);
        else
          addTo(this.#groupsOf, looksLikeSid(member) ? canonicalSid(member) : upperCaseUtf16(member), group);
      }
    }
  }

  /** The configured group of a name, which has no case; undefined: there is none. */
  named(name: string): NamedGroup | undefined {
    return this.#groups.get(upperCaseUtf16(name));
  }

  /** The configured group of a SID in its canonical text; undefined: there is none. */
  ofSid(sid: string): NamedGroup | undefined {
    return this.#bySid.get(sid);
  }

  /** The group that an account names: a configured one, or one that its name alone makes. */
  ofAccount(name: string): NamedGroup {
    return this.named(name) ?? this.#groupNamed(name);
  }

  /**
   * Lists the groups that a user is in, directly or through others, also through the primary group and the well-known
   * groups of every user. The latter are not in the result.
   */
  groupsOf(user: GroupMember): Groups {
    const { account, sid, principal, primaryGroup, groupSids = [], groups } = user;
    // The usual server has no groups, and is asked at each login.
    const ofPrincipal = principal === undefined ? [] : (this.#groupsOfPrincipal.get(principal) ?? []);
    if (
      this.#groupsOf.size === 0 &&
      ofPrincipal.length === 0 &&
      groupSids.length === 0 &&
      groups.length === 0
    ) {
      return NO_GROUPS;
    }
    const joined = new Map<string, string>();
    const sids = new Set(groupSids.map(canonicalSid));
    const waiting = [canonicalSid(sid), ...sids, ...groupsOfEveryUser];
    if (primaryGroup !== undefined) waiting.push(canonicalSid(primaryGroup));
    // An account whose name looks like a SID, or like a group with its `@`, gets no group by that name.
    if (isNamedAlone(user) && !account.startsWith('@') && !looksLikeSid(account)) {
      waiting.push(upperCaseUtf16(account));
    }
    const qualified = qualifiedKeyOf(user);
    if (qualified !== undefined) waiting.push(qualified);
    const join = (group: Group, name: string): void => {
      if (joined.has(group.key)) return;
      joined.set(group.key, name);
      sids.add(group.sid);
      waiting.push(group.asMember, group.sid);
    };
    for (const group of ofPrincipal) join(group, group.name);
    for (const name of groups) join(this.#groups.get(upperCaseUtf16(name)) ?? this.#groupNamed(name), name);
    for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
      for (const group of this.#groupsOf.get(member) ?? []) join(group, group.name);
    }
    return { groups: [...joined.values()], groupSids: [...sids] };
  }

  #groupNamed(name: string, sid?: string): Group {
    const key = upperCaseUtf16(name);
    return {
      name,
      key,
      asMember: upperCaseUtf16(`@${name}`),
      sid: sid === undefined ? deriveSid(this.#machineSid, name, 'group') : canonicalSid(sid),
    };
  }
}

function addTo(table: Map<string, Group[]>, member: string, group: Group): void {
  const groups = table.get(member);
  if (groups === undefined) table.set(member, [group]);
  else groups.push(group);
}
