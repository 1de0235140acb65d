import type { Account } from '../auth/account.js';
import type { AccountDefinition } from '../auth/account-definition.js';
import type { GroupDefinitions } from '../auth/groups.js';
import { looksLikeSid, upperCaseUtf16 } from '../bytes/index.js';
import type { Share } from '../shares/share.js';
import { isShare, type ShareDefinition } from './share-definition.js';

/** Names of rules that are no account's. */
const always = new Set(['*', 'guest', 'anonymous'].map(upperCaseUtf16));

/**
 * Rules of shares for accounts and groups that do not exist, in words. Such a rule may be meant for somebody to come,
 * or be misspelt: then `*` gives what it was to take away.
 *
 * @param accounts all there are now
 * @param definedGroups the configured groups, whose members may be yet to come
 */
export function idleRules(
  shares: readonly (Share | ShareDefinition)[],
  accounts: Iterable<Account | AccountDefinition>,
  definedGroups: GroupDefinitions = {},
): string[] {
  const known = new Set(always);
  for (const name of Object.keys(definedGroups)) known.add(upperCaseUtf16(`@${name}`));
  for (const { name, groups = [] } of accounts) {
    known.add(upperCaseUtf16(name));
    for (const group of groups) known.add(upperCaseUtf16(`@${group}`));
  }
  return shares.flatMap((share, index) =>
    isShare(share)
      ? []
      : Object.keys(share.access ?? {})
          // A SID may be one of a directory.
          .filter((subject) => !looksLikeSid(subject) && !known.has(upperCaseUtf16(subject)))
          .map(
            (subject) =>
              `shares[${index}].access: the rule for "${subject}" of share "${share.name}" applies to nobody: no ${subject.startsWith('@') ? 'account is in that group' : 'account has that name'}`,
          ),
  );
}
