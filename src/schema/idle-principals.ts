import { type GroupDefinitions, principalMembers } from '../auth/group-definitions.js';
import { type AccessRules, principalRules } from '../shares/access-list.js';
import type { Path } from '../values/configuration-error.js';

/** The parts of a configuration that may name principals of Kerberos. */
interface Naming {
  readonly shares?: readonly { readonly access?: AccessRules | undefined }[] | undefined;
  readonly groups?: GroupDefinitions | undefined;
}

/** A principal that is named where nobody can prove one. */
export interface IdlePrincipal {
  readonly place: Path;
  readonly message: string;
}

/**
 * The principals in the rules of shares and among the members of groups, as faults of a server without Kerberos: a rule
 * that never applies leaves to `*` what it was meant to take away.
 */
export function idlePrincipals({ shares = [], groups = {} }: Naming): IdlePrincipal[] {
  return [
    ...shares.flatMap(({ access = {} }, index) =>
      principalRules(access).map(({ subject = '', message }) => ({
        place: ['shares', index, 'access', subject],
        message,
      })),
    ),
    ...principalMembers(groups).map(({ place, message }) => ({ place: ['groups', ...place], message })),
  ];
}
