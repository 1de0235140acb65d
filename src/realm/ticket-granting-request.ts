import { hash } from 'node:crypto';
import { equalInConstantTime } from '../crypto/constant-time.js';
import { md5 } from '../crypto/md5.js';
import { decode, type Received } from '../der/structure.js';
import { type EncryptionType, encryptionTypeOf, keyUsage, rc4Hmac } from '../krb5/encryption/index.js';
import { type Authenticator, apReq, authenticator as authenticatorType } from '../krb5/messages/ap.js';
import type { Checksum, EncryptedData } from '../krb5/messages/encrypted-data.js';
import type { KdcReq, KdcReqBody } from '../krb5/messages/kdc.js';
import { PaDataType } from '../krb5/messages/padata.js';
import { isSameName, nameToText } from '../krb5/messages/principal.js';
import { type EncTicketPart, encTicketPart, TicketFlags } from '../krb5/messages/ticket.js';
import type { Parties } from './as-exchange.js';
import { ALLOWED_SKEW, type KdcState } from './kdc-state.js';
import { type OrRefusal, refuse, type Refusal } from './refusal.js';
import type { VersionedKey } from './services.js';

/** A ticket-granting ticket whose key is one of ours, and the authenticator as received. */
export interface ShownTicket {
  readonly contents: EncTicketPart;
  /** The key that decrypted it. */
  readonly ticketKey: VersionedKey;
  readonly sessionType: EncryptionType;
  readonly encryptedAuthenticator: EncryptedData;
}

/** Finds and decrypts the ticket of a TGS-REQ (RFC 4120 3.3.2). The sender is not proved yet. */
export function openTicket({ realm, services }: KdcState, { padata = [] }: KdcReq): OrRefusal<ShownTicket> {
  const shown = padata.find(({ padataType }) => padataType === PaDataType.TGS_REQ);
  if (shown === undefined) return refuse('KDC_ERR_PADATA_TYPE_NOSUPP', 'no PA-TGS-REQ');
  const { ticket, authenticator } = decode(apReq, shown.padataValue, 'AP-REQ');
  const { value } = ticket;
  if (value.realm !== realm || services.find(value.sname)?.isTicketGranting !== true)
    return refuse('KRB_AP_ERR_NOT_US', `the ticket is for ${nameToText(value.sname)}`);
  const { etype, kvno, cipher } = value.encPart;
  const ticketKey = services
    .keysOf(services.ticketGranting)
    .find((key) => key.type.etype === etype && (kvno === undefined || key.kvno === kvno));
  if (ticketKey === undefined)
    return refuse(
      'KRB_AP_ERR_BADKEYVER',
      `no key of encryption type ${etype} and version ${kvno ?? 'unsaid'}`,
    );
  const plain = ticketKey.type.decrypt(ticketKey.key, keyUsage.ticket, cipher);
  if (plain === undefined) return refuse('KRB_AP_ERR_BAD_INTEGRITY', 'the ticket does not decrypt');
  const contents = decode(encTicketPart, plain, 'EncTicketPart');
  const sessionType = encryptionTypeOf(contents.key.keytype);
  if (sessionType === undefined)
    return refuse('KDC_ERR_ETYPE_NOSUPP', 'the session key is of no type of ours');
  return { contents, ticketKey, sessionType, encryptedAuthenticator: authenticator };
}

/** The reason for refusing a ticket-granting ticket by its times (RFC 4120 3.2.3). */
export function refuseTimes(
  { flags, authtime, starttime = authtime, endtime }: EncTicketPart,
  now: number,
): Refusal | undefined {
  if ((flags & TicketFlags.INVALID) !== 0 || starttime > now + ALLOWED_SKEW)
    return refuse('KRB_AP_ERR_TKT_NYV', 'the ticket-granting ticket is not yet valid');
  return endtime <= now
    ? refuse('KRB_AP_ERR_TKT_EXPIRED', 'the ticket-granting ticket has expired')
    : undefined;
}

/**
 * The authenticator, once it proves who sent the request (RFC 4120 3.2.3, 3.3.3): name, clock, the checksum over the
 * body as received, and that it is the first of its kind.
 *
 * @param skew milliseconds by which the client was told a later time
 */
export function proveSender(
  { replays }: KdcState,
  { contents, sessionType, encryptedAuthenticator }: ShownTicket,
  body: Received<KdcReqBody>,
  { now, skew }: Pick<Parties, 'now' | 'skew'>,
): OrRefusal<Authenticator> {
  const { keyvalue } = contents.key;
  const { cipher } = encryptedAuthenticator;
  const plain = sessionType.decrypt(keyvalue, keyUsage.tgsReqAuthenticator, cipher);
  if (plain === undefined) return refuse('KRB_AP_ERR_BAD_INTEGRITY', 'the authenticator does not decrypt');
  const authenticator = decode(authenticatorType, plain, 'Authenticator');
  const { crealm, cname, ctime, cusec, cksum } = authenticator;
  if (crealm !== contents.crealm || !isSameName(cname, contents.cname))
    return refuse('KRB_AP_ERR_BADMATCH', 'the authenticator and the ticket name two clients');
  // By the right clock: one memory of replays serves clients that were told different times.
  const clientTime = ctime + Math.floor(cusec / 1000) - skew;
  const off = Math.abs(clientTime - now);
  if (off > ALLOWED_SKEW)
    return refuse('KRB_AP_ERR_SKEW', `the clocks differ by ${Math.round(off / 1000)} seconds`);
  const protection = protectionOf(cksum, sessionType, keyvalue, body.der);
  // "the message MUST be rejected if the checksums do not match ... or if the checksum is not collision-proof"
  // (RFC 4120 3.3.2).
  if (protection === 'none')
    return refuse('KRB_AP_ERR_INAPP_CKSUM', 'the authenticator has no checksum of the type of its key');
  if (protection !== 'right')
    return refuse('KRB_AP_ERR_MODIFIED', 'the body is not the one that the authenticator was made for');
  // Each counts once (RFC 4120 3.3.2), until the clock alone refuses it.
  const until = Math.max(clientTime, now) + ALLOWED_SKEW;
  return replays.admit(hash('sha256', cipher, 'buffer'), until, now)
    ? authenticator
    : refuse('KRB_AP_ERR_REPEAT', 'the authenticator was seen before');
}

/** Number of the checksum RSA-MD5 (RFC 3961 6.1.1), which has no key. */
const RSA_MD5 = 7;

/**
 * Heimdal, and with it smbclient, takes RSA-MD5 for a session key of rc4-hmac, as KDCs of Windows have it; there the
 * encryption of the authenticator protects the checksum. With every other key it is the checksum of the key's type.
 */
function protectionOf(
  cksum: Checksum | undefined,
  type: EncryptionType,
  key: Buffer,
  body: Buffer,
): 'right' | 'wrong' | 'none' {
  if (cksum?.cksumtype === type.checksumType)
    return type.verifyChecksum(key, keyUsage.tgsReqChecksum, body, cksum.checksum) ? 'right' : 'wrong';
  if (cksum?.cksumtype !== RSA_MD5 || type !== rc4Hmac) return 'none';
  return equalInConstantTime(md5(body), cksum.checksum) ? 'right' : 'wrong';
}
