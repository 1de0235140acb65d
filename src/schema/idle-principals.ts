import {
  domainMembers,
  type GroupDefinitions,
  type GroupFault,
  principalMembers,
} from '../auth/group-definitions.js';
import { type AccessRules, domainRules, principalRules, type RuleFault } from '../shares/access-list.js';
import type { Path } from '../values/configuration-error.js';

/** The parts of a configuration that may name principals of Kerberos. */
interface Naming {
  readonly shares?: readonly { readonly access?: AccessRules | undefined }[] | undefined;
  readonly groups?: GroupDefinitions | undefined;
}

/** A principal, or a user of a domain, that is named where nobody can prove to be one. */
export interface IdlePrincipal {
  readonly place: Path;
  readonly message: string;
}

/**
 * The principals in the rules of shares and among the members of groups, as faults of a server without Kerberos: a rule
 * that never applies leaves to `*` what it was meant to take away.
 */
export function idlePrincipals(naming: Naming): IdlePrincipal[] {
  return idleNames(naming, principalRules, principalMembers);
}

/** The users of domains that are named in the same places, as faults of a server that is a member of none. */
export function idleDomainUsers(naming: Naming): IdlePrincipal[] {
  return idleNames(naming, domainRules, domainMembers);
}

function idleNames(
  { shares = [], groups = {} }: Naming,
  rulesThat: (rules: AccessRules) => readonly RuleFault[],
  membersThat: (groups: GroupDefinitions) => readonly GroupFault[],
): IdlePrincipal[] {
  return [
    ...shares.flatMap(({ access = {} }, index) =>
      rulesThat(access).map(({ subject = '', message }) => ({
        place: ['shares', index, 'access', subject],
        message,
      })),
    ),
    ...membersThat(groups).map(({ place, message }) => ({ place: ['groups', ...place], message })),
  ];
}
