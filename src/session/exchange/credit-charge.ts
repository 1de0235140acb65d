import { NtStatus } from '../../constants/nt-status.js';
import { Command, type Header } from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
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

/** Widens the window of the connection by the credits that the answer to a request grants ([MS-SMB2] 3.3.1.2). */
export function grantCredits({ connection, header }: Request, status: NtStatus): number {
  const { server, window } = connection;
  const { command, credits } = header;
  if (server.profile.credits === 'as-asked') return window.grant(credits);
  const loggingIn = command === Command.SESSION_SETUP && status !== NtStatus.STATUS_SUCCESS;
  const more = command === Command.NEGOTIATE || loggingIn ? 0 : Math.max(credits - 1, 0);
  return window.grantDense(chargeOf(connection, header) + more);
}

/** The credits that a request has taken. */
function chargeOf({ negotiatedOrUndefined }: Connection, { creditCharge }: Header): number {
  return negotiatedOrUndefined?.multiCredit === true ? Math.max(creditCharge, 1) : 1;
}
