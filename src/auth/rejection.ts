import { NtStatus } from '../constants/nt-status.js';

/**
 * Why an acceptor refused a login. The codes are stable: they appear in logs and records and are what people search
 * for. The client only ever sees the NTSTATUS beside each.
 */
export type RejectionReason = keyof typeof wireStatus;

/**
 * The status on the wire for each reason. An unknown account, a wrong password and every tampered proof are the same
 * STATUS_LOGON_FAILURE: which check failed is for the server's user, never for the peer. The account-status codes are
 * only ever reached after the password was right, except lock-out.
 */
const wireStatus = {
  'unknown-account': NtStatus.STATUS_LOGON_FAILURE,
  'wrong-password': NtStatus.STATUS_LOGON_FAILURE,
  'ntlmv1-refused': NtStatus.STATUS_LOGON_FAILURE,
  'lm-refused': NtStatus.STATUS_LOGON_FAILURE,
  'anonymous-refused': NtStatus.STATUS_LOGON_FAILURE,
  'empty-password-refused': NtStatus.STATUS_ACCOUNT_RESTRICTION,
  'account-disabled': NtStatus.STATUS_ACCOUNT_DISABLED,
  'account-locked': NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
  'account-expired': NtStatus.STATUS_ACCOUNT_EXPIRED,
  'password-expired': NtStatus.STATUS_PASSWORD_EXPIRED,
  'password-must-change': NtStatus.STATUS_PASSWORD_MUST_CHANGE,
  'workstation-not-allowed': NtStatus.STATUS_INVALID_WORKSTATION,
  'outside-logon-hours': NtStatus.STATUS_INVALID_LOGON_HOURS,
  'weak-session-security': NtStatus.STATUS_LOGON_FAILURE,
  'ntlm-mic-missing': NtStatus.STATUS_LOGON_FAILURE,
  'ntlm-mic-invalid': NtStatus.STATUS_LOGON_FAILURE,
  'target-info-altered': NtStatus.STATUS_LOGON_FAILURE,
  'channel-binding-mismatch': NtStatus.STATUS_LOGON_FAILURE,
  'target-name-mismatch': NtStatus.STATUS_LOGON_FAILURE,
  'clock-skew': NtStatus.STATUS_LOGON_FAILURE,
  'challenge-expired': NtStatus.STATUS_LOGON_FAILURE,
  replayed: NtStatus.STATUS_LOGON_FAILURE,
  'mech-list-mic-invalid': NtStatus.STATUS_LOGON_FAILURE,
  'no-common-mechanism': NtStatus.STATUS_LOGON_FAILURE,
  // Where the specifications say SEC_E_INVALID_TOKEN, smbd and we say this.
  'session-key-invalid': NtStatus.STATUS_INVALID_PARAMETER,
  'ended-by-client': NtStatus.STATUS_INVALID_PARAMETER,
  'ntlm-malformed': NtStatus.STATUS_INVALID_PARAMETER,
  'spnego-malformed': NtStatus.STATUS_INVALID_PARAMETER,
  /** A leg that does not belong here: AUTHENTICATE before NEGOTIATE, a leg after the last, too many of them. */
  'out-of-sequence': NtStatus.STATUS_INVALID_PARAMETER,
  'store-failed': NtStatus.STATUS_INTERNAL_ERROR,
  'no-logon-server': NtStatus.STATUS_NO_LOGON_SERVERS,
} as const satisfies Record<string, NtStatus>;

/** The NTSTATUS the client is told for a reason. */
export function wireStatusOf(reason: RejectionReason): NtStatus {
  return wireStatus[reason];
}

/** Every reason, in the order of the table above. */
export const rejectionReasons = Object.keys(wireStatus) as readonly RejectionReason[];
