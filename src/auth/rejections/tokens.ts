import { NtStatus } from '../../constants/nt-status.js';
import { logonFailure, setupInvalidParameter } from '../../text/client-shows.js';
import type { Rejections } from './rejections.js';

/** Refusals of a login whose tokens cannot be read, come out of order, or were altered. */
export const tokenRejections = {
  'mech-list-mic-invalid': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The password is right, but SPNEGO’s mechListMIC does not verify.',
    advice:
      'The mechanism list was changed on its way, or the client computes it wrongly: GSS_GetMIC with sequence number 0 over the DER of the MechTypeList exactly as first sent, its 0x30 tag included.',
    ...logonFailure,
    section: 'RFC 4178 5; [MS-SPNG] 3.2.5.1',
  },
  'spnego-malformed': {
    status: NtStatus.STATUS_INVALID_PARAMETER,
    sentence: 'A SPNEGO token cannot be read.',
    advice: 'The evidence names the element. DER with definite lengths, nothing after the token.',
    ...setupInvalidParameter,
    section: 'RFC 4178 4.2; [MS-SPNG] 2.2.1',
  },
  /** A leg out of order: before its turn, after the last, or beyond the limit. */
  'out-of-sequence': {
    status: NtStatus.STATUS_INVALID_PARAMETER,
    sentence: 'A message of the login came when another was due.',
    advice:
      'Each message of the mechanism comes once, in its order, on one session. A new login begins with SessionId 0.',
    ...setupInvalidParameter,
    section: 'RFC 4178 3.2; [MS-SMB2] 3.3.5.5',
  },
} as const satisfies Rejections;
