import type { Mechanism } from '../auth/mechanism.js';
import { isKerberosOid } from '../krb5/gss/context-token.js';
import { idleDomainUsers, idlePrincipals } from '../schema/idle-principals.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { ResolvedOptions } from './resolve-options.js';
import { isShare } from './share-definition.js';

type Naming = Pick<ResolvedOptions, 'shares' | 'groups'>;

/**
 * Refuses principals in the rules of shares and among the members of groups where no mechanism is Kerberos.
 *
 * @throws ConfigurationError with a problem for each
 */
export function refuseIdlePrincipals(naming: Naming, mechanisms: readonly Mechanism[]): void {
  const offersKerberos = mechanisms.some(
    ({ oids, refusal }) => refusal === undefined && oids.some(isKerberosOid),
  );
  if (!offersKerberos) refuse(naming, idlePrincipals);
}

/**
 * Refuses users of a domain in the same places where the server is a member of none.
 *
 * @throws ConfigurationError with a problem for each
 */
export function refuseIdleDomainUsers(naming: Naming & { readonly domain: object | undefined }): void {
  if (naming.domain === undefined) refuse(naming, idleDomainUsers);
}

function refuse({ shares, groups }: Naming, idle: typeof idlePrincipals): void {
  const named = { shares: shares.map((share) => (isShare(share) ? {} : share)), groups };
  const problems = idle(named);
  if (problems.length === 0) return;
  throw new ConfigurationError(problems.map(({ place, message }) => problemAt(place, message)));
}
