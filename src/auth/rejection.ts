import type { NtStatus } from '../constants/nt-status.js';
import { accountRejections } from './rejections/accounts.js';
import { credentialRejections } from './rejections/credentials.js';
import { domainRejections } from './rejections/domain.js';
import type { Rejections } from './rejections/rejections.js';
import { tokenRejections } from './rejections/tokens.js';

export type { Rejection, Rejections } from './rejections/rejections.js';

/**
 * The reasons for which every mechanism may refuse a login. A new reason is a row of one of these tables, or, if only
 * one mechanism has it, a row of that mechanism's table.
 *
 * An unknown account, a wrong password and every tampered proof are the same STATUS_LOGON_FAILURE: the failed check is
 * for the server's user, never for the peer. The status of an account is sent only if the password was right; a
 * lock-out is the exception.
 */
export const commonRejections = {
  ...credentialRejections,
  ...accountRejections,
  ...domainRejections,
  ...tokenRejections,
} as const satisfies Rejections;

/** A reason that every mechanism may have; the client only ever sees the NTSTATUS of each. */
export type RejectionReason = keyof typeof commonRejections;

/** The NTSTATUS the client is told for a reason. */
export function wireStatusOf(reason: RejectionReason): NtStatus {
  return commonRejections[reason].status;
}
