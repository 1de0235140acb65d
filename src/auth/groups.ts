import { canonicalSid, isSid, looksLikeSid, upperCaseUtf16 } from '../bytes/index.js';
import { isPlain, type Path } from '../values/configuration-error.js';
import { obey, problemAt, type Rule } from '../values/rules.js';
import { deriveSid, WellKnownSid } from './identity.js';
import { isPrincipalName } from './principal-name.js';

/** A configured group. */
export interface GroupDefinition {
  /** `S-1-5-…`; default: derived from the machine SID and the name. */
  readonly sid?: string | undefined;
  /**
   * Names of accounts, groups as `@name`, and SIDs of users and groups; names ignore case. Where Kerberos is offered,
   * also principals such as `alice@EXAMPLE.COM`, which have case, and are members in logins by Kerberos alone. The
   * accounts that name the group themselves are members beside these. Default: none.
   */
  readonly members?: readonly string[] | undefined;
}

/**
 * Configured groups by name. A group may be a member of another: `{ admins: { members: ['alice', '@operators'] } }`.
 */
export type GroupDefinitions = Readonly<Record<string, GroupDefinition>>;

/** A fault in the definition of a group or of a member. */
export interface GroupFault {
  /** The keys that lead there from the groups. */
  readonly place: Path;
  readonly message: string;
}

/** The rule of {@link GroupDefinitions}. */
export const groupsRule: Rule = (value, place) =>
  faultsOfGroups(value).map((fault) => problemAt([...place, ...fault.place], fault.message));

/** A user whose groups are asked for. */
export interface GroupMember {
  /** Name of the account. */
  readonly account: string;
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

/** Lists the faults of groups that a file or a program gives. */
export function faultsOfGroups(definitions: unknown): GroupFault[] {
  if (!isRecord(definitions)) return [{ place: [], message: 'expected an object' }];
  // A promise or a Map has no own keys: no rule for a group would apply to a user.
  if (!isPlain(definitions)) return [{ place: [], message: 'expected a plain object' }];
  const faults = [...faultsOfDefinitions(definitions)];
  return faults.length > 0 ? faults : faultsOfCircles(definitions as GroupDefinitions);
}

function* faultsOfDefinitions(definitions: Readonly<Record<string, unknown>>): Generator<GroupFault> {
  const seen = new Set<string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const key = upperCaseUtf16(name);
    if (name === '' || /^@|\\/.test(name) || looksLikeSid(name)) {
      yield { place: [name], message: 'expected the name of a group, without @ and without a domain' };
    } else if (seen.has(key)) {
      yield { place: [name], message: 'expected a name that no group has yet; names ignore case' };
    }
    seen.add(key);
    if (!isRecord(definition)) {
      yield { place: [name], message: 'expected an object' };
      continue;
    }
    if (!isPlain(definition) && !('members' in definition) && !('sid' in definition)) {
      yield { place: [name], message: 'expected an object with sid or members; it has neither' };
    }
    for (const unknown of Object.keys(definition)) {
      if (unknown !== 'sid' && unknown !== 'members')
        yield { place: [name, unknown], message: 'unknown key' };
    }
    const { sid, members } = definition;
    if (sid !== undefined && !isSid(sid)) {
      yield { place: [name, 'sid'], message: 'expected a SID such as S-1-5-21-1-2-3-1000' };
    }
    if (members === undefined) continue;
    if (!Array.isArray(members)) yield { place: [name, 'members'], message: 'expected a list' };
    else yield* faultsOfMembers(name, members);
  }
}

function* faultsOfMembers(group: string, members: readonly unknown[]): Generator<GroupFault> {
  for (const [index, member] of members.entries()) {
    const isMember =
      typeof member === 'string' &&
      (looksLikeSid(member) ? isSid(member) : /^(@[^\\]+|[^@\\]+)$/.test(member) || isPrincipalName(member));
    if (isMember) continue;
    yield { place: [group, 'members', index], message: noMember };
  }
}

const noMember = 'expected the name of an account without its domain, @group, or a SID';

/**
 * Members that are principals, as faults: without Kerberos nobody proves one.
 *
 * @param definitions that have no other faults
 */
export function principalMembers(definitions: GroupDefinitions): GroupFault[] {
  return Object.entries(definitions).flatMap(([name, { members = [] }]) =>
    members.flatMap((member, index) =>
      isPrincipalName(member) ? [{ place: [name, 'members', index], message: noMember }] : [],
    ),
  );
}

/** Finds the groups that contain themselves, directly or through others. */
function faultsOfCircles(definitions: GroupDefinitions): GroupFault[] {
  const names = new Map(Object.keys(definitions).map((name) => [upperCaseUtf16(`@${name}`), name]));
  const state = new Map<string, 'entered' | 'left'>();
  const faults: GroupFault[] = [];
  // Iterative, since a list of groups may be longer than the stack is deep.
  for (const start of names.values()) {
    const path: { readonly name: string; next: number }[] = [];
    const enter = (name: string): void => {
      state.set(name, 'entered');
      path.push({ name, next: 0 });
    };
    if (!state.has(start)) enter(start);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const index = at.next++;
      const members = definitions[at.name]?.members ?? [];
      const member = members[index];
      if (member === undefined) {
        state.set(at.name, 'left');
        path.pop();
        continue;
      }
      const inner = names.get(upperCaseUtf16(member));
      if (inner === undefined || state.get(inner) === 'left') continue;
      if (state.get(inner) === undefined) {
        enter(inner);
        continue;
      }
      const circle = [...path.slice(path.findIndex(({ name }) => name === inner)), { name: inner }];
      const shown = circle.map(({ name }) => `@${name}`).join(' has ');
      faults.push({
        place: [at.name, 'members', index],
        message: `expected no group that is a member of itself: ${shown}`,
      });
    }
  }
  return faults;
}

const groupsOfEveryUser = [
  WellKnownSid.EVERYONE,
  WellKnownSid.NETWORK,
  WellKnownSid.AUTHENTICATED_USERS,
] as const;

/** A group by its name, with everything that is looked up of it for each login. */
interface Group {
  readonly name: string;
  /** The name in upper case. */
  readonly key: string;
  /** The same with `@`, as members are named. */
  readonly asMember: string;
  readonly sid: string;
}

const NO_GROUPS: Groups = Object.freeze({ groups: Object.freeze([]), groupSids: Object.freeze([]) });

/** Configured groups, read once for many logins. */
export class GroupTable {
  readonly #machineSid: string;
  readonly #groups = new Map<string, Group>();
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
      for (const member of [...members, ...(sid === undefined ? [] : [sid])]) {
        if (isPrincipalName(member)) addTo(this.#groupsOfPrincipal, member, group);
        else
          addTo(this.#groupsOf, looksLikeSid(member) ? canonicalSid(member) : upperCaseUtf16(member), group);
      }
    }
  }

  /**
   * Lists the groups that a user is in, directly or through others, also through the primary group and the well-known
   * groups of every user. The latter are not in the result.
   */
  groupsOf({ account, sid, principal, primaryGroup, groupSids = [], groups }: GroupMember): Groups {
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
    if (!account.startsWith('@') && !looksLikeSid(account)) waiting.push(upperCaseUtf16(account));
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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
