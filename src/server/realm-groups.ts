import type { Account, AccountStore } from '../auth/account.js';
import type { GroupDefinition, GroupDefinitions } from '../auth/group-definitions.js';
import { deriveSid } from '../auth/identity.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { Share } from '../shares/share.js';
import { knownAccounts } from '../auth/known-accounts.js';
import { ConfigurationError } from '../values/configuration-error.js';
import type { ResolvedOptions } from './resolve-options.js';
import { isShare, type ShareDefinition } from './share-definition.js';

/**
 * The groups of a server that has a test realm. A PAC names groups by their SIDs alone. The realm derives the SID of a
 * group as the server does, so each group that is configured, that a rule of a share names or that an account is in is
 * known by its SID as well: `@staff` opens a share to the tickets of its members.
 */
export function groupsOfRealm(
  groups: GroupDefinitions,
  machineSid: string,
  shares: readonly (Share | ShareDefinition)[],
  accounts: Iterable<Account>,
): GroupDefinitions {
  const named = new Map<string, readonly [name: string, GroupDefinition]>();
  const add = (name: string, definition: GroupDefinition): void => {
    const key = upperCaseUtf16(name);
    if (named.has(key)) return;
    named.set(key, [name, { ...definition, sid: definition.sid ?? deriveSid(machineSid, name, 'group') }]);
  };
  for (const [name, definition] of Object.entries(groups)) add(name, definition);
  for (const share of shares) {
    if (isShare(share)) continue;
    for (const subject of Object.keys(share.access ?? {}))
      if (subject.startsWith('@')) add(subject.slice(1), {});
  }
  for (const account of accounts) for (const name of account.groups) add(name, {});
  return Object.fromEntries(named.values());
}

/**
 * Refuses rules for groups that a test realm did not know when it began: its tickets would not name them, and a rule
 * that takes access away would take it from nobody.
 *
 * @throws ConfigurationError with a line for each
 */
export function refuseNewGroups(
  { groups, machineSid, shares }: Pick<ResolvedOptions, 'groups' | 'machineSid' | 'shares'>,
  accounts: AccountStore,
  given: readonly (Share | ShareDefinition)[],
): void {
  const namesOf = (of: typeof given) =>
    Object.keys(groupsOfRealm(groups, machineSid, of, knownAccounts(accounts, () => {}) ?? []));
  const known = new Set(namesOf(shares).map(upperCaseUtf16));
  const problems = namesOf(given)
    .filter((name) => !known.has(upperCaseUtf16(name)))
    .map((name) => ({
      path: 'shares',
      message: `the rule for "@${name}" names a group that the test realm did not know when it began`,
    }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}
