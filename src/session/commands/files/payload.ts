import { NtStatus } from '../../../constants/nt-status.js';
import { StatusError } from '../../exchange/status-error.js';
import { chargeCovers } from '../../exchange/credit-charge.js';
import type { Request } from '../../exchange/request.js';

/**
 * Checks what a request carries or asks for against MaxTransactSize, MaxReadSize and MaxWriteSize, which are one here,
 * and against the credits it pays ([MS-SMB2] 3.3.5.2.5).
 *
 * @param length bytes of the larger of the two directions
 * @throws StatusError STATUS_INVALID_PARAMETER
 */
export function checkPayload(request: Request, length: number): void {
  if (length > request.connection.negotiated.maxTransactSize || !chargeCovers(request, length)) {
    throw new StatusError(NtStatus.STATUS_INVALID_PARAMETER);
  }
}
