import { CodecError } from '../../bytes/index.js';
import {
  decodePac,
  describesClient,
  type LogonInfo,
  type Pac,
  verifyServerSignature,
} from '../../krb5/pac/index.js';
import { nameToText, principalFromText } from '../../krb5/messages/principal.js';
import { realmOf } from './check-ticket.js';
import type { Checks, Refused } from './checks.js';
import type { OpenedTicket } from './open-ticket.js';
import type { ServiceKey } from './service-keys.js';

/** A PAC whose server's signature is right. */
export interface VerifiedPac {
  /** Undefined: the KDC says nothing of the user, as MIT's does. */
  readonly logonInfo: LogonInfo | undefined;
  /** User principal name; undefined: the KDC says none. */
  readonly upn: string | undefined;
}

/**
 * Refuses a ticket of a domain that does not say who the client is. Domain controllers leave the PAC out where the
 * client asks for none, and the name alone proves nothing there: it can be a UPN that is the name of somebody else
 * (CVE-2020-25717). A domain is told by its machine accounts, whose names end in `$`: a keytab of a member has one.
 *
 * @param logonInfo the user in a PAC that was verified
 * @param serviceKey the key that decrypted the ticket
 * @param keys all keys that are held
 */
export function requireLogonInfo(
  logonInfo: LogonInfo | undefined,
  serviceKey: ServiceKey,
  keys: readonly ServiceKey[],
  checks: Checks,
): Refused | undefined {
  if (logonInfo !== undefined) return undefined;
  const machine = keys.find((key) => isOfMachine(key) && realmOf(key) === realmOf(serviceKey));
  if (machine === undefined) return undefined;
  return checks.failed('pac', 'pac-missing', `${machine.principal} is an account of a domain`);
}

function isOfMachine({ principal }: ServiceKey): boolean {
  // A keytab can have hundreds of names, and most are none of a machine.
  if (!principal.includes('$@')) return false;
  const [account = '', ...further] = principalFromText(principal)?.name.nameString ?? [];
  return further.length === 0 && account.endsWith('$');
}

/**
 * Verifies a ticket's PAC with the key that decrypted the ticket ([MS-KILE] 3.4.5.3), and that it was made for this
 * ticket. Signatures of the KDC are not looked at: their key is the KDC's alone.
 */
export function verifyPac(
  bytes: Buffer,
  { part, serviceKey }: OpenedTicket,
  checks: Checks,
): VerifiedPac | Refused {
  let pac: Pac;
  try {
    pac = decodePac(bytes);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return checks.failed('pac', 'pac-malformed', error.message);
  }
  if (!verifyServerSignature(pac, serviceKey.key, serviceKey.etype)) {
    const detail =
      pac.serverSignature === undefined
        ? 'it has none'
        : `of checksum type ${pac.serverSignature.signatureType}`;
    return checks.failed('pac', 'pac-signature-invalid', detail);
  }
  const { clientInfo, logonInfo, upnDnsInfo } = pac;
  const { cname, crealm, authtime } = part;
  if (clientInfo === undefined || !describesClient(clientInfo, nameToText(cname), crealm, authtime)) {
    const detail = clientInfo === undefined ? 'it names no client' : 'another name or another time';
    return checks.failed('pac', 'pac-client-mismatch', detail);
  }
  checks.passed('pac');
  return { logonInfo, upn: upnDnsInfo?.upn };
}
