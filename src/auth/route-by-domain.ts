import { upperCaseUtf16 } from '../bytes/index.js';
import type { AuthorityFact } from '../facts/login.js';
import type { DomainAuthority } from './domain-authority.js';
import type { ServerNames } from './server-names.js';

/** The side that is asked about a user, and the name that says so. */
export type Route = Pick<AuthorityFact, 'asked' | 'named'>;

/**
 * Tells who decides about a user of a server that is a member of a domain. Its own names, and a dot in place of a name,
 * mean its own accounts. Everything else is for the controllers, which know the domains they trust: no name at all,
 * which clients send with a principal name, and names of no domain, such as a workgroup. Nothing that one side refuses
 * is asked of the other.
 *
 * @param named the domain of the user, as the client names it
 */
export function routeByDomain(
  named: string,
  names: Pick<ServerNames, 'netbiosName' | 'dnsName'>,
  domain: Pick<DomainAuthority, 'name' | 'dnsName'>,
): Route {
  if (named === '.') return { asked: 'local', named: 'dot' };
  if (isSame(named, names.netbiosName)) return { asked: 'local', named: 'own-name' };
  if (isSameDnsName(named, names.dnsName)) return { asked: 'local', named: 'own-dns-name' };
  if (named === '') return { asked: 'domain', named: 'none' };
  if (isSame(named, domain.name)) return { asked: 'domain', named: 'domain-name' };
  if (isSameDnsName(named, domain.dnsName)) return { asked: 'domain', named: 'domain-dns-name' };
  return { asked: 'domain', named: 'other' };
}

/** A name of the server that is not known is nobody's. */
function isSame(named: string, name: string): boolean {
  return name !== '' && upperCaseUtf16(named) === upperCaseUtf16(name);
}

/** A DNS name may end with the dot of the root. */
function isSameDnsName(named: string, name: string): boolean {
  return isSame(named.replace(/\.$/, ''), name);
}
