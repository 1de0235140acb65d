import { isSid, looksLikeSid, upperCaseUtf16 } from '../bytes/index.js';
import { isPlain, type Path } from '../values/configuration-error.js';
import { problemAt, type Rule } from '../values/rules.js';
import { isDomainUserName } from './domain-user-name.js';
import { isPrincipalName } from './principal-name.js';

/** A configured group. */
export interface GroupDefinition {
  /** `S-1-5-…`; default: derived from the machine SID and the name. */
  readonly sid?: string | undefined;
  /**
   * Names of accounts, groups as `@name`, and SIDs of users and groups; names ignore case. In a domain, its users are
   * `ADLAB\alice`, and names alone are those of the server's own accounts. Where Kerberos is offered, also principals
   * such as `alice@EXAMPLE.COM`, which have case, and are members in logins by Kerberos alone. The accounts that name
   * the group themselves are members beside these. Default: none.
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
  problemsOfGroups(value).map((fault) => problemAt([...place, ...fault.place], fault.message));

/** Lists the faults of groups that a file or a program gives. */
export function problemsOfGroups(definitions: unknown): GroupFault[] {
  if (!isRecord(definitions)) return [{ place: [], message: 'expected an object' }];
  // A promise or a Map has no own keys: no rule for a group would apply to a user.
  if (!isPlain(definitions)) return [{ place: [], message: 'expected a plain object' }];
  const faults = [...problemsOfDefinitions(definitions)];
  return faults.length > 0 ? faults : problemsOfCircles(definitions as GroupDefinitions);
}

function* problemsOfDefinitions(definitions: Readonly<Record<string, unknown>>): Generator<GroupFault> {
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
    else yield* problemsOfMembers(name, members);
  }
}

function* problemsOfMembers(group: string, members: readonly unknown[]): Generator<GroupFault> {
  for (const [index, member] of members.entries()) {
    const isMember =
      typeof member === 'string' &&
      (looksLikeSid(member)
        ? isSid(member)
        : /^(@[^\\]+|[^@\\]+)$/.test(member) || isPrincipalName(member) || isDomainUserName(member));
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
  return membersThat(isPrincipalName, definitions);
}

/**
 * Members that are users of a domain, as faults: a server that is a member of none has no such users.
 *
 * @param definitions that have no other faults
 */
export function domainMembers(definitions: GroupDefinitions): GroupFault[] {
  return membersThat(isDomainUserName, definitions);
}

function membersThat(isIdle: (member: string) => boolean, definitions: GroupDefinitions): GroupFault[] {
  return Object.entries(definitions).flatMap(([name, { members = [] }]) =>
    members.flatMap((member, index) =>
      isIdle(member) ? [{ place: [name, 'members', index], message: noMember }] : [],
    ),
  );
}

/** Finds the groups that contain themselves, directly or through others. */
function problemsOfCircles(definitions: GroupDefinitions): GroupFault[] {
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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
