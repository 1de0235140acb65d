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
import { flags32, generalizedTime, generalString, microseconds, uint32 } from '../../der/types.js';
import { encryptedData, encryptionKey } from './encrypted-data.js';
import { principalName } from './principal.js';
import { hostAddresses, ticket } from './ticket.js';

/** A client delegates one ticket. */
const MAX_TICKETS = 8;

/** KRB-CRED (RFC 4120 5.8.1): tickets that a client hands over. */
export const krbCred = application(
  22,
  sequence('KRB-CRED', {
    pvno: constant(0, 5),
    msgType: constant(1, 22),
    tickets: required(2, sequenceOf(asReceived(ticket), MAX_TICKETS)),
    encPart: required(3, encryptedData),
  }),
);

/** Tickets that a client hands over. */
export type KrbCred = TypeOf<typeof krbCred>;

/** EncKrbCredPart (RFC 4120 5.8.1): key usage 14. Secret: it holds the session keys of the tickets. */
export const encKrbCredPart = application(
  29,
  sequence('EncKrbCredPart', {
    ticketInfo: required(
      0,
      sequenceOf(
        sequence('KrbCredInfo', {
          key: required(0, encryptionKey),
          prealm: optional(1, generalString),
          pname: optional(2, principalName),
          flags: optional(3, flags32),
          authtime: optional(4, generalizedTime),
          starttime: optional(5, generalizedTime),
          endtime: optional(6, generalizedTime),
          renewTill: optional(7, generalizedTime),
          srealm: optional(8, generalString),
          sname: optional(9, principalName),
          caddr: optional(10, hostAddresses),
        }),
        MAX_TICKETS,
      ),
    ),
    nonce: optional(1, uint32),
    timestamp: optional(2, generalizedTime),
    usec: optional(3, microseconds),
  }),
);

/** The session keys of delegated tickets. Secret. */
export type EncKrbCredPart = TypeOf<typeof encKrbCredPart>;
