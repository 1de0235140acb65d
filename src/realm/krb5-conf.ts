import type { ServerNames } from '../auth/server-names.js';
import type { KdcAddress } from './listener.js';
import { hostAndPort } from '../text/host-and-port.js';

/**
 * A configuration of MIT and Heimdal clients that knows this realm alone, and asks no DNS: the name of the service is
 * the one that was typed.
 */
export function krb5ConfOf(
  realm: string,
  { host, port }: KdcAddress,
  { netbiosName, dnsName, dnsDomain }: ServerNames,
): string {
  const kdc = hostAndPort(host, port);
  const domains = [dnsName, netbiosName, realm, `.${realm}`];
  if (dnsDomain !== '') domains.push(dnsDomain, `.${dnsDomain}`);
  // A NetBIOS name may have characters that mean something else in this file.
  const mapped = new Set(
    domains.map((domain) => domain.toLowerCase()).filter((domain) => /^[.a-z0-9_-]+$/.test(domain)),
  );
  return `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
  allow_rc4 = true
[realms]
  ${realm} = {
    kdc = ${kdc}
  }
[domain_realm]
${Array.from(mapped, (domain) => `  ${domain} = ${realm}\n`).join('')}`;
}
