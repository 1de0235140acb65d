import { optional, required, sequence } from '../../der/structure.js';
import { int32, octetString } from '../../der/types.js';

/** KERB-ERROR-DATA ([MS-KILE] 2.2.2): the e-data of errors of Windows. */
export const kerbErrorData = sequence('KERB-ERROR-DATA', {
  dataType: required(1, int32),
  dataValue: optional(2, octetString),
});

/** Kinds of KERB-ERROR-DATA ([MS-KILE] 2.2.2). */
export const KerbErrorDataType = {
  /** The client may try again with the time of the KRB-ERROR. */
  SKEW_RECOVERY: 2,
  /** A KERB-EXT-ERROR: an NTSTATUS. */
  EXTENDED: 3,
} as const;
