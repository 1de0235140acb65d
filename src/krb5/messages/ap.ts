import {
  application,
  asReceived,
  constant,
  optional,
  required,
  sequence,
  type TypeOf,
} from '../../der/structure.js';
import { flags32, generalizedTime, generalString, microseconds, uint32 } from '../../der/types.js';
import { authorizationData } from './authorization-data.js';
import { checksum, encryptedData, encryptionKey } from './encrypted-data.js';
import { principalName } from './principal.js';
import { ticket } from './ticket.js';

/** AP-REQ (RFC 4120 5.5.1): a ticket, and the proof that its session key is known. */
export const apReq = application(
  14,
  sequence('AP-REQ', {
    pvno: constant(0, 5),
    msgType: constant(1, 14),
    apOptions: required(2, flags32),
    ticket: required(3, asReceived(ticket)),
    authenticator: required(4, encryptedData),
  }),
);

/** A client's proof that it holds a ticket. */
export type ApReq = TypeOf<typeof apReq>;

/** APOptions (RFC 4120 5.5.1); bit 0 is the highest. */
export const ApOptions = { USE_SESSION_KEY: 1 << 30, MUTUAL_REQUIRED: 1 << 29 } as const;

/** Authenticator (RFC 4120 5.5.1): key usage 11, or 7 in a TGS-REQ, under the ticket's session key. */
export const authenticator = application(
  2,
  sequence('Authenticator', {
    authenticatorVno: constant(0, 5),
    crealm: required(1, generalString),
    cname: required(2, principalName),
    cksum: optional(3, checksum),
    cusec: required(4, microseconds),
    ctime: required(5, generalizedTime),
    subkey: optional(6, encryptionKey),
    seqNumber: optional(7, uint32),
    authorizationData: optional(8, authorizationData),
  }),
);

/** The client's name and clock under the session key. Secret: it may hold a subkey. */
export type Authenticator = TypeOf<typeof authenticator>;

/** AP-REP (RFC 4120 5.5.2). */
export const apRep = application(
  15,
  sequence('AP-REP', {
    pvno: constant(0, 5),
    msgType: constant(1, 15),
    encPart: required(2, encryptedData),
  }),
);

/** The service's proof that it read the ticket. */
export type ApRep = TypeOf<typeof apRep>;

/** EncAPRepPart (RFC 4120 5.5.2): key usage 12, under the ticket's session key. */
export const encApRepPart = application(
  27,
  sequence('EncAPRepPart', {
    ctime: required(0, generalizedTime),
    cusec: required(1, microseconds),
    subkey: optional(2, encryptionKey),
    seqNumber: optional(3, uint32),
  }),
);

/** The client's clock as the service repeats it. Secret: it may hold a subkey. */
export type EncApRepPart = TypeOf<typeof encApRepPart>;
