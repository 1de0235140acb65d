import type { Request } from './request.js';

/** Bytes that one credit pays for ([MS-SMB2] 3.1.5.2). */
export const BYTES_PER_CREDIT = 65536;

/**
 * Whether the CreditCharge of a request pays for its payload ([MS-SMB2] 3.3.5.2.5, 3.1.5.2); if not, the request fails
 * with STATUS_INVALID_PARAMETER.
 *
 * @param payload bytes of the request's payload or of its response's, whichever is larger
 */
export function chargeCovers(request: Request, payload: number): boolean {
  if (!request.connection.negotiated.multiCredit) return true;
  return payload <= Math.max(request.header.creditCharge, 1) * BYTES_PER_CREDIT;
}
