import type { Mechanism } from '../auth/mechanism.js';
import { isKerberosOid } from '../krb5/gss/context-token.js';
import { idleDomainUsers, idlePrincipals } from '../schema/idle-principals.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { ResolvedOptions } from './resolve-options.js';
import { isShare } from './share-definition.js';

/** The domain of a server that is a member of one. */
interface Joined {
  readonly domain?: object | undefined;
}

/**
 * Refuses principals in the rules of shares and among the members of groups where no mechanism is Kerberos, and users
 * of a domain where the server is a member of none.
 *
 * @throws ConfigurationError with a problem for each
 */
export function refuseIdlePrincipals(
  { shares, groups, domain }: Pick<ResolvedOptions, 'shares' | 'groups'> & Joined,
  mechanisms: readonly Mechanism[],
): void {
  const offersKerberos = mechanisms.some(
    ({ oids, refusal }) => refusal === undefined && oids.some(isKerberosOid),
  );
  const named = { shares: shares.map((share) => (isShare(share) ? {} : share)), groups };
  const problems = [
    ...(offersKerberos ? [] : idlePrincipals(named)),
    ...(domain === undefined ? idleDomainUsers(named) : []),
  ];
  if (problems.length === 0) return;
  throw new ConfigurationError(problems.map(({ place, message }) => problemAt(place, message)));
}
