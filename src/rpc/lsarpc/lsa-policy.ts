import type { AccountDirectory } from '../../auth/account-directory.js';
import type { ServerNames } from '../../auth/server-names.js';

/** The server as lsarpc tells of it: the policy object of [MS-LSAD] 3.1.1.1. */
export interface LsaPolicy {
  readonly names: ServerNames;
  /** The accounts and groups that look-ups find. */
  readonly accounts: AccountDirectory;
  /** Whether it says that each kind of event is audited, as smbd does; absent: it has no such information. */
  readonly tellsOfAudit?: boolean;
}

/** Whether the server calls itself a member of a domain, in which its accounts then are. */
export function isJoined(policy: LsaPolicy): boolean {
  return belongsToDomain(policy) && policy.accounts.domain === policy.names.netbiosDomain;
}

/** Whether the server calls itself a member of a domain; its own accounts may be in none. */
export function belongsToDomain({ names: { netbiosDomain, netbiosName } }: LsaPolicy): boolean {
  return netbiosDomain !== '' && netbiosDomain !== netbiosName;
}
