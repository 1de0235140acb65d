import type { Identity } from '../auth/mechanism.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import { ConfigurationError, jsonPath } from '../values/configuration-error.js';
import { accessLevels, isAccessLevel, type AccessLevel } from './access-level.js';

/**
 * The rules of a share: `{ alice: 'write', '@staff': 'read', '*': 'none' }`. Names are compared without case;
 * `@` marks a group, `*` is everybody. Guest and anonymous logins are nobody's account and in no group: they have the
 * entries `guest` and `anonymous`, or what `*` gives to everybody.
 */
export type AccessRules = Readonly<Record<string, AccessLevel>>;

const EVERYBODY = '*';
const GROUP = '@';

const rank = { none: 0, read: 1, write: 2 } as const satisfies Record<AccessLevel, number>;

/** A rule that cannot be meant as it stands. */
export interface RuleFault {
  /** The rule's name; absent: the rules are none. */
  readonly subject?: string;
  readonly message: string;
}

/** Lists the faults of rules that a file or a program gives. */
export function faultsOfRules(rules: unknown): RuleFault[] {
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
    return [{ message: 'expected an object' }];
  }
  const seen = new Set<string>();
  return Object.entries(rules).flatMap(([subject, level]) => {
    const key = upperCaseUtf16(subject);
    const message = faultOfSubject(subject) ?? faultOfLevel(level) ?? (seen.has(key) ? taken : undefined);
    seen.add(key);
    return message === undefined ? [] : [{ subject, message }];
  });
}

/** Two rules for one name are a fault: the first would count, whichever was meant. */
const taken = 'expected a name that has no rule yet; names ignore case';

function faultOfSubject(subject: string): string | undefined {
  if (subject.startsWith(GROUP))
    return subject === GROUP ? 'expected the name of a group behind @' : undefined;
  // No account has such a name: the rule would never apply, and * might give what it was to take away.
  return subject === '' || /[@\\]/.test(subject)
    ? 'expected the name of an account without its domain, @group, guest, anonymous, or *'
    : undefined;
}

function faultOfLevel(level: unknown): string | undefined {
  return isAccessLevel(level)
    ? undefined
    : `expected ${accessLevels.map((word) => `"${word}"`).join(' or ')}`;
}

/**
 * Reads rules once for many questions.
 *
 * @throws ConfigurationError with a line for each rule that cannot be meant as it stands
 */
export function compileRules(rules: AccessRules): (identity: Identity) => AccessLevel {
  const faults = faultsOfRules(rules);
  if (faults.length > 0) {
    throw new ConfigurationError(
      faults.map(({ subject, message }) => ({
        path: jsonPath(['access', ...(subject === undefined ? [] : [subject])]),
        message,
      })),
    );
  }
  const levels = new Map(Object.entries(rules).map(([subject, level]) => [upperCaseUtf16(subject), level]));
  const everybodys = levels.get(EVERYBODY) ?? 'none';
  return (identity) => {
    const isUser = identity.kind === 'user';
    const name = upperCaseUtf16(isUser ? identity.account : identity.kind);
    // An account named like a group or like everybody has no rule of its own.
    const own = name === EVERYBODY || name.startsWith(GROUP) ? undefined : levels.get(name);
    if (own !== undefined) return own;
    let best: AccessLevel | undefined;
    for (const group of isUser ? identity.groups : []) {
      const level = levels.get(upperCaseUtf16(GROUP + group));
      if (level !== undefined && (best === undefined || rank[level] > rank[best])) best = level;
    }
    return best ?? everybodys;
  };
}

/**
 * The level of an identity: the entry of its own name, or else the best of its groups' entries, or else `*`, or else
 * `none`.
 *
 * @throws ConfigurationError with a line for each rule that cannot be meant as it stands
 */
export function accessOf(identity: Identity, rules: AccessRules): AccessLevel {
  return compileRules(rules)(identity);
}
