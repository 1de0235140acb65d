import { CodecError } from '../../bytes/index.js';
import {
  decodePac,
  describesClient,
  type LogonInfo,
  type Pac,
  verifyServerSignature,
} from '../../krb5/pac/index.js';
import { nameToText } from '../../krb5/messages/principal.js';
import type { Checks, Refused } from './checks.js';
import type { OpenedTicket } from './open-ticket.js';

/** A PAC whose server's signature is right. */
export interface VerifiedPac {
  /** Undefined: the KDC says nothing of the user, as MIT's does. */
  readonly logonInfo: LogonInfo | undefined;
  /** User principal name; undefined: the KDC says none. */
  readonly upn: string | undefined;
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
      pac.serverSignature === undefined ? 'it has none' : `type ${pac.serverSignature.signatureType}`;
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
