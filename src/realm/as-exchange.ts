import { decode, encode } from '../der/structure.js';
import { type EncryptionType, keyUsage } from '../krb5/encryption/index.js';
import { checksum, encryptedData } from '../krb5/messages/encrypted-data.js';
import { asRep, encAsRepPart, type KdcReq, type KdcReqBody, KdcOptions } from '../krb5/messages/kdc.js';
import {
  etypeInfo2,
  kerbPaPacRequest,
  type PaData,
  padata as padataType,
  PaDataType,
  paEncTsEnc,
} from '../krb5/messages/padata.js';
import { TicketFlags } from '../krb5/messages/ticket.js';
import { PacAttributes } from '../krb5/pac/index.js';
import { refuseClient, refuseOldPassword } from './account-policy.js';
import type { Client } from './clients.js';
import type { Reply } from './exchange.js';
import { encryptWith, issueTicket } from './issue-ticket.js';
import { ALLOWED_SKEW, type KdcState } from './kdc-state.js';
import { lifetimeOf } from './lifetime.js';
import { isRefusal, type OrRefusal, refuse, type Refusal } from './refusal.js';
import { etypeOf } from './scripted-state.js';
import type { Service, VersionedKey } from './services.js';
import { chooseSessionType } from './session-type.js';

/** The two principals of an exchange, and its clock. */
export interface Parties {
  readonly client: Client;
  readonly service: Service;
  /** Milliseconds since 1970 by the right clock, whole seconds. */
  readonly now: number;
  /** Milliseconds by which a script has the clock of the KDC ahead. */
  readonly skew: number;
}

/** Options that ask an AS for something only a ticket can give, or for postdated tickets, which there are none of. */
const IMPOSSIBLE =
  KdcOptions.FORWARDED |
  KdcOptions.PROXY |
  KdcOptions.ENC_TKT_IN_SKEY |
  KdcOptions.RENEW |
  KdcOptions.VALIDATE;

/**
 * Answers an AS-REQ (RFC 4120 3.1.3).
 *
 * @param request the message as received
 * @returns the AS-REP
 */
export async function answerAsReq(
  kdc: KdcState,
  request: Buffer,
  { padata = [], reqBody: { value: body } }: KdcReq,
  { client, service, now, skew }: Parties,
): Promise<OrRefusal<Reply>> {
  if ((body.kdcOptions & IMPOSSIBLE) !== 0)
    return refuse('KDC_ERR_BADOPTION', 'an option that an AS exchange has not');
  const postdated = refusePostdated(body, now, skew);
  if (postdated !== undefined) return postdated;
  const { account } = client;
  const revoked = account && refuseClient(account, now, body.addresses);
  if (revoked !== undefined) return revoked;

  const scriptedType = etypeOf(kdc.states.of(client));
  const types = kdc.clients.typesOf(client, scriptedType);
  const proved = await provePassword(kdc, client, types, body, padata, now + skew);
  if (isRefusal(proved)) return proved;
  const expired = account && refuseOldPassword(account, now);
  if (expired !== undefined) return expired;

  const sessionType = chooseSessionType(kdc, client, service, body.etype);
  if (isRefusal(sessionType)) return sessionType;
  const lifetime = lifetimeOf(body, now, skew, kdc, undefined);
  if (isRefusal(lifetime)) return lifetime;
  const provesRequest = padata.some(({ padataType: type }) => type === PaDataType.REQ_ENC_PA_REP);
  const { ticket, told } = issueTicket(kdc, {
    ...lifetime,
    client,
    service,
    flags: flagsOf(body, lifetime.renewTill !== undefined, provesRequest),
    sessionType,
    offered: body.etype,
    authtime: now,
    caddr: body.addresses,
    // The PAC says which SID and groups a client has, and so what is refused to it: it cannot ask for none
    // ([MS-KILE] 2.2.3). A script can.
    pacAttributes: attributesOf(padata),
    skew,
  });
  const part = encode(encAsRepPart, {
    ...told,
    nonce: body.nonce,
    ...(provesRequest && { encryptedPaData: proofOfRequest(request, proved) }),
  });
  const encPart = encryptWith(proved, keyUsage.asRepEncPart, part, kdc.runtime);
  const message = encode(asRep, {
    padata: [etypeInfo2Of(client, [proved.type])],
    crealm: kdc.realm,
    cname: client.name,
    ticket,
    encPart,
  });
  return { message, ticketEtype: ticket.value.encPart.etype, replyEtype: encPart.etype };
}

/** Tickets that begin later are not made; a time that has just passed, or nearly, means now (RFC 4120 3.1.3). */
export function refusePostdated(
  { kdcOptions, from }: KdcReqBody,
  now: number,
  skew: number,
): Refusal | undefined {
  const isLater = from !== undefined && from - skew > now + ALLOWED_SKEW;
  return isLater || (kdcOptions & KdcOptions.POSTDATED) !== 0
    ? refuse('KDC_ERR_CANNOT_POSTDATE', 'tickets begin when they are made')
    : undefined;
}

/** The client's key, once the encrypted timestamp proves that the client knows it (RFC 4120 5.2.7.2). */
async function provePassword(
  { clients }: KdcState,
  client: Client,
  types: readonly EncryptionType[],
  body: KdcReqBody,
  padata: PaData,
  kdcTime: number,
): Promise<OrRefusal<VersionedKey>> {
  const offered = body.etype.flatMap((etype) => types.find((type) => type.etype === etype) ?? []);
  if (offered.length === 0) {
    const names = types.map(({ name }) => name).join(', ') || 'none';
    return refuse('KDC_ERR_ETYPE_NOSUPP', `the keys of ${client.text} are of other types: ${names}`);
  }
  const methods = encode(padataType, [
    { padataType: PaDataType.ENC_TIMESTAMP, padataValue: Buffer.alloc(0) },
    etypeInfo2Of(client, offered),
  ]);
  const timestamp = padata.find(({ padataType: type }) => type === PaDataType.ENC_TIMESTAMP);
  if (timestamp === undefined)
    return refuse('KDC_ERR_PREAUTH_REQUIRED', 'an encrypted timestamp is required', methods);
  const { etype, cipher } = decode(encryptedData, timestamp.padataValue, 'PA-ENC-TIMESTAMP');
  const type = types.find((each) => each.etype === etype);
  if (type === undefined)
    return refuse('KDC_ERR_ETYPE_NOSUPP', `${client.text} has no key of encryption type ${etype}`, methods);
  const key = await clients.keyOf(client, type);
  const plain = type.decrypt(key.key, keyUsage.asReqTimestamp, cipher);
  if (plain === undefined)
    return refuse(
      'KDC_ERR_PREAUTH_FAILED',
      `the timestamp is not encrypted with the key of ${client.text}`,
      methods,
    );
  const { patimestamp } = decode(paEncTsEnc, plain, 'PA-ENC-TS-ENC');
  const off = Math.abs(patimestamp - kdcTime);
  return off > ALLOWED_SKEW
    ? refuse('KRB_AP_ERR_SKEW', `the clocks differ by ${Math.round(off / 1000)} seconds`)
    : key;
}

/** Salts of the client's keys, in the order of the types; rc4-hmac has none (RFC 4120 5.2.7.5). */
function etypeInfo2Of({ salt }: Client, types: readonly EncryptionType[]): PaData[number] {
  const entries = types.map(({ etype, defaultIterations }) => ({
    etype,
    ...(defaultIterations !== undefined && { salt }),
  }));
  return { padataType: PaDataType.ETYPE_INFO2, padataValue: encode(etypeInfo2, entries) };
}

function flagsOf({ kdcOptions }: KdcReqBody, isRenewable: boolean, provesRequest: boolean): number {
  return (
    TicketFlags.INITIAL |
    TicketFlags.PRE_AUTHENT |
    (kdcOptions & (TicketFlags.FORWARDABLE | TicketFlags.PROXIABLE)) |
    (isRenewable ? TicketFlags.RENEWABLE : 0) |
    (provesRequest ? TicketFlags.ENC_PA_REP : 0)
  );
}

/** Whether the client asked for its PAC ([MS-KILE] 3.3.5.6.4.7). */
function attributesOf(padata: PaData): number {
  const asked = padata.find(({ padataType: type }) => type === PaDataType.PAC_REQUEST);
  return asked !== undefined && decode(kerbPaPacRequest, asked.padataValue, 'KERB-PA-PAC-REQUEST').includePac
    ? PacAttributes.WAS_REQUESTED
    : PacAttributes.WAS_GIVEN_IMPLICITLY;
}

/** Proves to the client that its request arrived as it was sent (RFC 6806 11). */
function proofOfRequest(request: Buffer, { type, key }: VersionedKey): PaData {
  const value = encode(checksum, {
    cksumtype: type.checksumType,
    checksum: type.checksum(key, keyUsage.asReqChecksum, request),
  });
  return [{ padataType: PaDataType.REQ_ENC_PA_REP, padataValue: value }];
}
