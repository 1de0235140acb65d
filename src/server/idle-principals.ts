import type { Mechanism } from '../auth/mechanism.js';
import { isKerberosOid } from '../krb5/gss/context-token.js';
import { idlePrincipals } from '../schema/idle-principals.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { ResolvedOptions } from './resolve-options.js';
import { isShare } from './share-definition.js';

/**
 * Refuses principals in the rules of shares and among the members of groups where no mechanism is Kerberos.
 *
 * @throws ConfigurationError with a problem for each
 */
export function refuseIdlePrincipals(
  { shares, groups }: Pick<ResolvedOptions, 'shares' | 'groups'>,
  mechanisms: readonly Mechanism[],
): void {
  const offersKerberos = mechanisms.some(
    ({ oids, refusal }) => refusal === undefined && oids.some(isKerberosOid),
  );
  if (offersKerberos) return;
  const definitions = shares.map((share) => (isShare(share) ? {} : share));
  const problems = idlePrincipals({ shares: definitions, groups });
  if (problems.length === 0) return;
  throw new ConfigurationError(problems.map(({ place, message }) => problemAt(place, message)));
}
