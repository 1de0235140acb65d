import { encode, type Received } from '../der/structure.js';
import { authorizationEntries } from '../krb5/authorization-entries.js';
import { encryptionTypeOf, keyUsage, type ProtocolKey } from '../krb5/encryption/index.js';
import type { Authenticator } from '../krb5/messages/ap.js';
import { AuthorizationDataType } from '../krb5/messages/authorization-data.js';
import { encTgsRepPart, type KdcReqBody, KdcOptions, tgsRep } from '../krb5/messages/kdc.js';
import { type EncTicketPart, type HostAddresses, TicketFlags } from '../krb5/messages/ticket.js';
import { decodePac, type Pac, PacAttributes, verifyServerSignature } from '../krb5/pac/index.js';
import { refuseClient } from './account-policy.js';
import { type Parties, refusePostdated } from './as-exchange.js';
import type { Client } from './clients.js';
import type { Reply } from './exchange.js';
import { encryptWith, issueTicket } from './issue-ticket.js';
import type { KdcState } from './kdc-state.js';
import { type Lifetime, lifetimeOf, renewedLifetime } from './lifetime.js';
import type { PacMaker } from './pac-maker.js';
import { isRefusal, type OrRefusal, refuse, type Refusal } from './refusal.js';
import { entriesOfRequest } from './request-entries.js';
import { chooseSessionType } from './session-type.js';
import { proveSender, refuseTimes, type ShownTicket } from './ticket-granting-request.js';

/** Constrained delegation ([MS-SFU]). */
const CNAME_IN_ADDL_TKT = 1 << 17;

/** Postdated tickets are not made, so none is validated. User-to-user and constrained delegation are unknown. */
const IMPOSSIBLE = KdcOptions.VALIDATE | KdcOptions.ENC_TKT_IN_SKEY | CNAME_IN_ADDL_TKT;

/** Flags that a ticket can only have from a ticket that has them (RFC 4120 3.3.3). */
const INHERITED = TicketFlags.FORWARDABLE | TicketFlags.PROXIABLE;

/**
 * Answers a TGS-REQ whose ticket was decrypted (RFC 4120 3.3.3).
 *
 * @returns the TGS-REP
 */
export function answerTgsReq(
  kdc: KdcState,
  shown: ShownTicket,
  received: Received<KdcReqBody>,
  parties: Parties,
): OrRefusal<Reply> {
  const { client, service, now, skew } = parties;
  const { contents } = shown;
  const { value: body } = received;
  const late = refuseTimes(contents, now);
  if (late !== undefined) return late;
  const authenticator = proveSender(kdc, shown, received, parties);
  if (isRefusal(authenticator)) return authenticator;
  const wrong =
    refuseOptions(body, contents, service.isTicketGranting) ??
    refusePostdated(body, now, skew) ??
    (client.account && refuseClient(client.account, now, contents.caddr));
  if (wrong !== undefined) return wrong;

  const isRenewal = (body.kdcOptions & KdcOptions.RENEW) !== 0;
  const lifetime = isRenewal ? renewedLifetime(contents, now) : lifetimeOf(body, now, skew, kdc, contents);
  if (isRefusal(lifetime)) return lifetime;
  const sessionType = chooseSessionType(kdc, client, service, body.etype);
  if (isRefusal(sessionType)) return sessionType;
  const subkey = subkeyOf(authenticator);
  if (subkey !== undefined && isRefusal(subkey)) return subkey;
  const session = { type: shown.sessionType, key: contents.key.keyvalue };
  const entries = entriesOfRequest(body.encAuthorizationData, session, subkey);
  if (isRefusal(entries)) return entries;
  const pac = pacOf(shown);
  const revoked = pac && refusePac(pac, shown, client, kdc.pacs);
  if (revoked !== undefined) return revoked;

  const { ticket, told } = issueTicket(kdc, {
    ...lifetime,
    client,
    service,
    flags: flagsOf(body, contents, lifetime, isRenewal),
    sessionType,
    offered: body.etype,
    authtime: contents.authtime,
    caddr: addressesOf(body, contents),
    entries,
    pacAttributes: pac && (pac.attributes ?? PacAttributes.WAS_GIVEN_IMPLICITLY),
    skew,
  });
  const part = encode(encTgsRepPart, { ...told, nonce: body.nonce });
  const encPart = encryptWith(
    subkey ?? session,
    subkey === undefined ? keyUsage.tgsRepEncPart : keyUsage.tgsRepEncPartSubkey,
    part,
    kdc.runtime,
  );
  const message = encode(tgsRep, {
    crealm: kdc.realm,
    cname: client.name,
    ticket,
    encPart,
  });
  return { message, ticketEtype: ticket.value.encPart.etype, replyEtype: encPart.etype };
}

function refuseOptions(
  { kdcOptions }: KdcReqBody,
  { flags }: EncTicketPart,
  isTicketGranting: boolean,
): Refusal | undefined {
  const asked = (option: number): boolean => (kdcOptions & option) !== 0;
  const has = (flag: number): boolean => (flags & flag) !== 0;
  if (asked(IMPOSSIBLE)) return refuse('KDC_ERR_BADOPTION', 'an option that this KDC has not');
  if (asked(KdcOptions.FORWARDED | KdcOptions.FORWARDABLE) && !has(TicketFlags.FORWARDABLE))
    return refuse('KDC_ERR_BADOPTION', 'the ticket-granting ticket is not forwardable');
  if (asked(KdcOptions.PROXY | KdcOptions.PROXIABLE) && !has(TicketFlags.PROXIABLE))
    return refuse('KDC_ERR_BADOPTION', 'the ticket-granting ticket is not proxiable');
  // A proxy acts for one service: it gets no ticket-granting ticket (RFC 4120 2.5).
  if (asked(KdcOptions.PROXY) && isTicketGranting)
    return refuse('KDC_ERR_BADOPTION', 'a proxy gets no ticket-granting ticket');
  if (asked(KdcOptions.RENEW) && !isTicketGranting)
    return refuse('KDC_ERR_BADOPTION', 'only ticket-granting tickets are renewed');
  return undefined;
}

function flagsOf(
  { kdcOptions }: KdcReqBody,
  { flags }: EncTicketPart,
  { renewTill }: Lifetime,
  isRenewal: boolean,
): number {
  if (isRenewal) return flags;
  return (
    (kdcOptions & (INHERITED | TicketFlags.FORWARDED | TicketFlags.PROXY)) |
    // A ticket made from a forwarded one is forwarded, too (RFC 4120 2.6).
    (flags & (TicketFlags.PRE_AUTHENT | TicketFlags.FORWARDED | TicketFlags.ENC_PA_REP)) |
    (renewTill === undefined ? 0 : TicketFlags.RENEWABLE) |
    TicketFlags.TRANSITED_POLICY_CHECKED
  );
}

/** A forwarded or proxy ticket is for other addresses; any other keeps its own (RFC 4120 3.3.3). */
function addressesOf(
  { kdcOptions, addresses }: KdcReqBody,
  { caddr }: EncTicketPart,
): HostAddresses | undefined {
  return (kdcOptions & (KdcOptions.FORWARDED | KdcOptions.PROXY)) === 0 ? caddr : addresses;
}

/** The key that the client wants the reply in; undefined: the session key. */
function subkeyOf({ subkey }: Authenticator): OrRefusal<ProtocolKey> | undefined {
  if (subkey === undefined) return undefined;
  const type = encryptionTypeOf(subkey.keytype);
  if (type === undefined || subkey.keyvalue.length !== type.keyLength)
    return refuse('KDC_ERR_ETYPE_NOSUPP', 'the subkey is of no type of ours');
  return { type, key: subkey.keyvalue };
}

/** The PAC of a ticket-granting ticket: with one, the tickets made from it have one as well. */
function pacOf({ contents }: ShownTicket): Pac | undefined {
  const entry = authorizationEntries(contents.authorizationData).find(
    ({ adType }) => adType === AuthorizationDataType.WIN2K_PAC,
  );
  return entry && decodePac(entry.adData);
}

/** The reason for refusing the PAC of a ticket-granting ticket. */
function refusePac(
  pac: Pac,
  { ticketKey }: ShownTicket,
  { account }: Client,
  pacs: PacMaker,
): Refusal | undefined {
  if (!verifyServerSignature(pac, ticketKey.key, ticketKey.type.etype))
    return refuse('KRB_AP_ERR_MODIFIED', 'the signature of the PAC is wrong');
  // "the KDC MUST verify that the cname on the ticket resolves to an account with the same SID as the PAC_REQUESTOR SID
  // ... If it does not, the KDC MUST return KDC_ERR_TGT_REVOKED" ([MS-KILE] 3.3.5.7).
  if (pac.requestorSid === undefined || (account && pacs.sidOf(account) === pac.requestorSid))
    return undefined;
  return refuse('KDC_ERR_TGT_REVOKED', 'the ticket-granting ticket is of another account of that name');
}
