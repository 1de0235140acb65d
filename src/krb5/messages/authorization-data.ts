import { required, sequence, sequenceOf, type TypeOf } from '../../der/structure.js';
import { int32, octetString } from '../../der/types.js';

/** More entries than any ticket carries on one level. */
const MAX_ENTRIES = 32;

/** AuthorizationData (RFC 4120 5.2.6). Containers hold the DER of further AuthorizationData. */
export const authorizationData = sequenceOf(
  sequence('AuthorizationData', {
    adType: required(0, int32),
    adData: required(1, octetString),
  }),
  MAX_ENTRIES,
);

/** Entries of authorization data on one level. */
export type AuthorizationData = TypeOf<typeof authorizationData>;

/** Types of authorization data (RFC 4120 7.5.4, [MS-KILE] 3.1.1.4, RFC 4537 4). */
export const AuthorizationDataType = {
  /** Its contents may be ignored by a service that does not know them. */
  IF_RELEVANT: 1,
  KDC_ISSUED: 4,
  AND_OR: 5,
  MANDATORY_FOR_KDC: 8,
  WIN2K_PAC: 128,
  ETYPE_NEGOTIATION: 129,
  KERB_AUTH_DATA_TOKEN_RESTRICTIONS: 141,
  KERB_LOCAL: 142,
  AP_OPTIONS: 143,
  TARGET_PRINCIPAL: 144,
} as const;
