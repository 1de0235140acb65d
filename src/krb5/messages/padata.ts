import { optional, required, sequence, sequenceOf, type TypeOf } from '../../der/structure.js';
import {
  boolean,
  generalizedTime,
  generalString,
  int32,
  microseconds,
  octetString,
} from '../../der/types.js';

/** More entries than any message carries. */
const MAX_ENTRIES = 32;

/** PA-DATA (RFC 4120 5.2.7), as a sequence: METHOD-DATA is the same. */
export const padata = sequenceOf(
  sequence('PA-DATA', { padataType: required(1, int32), padataValue: required(2, octetString) }),
  MAX_ENTRIES,
);

/** Pre-authentication data. */
export type PaData = TypeOf<typeof padata>;

/** Types of pre-authentication data (RFC 4120 7.5.2, [MS-KILE] 3.1.5.1). */
export const PaDataType = {
  TGS_REQ: 1,
  ENC_TIMESTAMP: 2,
  PW_SALT: 3,
  ETYPE_INFO: 11,
  PK_AS_REQ: 16,
  ETYPE_INFO2: 19,
  PAC_REQUEST: 128,
  FX_FAST: 136,
  REQ_ENC_PA_REP: 149,
  PAC_OPTIONS: 167,
} as const;

/** PA-ENC-TS-ENC (RFC 4120 5.2.7.2): key usage 1, under the client's key. */
export const paEncTsEnc = sequence('PA-ENC-TS-ENC', {
  patimestamp: required(0, generalizedTime),
  pausec: optional(1, microseconds),
});

/** ETYPE-INFO2 (RFC 4120 5.2.7.5). */
export const etypeInfo2 = sequenceOf(
  sequence('ETYPE-INFO2-ENTRY', {
    etype: required(0, int32),
    salt: optional(1, generalString),
    s2kparams: optional(2, octetString),
  }),
  MAX_ENTRIES,
);

/** KERB-PA-PAC-REQUEST ([MS-KILE] 2.2.3). */
export const kerbPaPacRequest = sequence('KERB-PA-PAC-REQUEST', { includePac: required(0, boolean) });
