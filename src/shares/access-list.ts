import type { Identity } from '../auth/mechanism.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { AccessLevel } from './access-level.js';

/**
 * Who may do what on a share: `{ alice: 'write', '@staff': 'read', '*': 'none' }`. Names are compared without case;
 * `@` marks a group, `*` is everybody. Guest and anonymous logins are nobody's account and in no group: they have the
 * entries `guest` and `anonymous`, or what `*` gives to everybody.
 */
export type AccessRules = Readonly<Record<string, AccessLevel>>;

const rank = { none: 0, read: 1, write: 2 } as const satisfies Record<AccessLevel, number>;

/**
 * The level of an identity: the entry of its own name, or else the best of its groups' entries, or else `*`, or else
 * `none`.
 */
export function accessOf(identity: Identity, rules: AccessRules): AccessLevel {
  const isUser = identity.kind === 'user';
  const name = upperCaseUtf16(isUser ? identity.account : identity.kind);
  const groups = new Set(isUser ? identity.groups.map((group) => upperCaseUtf16(`@${group}`)) : []);
  let best: AccessLevel | undefined;
  for (const [key, level] of Object.entries(rules)) {
    const subject = upperCaseUtf16(key);
    if (subject === name && !/^[@*]/.test(key)) return level;
    if (groups.has(subject) && (best === undefined || rank[level] > rank[best])) best = level;
  }
  return best ?? rules['*'] ?? 'none';
}
