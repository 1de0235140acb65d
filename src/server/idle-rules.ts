import { emitWarning } from 'node:process';
import { knownAccounts } from '../auth/known-accounts.js';
import type { Account, AccountStore } from '../auth/account.js';
import type { AccountDefinition } from '../auth/account-definition.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import { isDomainUserName } from '../auth/domain-user-name.js';
import { isPrincipalName } from '../auth/principal-name.js';
import { looksLikeSid, upperCaseUtf16 } from '../bytes/index.js';
import type { Share } from '../shares/share.js';
import { isShare, type ShareDefinition } from './share-definition.js';
import type { ServerOptions } from './options.js';
import type { ResolvedOptions } from './resolve-options.js';

/** The domain of a server that is a member of one. */
interface Joined {
  readonly domain?: { readonly name: string } | undefined;
}

/**
 * Warns of access rules for accounts that do not exist. A store that cannot list its accounts may know them, so there
 * is no warning. Without a logger the warning is a process warning of Node.js: a slip that opens a share must not go
 * unnoticed.
 */
export function warnOfIdleRules(
  { shares, groups, domain }: Pick<ResolvedOptions, 'shares' | 'groups'> & Joined,
  accounts: AccountStore,
  logger: ServerOptions['logger'],
): void {
  let failed = false;
  const known = knownAccounts(accounts, () => (failed = true));
  if (known === undefined) return;
  const warnings = idleRules(shares, known, groups, domain?.name);
  // An incomplete list does not show that an account is missing.
  if (failed) return;
  for (const warning of warnings) {
    if (logger === undefined) emitWarning(warning, { code: 'SMB2_AUTH_SERVER_ACCESS_RULE' });
    else logger.warn(warning);
  }
}

/** Subjects of rules that need no account. */
const always = new Set(['*', 'guest', 'anonymous'].map(upperCaseUtf16));

/**
 * Describes rules of shares for accounts and groups that do not exist. The account of such a rule may be added later,
 * or the rule is misspelt; then `*` grants the access that the rule was meant to take away.
 *
 * @param accounts all accounts that exist now
 * @param definedGroups the configured groups; their members may be added later
 * @param domain NetBIOS name of the domain that the server is a member of; undefined: of none
 */
export function idleRules(
  shares: readonly (Share | ShareDefinition)[],
  accounts: Iterable<Account | AccountDefinition>,
  definedGroups: GroupDefinitions = {},
  domain?: string,
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
          // A SID may be one of a directory, a principal one of any realm, and a domain is asked for no list.
          .filter(
            (subject) =>
              ![looksLikeSid, isPrincipalName, isDomainUserName].some((isOther) => isOther(subject)),
          )
          .filter((subject) => !known.has(upperCaseUtf16(subject)))
          .map(
            (subject) =>
              `shares[${index}].access: the rule for "${subject}" of share "${share.name}" applies to nobody: ${whyIdle(subject, domain)}`,
          ),
  );
}

function whyIdle(subject: string, domain: string | undefined): string {
  if (subject.startsWith('@')) return 'no account is in that group';
  const there =
    domain === undefined ? '' : ` on this server; a user of the domain is "${domain}\\${subject}"`;
  return `no account has that name${there}`;
}
