import { NtStatus } from '../../constants/nt-status.js';
import { accountRefusal } from '../../text/client-shows.js';
import type { Rejections } from './rejections.js';

// errno by smb2maperror.c of the Linux kernel.
const permissionDenied = 'mount error(13): Permission denied';
const keyHasExpired = 'mount error(127): Key has expired';

/**
 * Refusals of a login whose password was right: the account may not log in at all, or not at this time or from this
 * machine.
 */
export const accountRejections = {
  'empty-password-refused': {
    status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
    sentence: 'The account’s password is empty, and an empty password lets nobody in over a network.',
    advice: 'Give the account a password. Windows refuses this as well (LimitBlankPasswordUse).',
    clientShows: accountRefusal(
      'error 1327, “Account restrictions are preventing this user from signing in”',
      permissionDenied,
      'ACCOUNT_RESTRICTION',
    ),
    section: '[MS-ERREF] 2.3.1',
  },
  'account-disabled': {
    status: NtStatus.STATUS_ACCOUNT_DISABLED,
    sentence: 'The password is right, and the account is disabled.',
    advice: 'Set the account’s status to "enabled".',
    clientShows: accountRefusal(
      'error 1331, “this account is currently disabled”',
      'mount error(128): Key has been revoked',
      'ACCOUNT_DISABLED',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'account-locked': {
    status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
    sentence: 'The account is locked out.',
    advice:
      'Wait, or set its status to "enabled"; policy.lockout says after how many wrong responses and for how long, and null that no account is ever locked, so that passwords can be guessed without end. Look for a client that repeats an old password: Windows Explorer sends one wrong password dozens of times. The lock hides whether this password was right.',
    clientShows: accountRefusal(
      'error 1909, “The referenced account is currently locked out”',
      permissionDenied,
      'ACCOUNT_LOCKED_OUT',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'account-expired': {
    status: NtStatus.STATUS_ACCOUNT_EXPIRED,
    sentence: 'The password is right, and the account has expired.',
    advice: 'Set the account’s status to "enabled", or use another account.',
    clientShows: accountRefusal(
      'error 1793, “The user’s account has expired”',
      keyHasExpired,
      'ACCOUNT_EXPIRED',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'password-expired': {
    status: NtStatus.STATUS_PASSWORD_EXPIRED,
    sentence: 'The password is right, and it has expired.',
    advice: 'Give the account a new password, or set its status to "enabled".',
    clientShows: accountRefusal(
      'error 1330, “The password for this account has expired”',
      keyHasExpired,
      'PASSWORD_EXPIRED',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'password-must-change': {
    status: NtStatus.STATUS_PASSWORD_MUST_CHANGE,
    sentence: 'The password is right, and must be changed before the first login.',
    advice: 'SMB cannot change it here: give the account a new password, or set its status to "enabled".',
    clientShows: accountRefusal(
      'error 1907, “The user’s password must be changed before signing in”',
      'mount error(5): Input/output error',
      'PASSWORD_MUST_CHANGE',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'workstation-not-allowed': {
    status: NtStatus.STATUS_INVALID_WORKSTATION,
    sentence: 'The password is right, and the account may not log in from the workstation the client names.',
    advice:
      'Add the workstation to the account’s workstations. The name is what the client says of itself; many embedded clients send an empty one.',
    clientShows: accountRefusal(
      'error 1329, “The user is not allowed to log on from this workstation”',
      permissionDenied,
      'INVALID_WORKSTATION',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'outside-logon-hours': {
    status: NtStatus.STATUS_INVALID_LOGON_HOURS,
    sentence: 'The password is right, and the account may not log in at this hour.',
    advice: 'Logon hours are kept in UTC. Widen the account’s logonHours, or wait.',
    clientShows: accountRefusal(
      'error 1328, “account has time restrictions”',
      permissionDenied,
      'INVALID_LOGON_HOURS',
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
} as const satisfies Rejections;
