import type { Identity } from '../auth/mechanism.js';
import { isDomainUserName, isNamedAlone, qualifiedKeyOf } from '../auth/domain-user-name.js';
import { isPrincipalName } from '../auth/principal-name.js';
import { canonicalSid, isSid, looksLikeSid, upperCaseUtf16 } from '../bytes/index.js';
import { ConfigurationError, isPlain, jsonPath } from '../values/configuration-error.js';
import { accessLevels, isAccessLevel, type AccessLevel } from './access-level.js';

/**
 * The rules of a share: `{ alice: 'write', '@staff': 'read', 'S-1-5-21-1-2-3-512': 'write', '*': 'none' }`. Names are
 * compared without case, and without the domain: where a store knows several, `alice` is anybody of that name, and a
 * SID tells them apart. `@` marks a group, `*` is every user. A SID names a user or a group, well-known ones included:
 * `S-1-5-11` is every user, `S-1-1-0` every user and guest. Guest and anonymous logins have no account and no named
 * group: the entries `guest` and `anonymous`, and those of their SIDs, apply to them, or else `*`.
 *
 * On a server that is a member of a domain, `alice` is the server's own account, and a user of the domain is
 * `ADLAB\\alice`, a SID, or in a group. A server without a domain refuses rules for `ADLAB\\alice`.
 *
 * `alice@EXAMPLE.COM` and `alice/admin@EXAMPLE.COM` are principals. Such a rule applies to the login whose Kerberos
 * principal that is, whatever account it stands for, and goes before one of the account's name. It applies to no login
 * of NTLM: a user who may use both needs a rule for each. Principals have case, as in MIT's realms: a rule for one that
 * differs from the login's in case alone takes access away, as Windows may mean the same user, and gives none, as MIT
 * means another. A server without Kerberos refuses such rules, because they would never apply; a share that a program
 * makes by itself takes them anyway.
 */
export type AccessRules = Readonly<Record<string, AccessLevel>>;

const EVERYBODY = '*';
const GROUP = '@';

const rank = { none: 0, read: 1, write: 2 } as const satisfies Record<AccessLevel, number>;

/** A rule that cannot be applied. */
export interface RuleFault {
  /** The rule's name; absent when the value is no set of rules. */
  readonly subject?: string;
  readonly message: string;
}

/** Lists the faults of rules that a file or a program gives. */
export function problemsOfRules(rules: unknown): RuleFault[] {
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
    return [{ message: 'expected an object' }];
  }
  // A promise or a Map has no keys of its own: it would count as no rules, and nobody would know why nobody gets in.
  if (!isPlain(rules)) return [{ message: 'expected a plain object' }];
  const seen = new Set<string>();
  return Object.entries(rules).flatMap(([subject, level]) => {
    const key = keyOf(subject);
    const message = faultOfSubject(subject) ?? faultOfLevel(level) ?? (seen.has(key) ? taken : undefined);
    seen.add(key);
    return message === undefined ? [] : [{ subject, message }];
  });
}

/** Two rules for one name are a fault: only the first would apply. */
const taken = 'expected a name that has no rule yet; names ignore case';

function faultOfSubject(subject: string): string | undefined {
  if (subject.startsWith(GROUP))
    return subject === GROUP ? 'expected the name of a group behind @' : undefined;
  if (looksLikeSid(subject)) return isSid(subject) ? undefined : 'expected a SID such as S-1-5-21-1-2-3-1000';
  // No account has such a name, so the rule would never apply, and `*` might grant what the rule takes away.
  const isNamed = !/[@\\]/.test(subject) || isPrincipalName(subject) || isDomainUserName(subject);
  return subject === '' || !isNamed ? noSubject : undefined;
}

const noSubject = 'expected the name of an account without its domain, @group, a SID, guest, anonymous, or *';

/**
 * Rules for principals, as faults: without Kerberos they would never apply.
 *
 * @param rules that have no other faults
 */
export function principalRules(rules: AccessRules): RuleFault[] {
  return subjectsThat(isPrincipalName, rules);
}

/**
 * Rules for users of a domain, as faults: on a server that is a member of none they would never apply.
 *
 * @param rules that have no other faults
 */
export function domainRules(rules: AccessRules): RuleFault[] {
  return subjectsThat(isDomainUserName, rules);
}

function subjectsThat(isIdle: (subject: string) => boolean, rules: AccessRules): RuleFault[] {
  return Object.keys(rules)
    .filter(isIdle)
    .map((subject) => ({ subject, message: noSubject }));
}

function faultOfLevel(level: unknown): string | undefined {
  return isAccessLevel(level)
    ? undefined
    : `expected ${accessLevels.map((word) => `"${word}"`).join(' or ')}`;
}

/**
 * Compiles rules into a function, for many questions.
 *
 * @throws ConfigurationError with a line for each rule that cannot be meant as it stands
 */
export function compileRules(rules: AccessRules): AccessOf {
  const faults = problemsOfRules(rules);
  if (faults.length > 0) {
    throw new ConfigurationError(
      faults.map(({ subject, message }) => ({
        path: jsonPath(['access', ...(subject === undefined ? [] : [subject])]),
        message,
      })),
    );
  }
  const entries = Object.entries(rules);
  const ofAccount = compileAccounts(entries.filter(([subject]) => !isPrincipalName(subject)));
  return compilePrincipals(
    entries.filter(([subject]) => isPrincipalName(subject)),
    ofAccount,
  );
}

type Entries = readonly (readonly [subject: string, level: AccessLevel])[];
type AccessOf = (identity: Identity) => AccessLevel;

/** @param otherwise the rules for anybody without a rule for the principal */
function compilePrincipals(entries: Entries, otherwise: AccessOf): AccessOf {
  if (entries.length === 0) return otherwise;
  const levels = new Map(entries);
  /** By the principal without its case: the least of the levels. */
  const limits = new Map<string, AccessLevel>();
  for (const [principal, level] of entries) {
    const key = upperCaseUtf16(principal);
    limits.set(key, lesser(level, limits.get(key) ?? level));
  }
  return (identity) => {
    const { kind, principal } = identity;
    if (kind !== 'user' || principal === undefined) return otherwise(identity);
    const own = levels.get(principal);
    if (own !== undefined) return own;
    const level = otherwise(identity);
    return lesser(level, limits.get(upperCaseUtf16(principal)) ?? level);
  };
}

function lesser(one: AccessLevel, other: AccessLevel): AccessLevel {
  return rank[one] < rank[other] ? one : other;
}

function compileAccounts(entries: Entries): AccessOf {
  const levels = new Map(entries.map(([subject, level]) => [keyOf(subject), level]));
  const everybodys = levels.get(EVERYBODY) ?? 'none';
  return (identity) => {
    const isUser = identity.kind === 'user';
    const own =
      (isUser ? levelOfUser(levels, identity) : levelOfName(levels, identity.kind)) ??
      levels.get(identity.sid);
    if (own !== undefined) return own;
    let best: AccessLevel | undefined;
    const take = (level: AccessLevel | undefined): void => {
      if (level !== undefined && (best === undefined || rank[level] > rank[best])) best = level;
    };
    for (const group of isUser ? identity.groups : []) take(levels.get(upperCaseUtf16(GROUP + group)));
    for (const sid of identity.groupSids) take(levels.get(sid));
    return best ?? everybodys;
  };
}

/** The rule for a user with the domain goes before one for the name alone. */
function levelOfUser(levels: ReadonlyMap<string, AccessLevel>, user: Identity): AccessLevel | undefined {
  const qualified = qualifiedKeyOf(user);
  const own = qualified === undefined ? undefined : levels.get(qualified);
  return own ?? (isNamedAlone(user) ? levelOfName(levels, user.account) : undefined);
}

/** An account named like a group, like everybody or like a SID has no rule of its own. */
function levelOfName(levels: ReadonlyMap<string, AccessLevel>, account: string): AccessLevel | undefined {
  if (account === EVERYBODY || account.startsWith(GROUP) || looksLikeSid(account)) return undefined;
  return levels.get(upperCaseUtf16(account));
}

function keyOf(subject: string): string {
  if (isPrincipalName(subject)) return subject;
  return isSid(subject) ? canonicalSid(subject) : upperCaseUtf16(subject);
}

/**
 * The level of an identity: the entry of its principal, or else that of its own name, or else that of its SID, or else
 * the best of its groups' entries, or else `*`, or else `none`.
 *
 * @throws ConfigurationError with a line for each rule that cannot be meant as it stands
 */
export function accessOf(identity: Identity, rules: AccessRules): AccessLevel {
  return compileRules(rules)(identity);
}
