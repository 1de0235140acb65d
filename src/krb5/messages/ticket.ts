import {
  application,
  constant,
  optional,
  required,
  sequence,
  sequenceOf,
  type TypeOf,
} from '../../der/structure.js';
import { flags32, generalizedTime, generalString, int32, octetString } from '../../der/types.js';
import { authorizationData } from './authorization-data.js';
import { encryptedData, encryptionKey } from './encrypted-data.js';
import { principalName } from './principal.js';

/** More addresses than a client has. */
const MAX_ADDRESSES = 64;

/** HostAddresses (RFC 4120 5.2.5). */
export const hostAddresses = sequenceOf(
  sequence('HostAddress', { addrType: required(0, int32), address: required(1, octetString) }),
  MAX_ADDRESSES,
);

/** Addresses with their types. */
export type HostAddresses = TypeOf<typeof hostAddresses>;

/** Types of address (RFC 4120 7.5.3). */
export const AddressType = { IPV4: 2, NETBIOS: 20, IPV6: 24 } as const;

/** Ticket (RFC 4120 5.3). Nothing outside `encPart` is protected. */
export const ticket = application(
  1,
  sequence('Ticket', {
    tktVno: constant(0, 5),
    realm: required(1, generalString),
    sname: required(2, principalName),
    encPart: required(3, encryptedData),
  }),
);

/** A ticket as clients carry it. */
export type Ticket = TypeOf<typeof ticket>;

/** EncTicketPart (RFC 4120 5.3): key usage 2. Times are milliseconds since 1970. Secret: it holds the session key. */
export const encTicketPart = application(
  3,
  sequence('EncTicketPart', {
    flags: required(0, flags32),
    key: required(1, encryptionKey),
    crealm: required(2, generalString),
    cname: required(3, principalName),
    transited: required(
      4,
      sequence('TransitedEncoding', { trType: required(0, int32), contents: required(1, octetString) }),
    ),
    authtime: required(5, generalizedTime),
    starttime: optional(6, generalizedTime),
    endtime: required(7, generalizedTime),
    renewTill: optional(8, generalizedTime),
    caddr: optional(9, hostAddresses),
    authorizationData: optional(10, authorizationData),
  }),
);

/** The contents of a ticket. Secret: it holds the session key. */
export type EncTicketPart = TypeOf<typeof encTicketPart>;

/** TicketFlags (RFC 4120 5.3); bit 0 is the highest. */
export const TicketFlags = {
  FORWARDABLE: 1 << 30,
  FORWARDED: 1 << 29,
  PROXIABLE: 1 << 28,
  PROXY: 1 << 27,
  MAY_POSTDATE: 1 << 26,
  POSTDATED: 1 << 25,
  INVALID: 1 << 24,
  RENEWABLE: 1 << 23,
  INITIAL: 1 << 22,
  PRE_AUTHENT: 1 << 21,
  HW_AUTHENT: 1 << 20,
  TRANSITED_POLICY_CHECKED: 1 << 19,
  OK_AS_DELEGATE: 1 << 18,
  /** RFC 6806 11: the KDC proves what it was asked. */
  ENC_PA_REP: 1 << 16,
} as const;
