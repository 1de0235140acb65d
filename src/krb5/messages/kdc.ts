import {
  application,
  asReceived,
  constant,
  optional,
  required,
  sequence,
  sequenceOf,
  type TypeOf,
} from '../../der/structure.js';
import { anyInt32, flags32, generalizedTime, generalString, int32 } from '../../der/types.js';
import { encryptedData, encryptionKey } from './encrypted-data.js';
import { padata } from './padata.js';
import { principalName } from './principal.js';
import { hostAddresses, ticket } from './ticket.js';

/** More enctypes than there are. */
const MAX_ETYPES = 64;
/** User-to-user and constrained delegation bring one. */
const MAX_ADDITIONAL_TICKETS = 4;
/** KDCs send one or two. */
const MAX_LAST_REQUESTS = 16;

/** KDC-REQ-BODY (RFC 4120 5.4.1). */
export const kdcReqBody = sequence('KDC-REQ-BODY', {
  kdcOptions: required(0, flags32),
  cname: optional(1, principalName),
  realm: required(2, generalString),
  sname: optional(3, principalName),
  from: optional(4, generalizedTime),
  till: required(5, generalizedTime),
  rtime: optional(6, generalizedTime),
  nonce: required(7, anyInt32),
  etype: required(8, sequenceOf(int32, MAX_ETYPES)),
  addresses: optional(9, hostAddresses),
  encAuthorizationData: optional(10, encryptedData),
  additionalTickets: optional(11, sequenceOf(ticket, MAX_ADDITIONAL_TICKETS)),
});

/** The question of a client to a KDC. */
export type KdcReqBody = TypeOf<typeof kdcReqBody>;

/** AS-REQ (RFC 4120 5.4.1): a client asks for a first ticket. */
export const asReq = application(10, kdcReq(10));
/** TGS-REQ (RFC 4120 5.4.1): a client shows a ticket and asks for another. */
export const tgsReq = application(12, kdcReq(12));

/** A request to a KDC. */
export type KdcReq = TypeOf<typeof asReq>;

function kdcReq(msgType: 10 | 12) {
  return sequence('KDC-REQ', {
    pvno: constant(1, 5),
    msgType: constant(2, msgType),
    padata: optional(3, padata),
    // The authenticator of a TGS-REQ has a checksum over the body as it was sent (RFC 4120 5.4.1).
    reqBody: required(4, asReceived(kdcReqBody)),
  });
}

/** KDCOptions (RFC 4120 5.4.1, RFC 6806 3); bit 0 is the highest. */
export const KdcOptions = {
  FORWARDABLE: 1 << 30,
  FORWARDED: 1 << 29,
  PROXIABLE: 1 << 28,
  PROXY: 1 << 27,
  ALLOW_POSTDATE: 1 << 26,
  POSTDATED: 1 << 25,
  RENEWABLE: 1 << 23,
  CANONICALIZE: 1 << 16,
  DISABLE_TRANSITED_CHECK: 1 << 5,
  RENEWABLE_OK: 1 << 4,
  ENC_TKT_IN_SKEY: 1 << 3,
  RENEW: 1 << 1,
  VALIDATE: 1,
} as const;

/** AS-REP (RFC 4120 5.4.2). */
export const asRep = application(11, kdcRep(11));
/** TGS-REP (RFC 4120 5.4.2). */
export const tgsRep = application(13, kdcRep(13));

/** A ticket from a KDC, and its session key for the client. */
export type KdcRep = TypeOf<typeof asRep>;

function kdcRep(msgType: 11 | 13) {
  return sequence('KDC-REP', {
    pvno: constant(0, 5),
    msgType: constant(1, msgType),
    padata: optional(2, padata),
    crealm: required(3, generalString),
    cname: required(4, principalName),
    ticket: required(5, asReceived(ticket)),
    encPart: required(6, encryptedData),
  });
}

const encKdcRepPart = sequence('EncKDCRepPart', {
  key: required(0, encryptionKey),
  lastReq: required(
    1,
    sequenceOf(
      sequence('LastReq', { lrType: required(0, int32), lrValue: required(1, generalizedTime) }),
      MAX_LAST_REQUESTS,
    ),
  ),
  nonce: required(2, anyInt32),
  keyExpiration: optional(3, generalizedTime),
  flags: required(4, flags32),
  authtime: required(5, generalizedTime),
  starttime: optional(6, generalizedTime),
  endtime: required(7, generalizedTime),
  renewTill: optional(8, generalizedTime),
  srealm: required(9, generalString),
  sname: required(10, principalName),
  caddr: optional(11, hostAddresses),
  encryptedPaData: optional(12, padata),
});

/** EncASRepPart (RFC 4120 5.4.2): key usage 3, under the client's key. */
export const encAsRepPart = application(25, encKdcRepPart);
/** EncTGSRepPart (RFC 4120 5.4.2): key usage 8 under the session key, or 9 under the authenticator's subkey. */
export const encTgsRepPart = application(26, encKdcRepPart);

/** A ticket's contents as the KDC tells them to the client. Secret: it holds the session key. */
export type EncKdcRepPart = TypeOf<typeof encKdcRepPart>;

/** LastReq of a KDC that knows nothing of earlier requests (RFC 4120 5.4.2). */
export const noLastReq = [{ lrType: 0, lrValue: 0 }] as const;
