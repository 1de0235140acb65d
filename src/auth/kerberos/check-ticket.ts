import { ipAddressBytes } from '../../bytes/index.js';
import { AddressType, type EncTicketPart, type Ticket, TicketFlags } from '../../krb5/messages/ticket.js';
import {
  nameToText,
  principalFromText,
  type PrincipalName,
  principalToText,
} from '../../krb5/messages/principal.js';
import type { LogonInfo } from '../../krb5/pac/index.js';
import { quoted } from '../../text/printable.js';
import type { Endpoint } from '../../facts/recorder.js';
import type { Checks, Refused } from './checks.js';
import type { KerberosPolicy } from './policy.js';
import type { ServiceKey } from './service-keys.js';
import type { KerberosSettings } from './settings.js';
import type { ServerNames } from '../server-names.js';

/**
 * Checks the times of a ticket against our clock, with the leeway of the skew (RFC 4120 3.2.3).
 *
 * @param now milliseconds since 1970
 */
export function checkTimes(
  { flags, authtime, starttime = authtime, endtime }: EncTicketPart,
  { maxClockSkewSeconds }: KerberosPolicy,
  now: number,
  checks: Checks,
): Refused | undefined {
  const leeway = maxClockSkewSeconds * 1000;
  if ((flags & TicketFlags.INVALID) !== 0) {
    return checks.failed('ticket-flags', 'ticket-not-validated', 'the flag INVALID is set');
  }
  checks.passed('ticket-flags');
  if (starttime - now > leeway) {
    const seconds = Math.round((starttime - now) / 1000);
    return checks.failed('ticket-start', 'ticket-not-yet-valid', `it starts in ${seconds} seconds`, {
      seconds,
    });
  }
  checks.passed('ticket-start');
  if (now - endtime > leeway) {
    const seconds = Math.round((now - endtime) / 1000);
    return checks.failed('ticket-end', 'ticket-expired', `it ended ${seconds} seconds ago`, { seconds });
  }
  checks.passed('ticket-end');
  return undefined;
}

/**
 * Checks the addresses of a ticket: "searched for an address matching the operating-system reported address of the
 * client" (RFC 4120 3.2.3). A list without an address of IP binds to nothing that a connection shows: Windows writes
 * its NetBIOS name in it.
 */
export function checkAddress(
  { caddr = [] }: EncTicketPart,
  peer: Endpoint | undefined,
  checks: Checks,
): Refused | undefined {
  const listed = caddr.filter(
    ({ addrType }) => addrType === AddressType.IPV4 || addrType === AddressType.IPV6,
  );
  if (listed.length === 0) return undefined;
  const own = peer && ipAddressBytes(peer.address);
  const ownType = own?.length === 16 ? AddressType.IPV6 : AddressType.IPV4;
  const matches = listed.some(
    ({ addrType, address }) => own !== undefined && addrType === ownType && address.equals(own),
  );
  if (!matches) {
    const detail = own ? 'the client’s is none of them' : 'the client’s is not known';
    return checks.failed('ticket-address', 'ticket-address-mismatch', detail);
  }
  checks.passed('ticket-address');
  return undefined;
}

/**
 * Checks the realms that vouched for the client on its way: "Application servers MUST either do the transited-realm
 * checks themselves or reject cross-realm tickets without TRANSITED-POLICY-CHECKED set" (RFC 4120 2.7). A client may
 * ask its KDC to leave the check out. Domain controllers never set the flag, and filter the PAC ([MS-KILE] 3.1.5.4).
 *
 * @param logonInfo the user in a PAC that was verified
 */
export function checkTransited(
  { flags, transited: { contents } }: EncTicketPart,
  logonInfo: LogonInfo | undefined,
  checks: Checks,
): Refused | undefined {
  const isChecked = (flags & TicketFlags.TRANSITED_POLICY_CHECKED) !== 0;
  if (contents.length === 0 || isChecked || logonInfo !== undefined) return undefined;
  const through = quoted(contents.toString('latin1'));
  return checks.failed('transited-realms', 'ticket-transited-unchecked', `it came through ${through}`);
}

/** The realm of a service key: the KDC of that realm made the ticket. */
export function realmOf({ principal }: ServiceKey): string | undefined {
  return principalFromText(principal)?.realm;
}

/** Checks the name of the service, which the client may write as it likes. */
export function checkService(
  { realm, sname: name }: Ticket,
  { services, names }: Pick<KerberosPolicy, 'services'> & Pick<KerberosSettings, 'names'>,
  keys: readonly ServiceKey[],
  checks: Checks,
): Refused | undefined {
  if (services === 'any') return undefined;
  const withRealm = principalToText({ realm, name }).toLowerCase();
  const isWelcome =
    services === 'own'
      ? keys.some(({ principal }) => principal.toLowerCase() === withRealm) || isOnHost(name, names)
      : services.some((each) => [withRealm, nameToText(name).toLowerCase()].includes(each.toLowerCase()));
  if (!isWelcome) {
    const detail = `it is for ${quoted(principalToText({ realm, name }), 200)}`;
    return checks.failed('service-name', 'service-not-allowed', detail);
  }
  checks.passed('service-name');
  return undefined;
}

/** A machine account has one key for all services of its machine, and none of their names. */
function isOnHost({ nameString }: PrincipalName, { dnsName, netbiosName }: ServerNames): boolean {
  const [, host = ''] = nameString;
  return host !== '' && [dnsName, netbiosName].some((own) => own.toLowerCase() === host.toLowerCase());
}
