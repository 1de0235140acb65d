import { NtStatus } from '../../constants/nt-status.js';
import { accountRefusal } from '../../text/client-shows.js';
import type { Rejections } from './rejections.js';

// errno by smb2maperror.c of the Linux kernel.
const permissionDenied = { errno: 13, words: 'Permission denied' };
const keyHasExpired = { errno: 127, words: 'Key has expired' };

const inputOutputError = { errno: 5, words: 'Input/output error' };

const useUserAccount = 'Use the account of a user, or set the account’s status to "enabled".';

/**
 * Refusals of a login whose password was right: the account may not log in at all, or not at this time or from this
 * machine.
 */
export const accountRejections = {
  'empty-password-refused': {
    status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
    sentence: 'The account’s password is empty, and an empty password lets nobody in over a network.',
    advice: 'Give the account a password. Windows refuses this as well (LimitBlankPasswordUse).',
    ...accountRefusal(
      'ACCOUNT_RESTRICTION',
      { error: 1327, words: 'Account restrictions are preventing this user from signing in' },
      permissionDenied,
    ),
    section: '[MS-ERREF] 2.3.1',
  },
  'account-disabled': {
    status: NtStatus.STATUS_ACCOUNT_DISABLED,
    sentence: 'The password is right, and the account is disabled.',
    advice: 'Set the account’s status to "enabled".',
    ...accountRefusal(
      'ACCOUNT_DISABLED',
      { error: 1331, words: 'this account is currently disabled' },
      { errno: 128, words: 'Key has been revoked' },
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'account-locked': {
    status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
    sentence: 'The account is locked out.',
    advice:
      'Wait, or set its status to "enabled"; policy.lockout says after how many wrong responses and for how long, and null that no account is ever locked, so that passwords can be guessed without end. Look for a client that repeats an old password: Windows Explorer sends one wrong password dozens of times. The lock hides whether this password was right.',
    ...accountRefusal(
      'ACCOUNT_LOCKED_OUT',
      { error: 1909, words: 'The referenced account is currently locked out' },
      permissionDenied,
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'account-expired': {
    status: NtStatus.STATUS_ACCOUNT_EXPIRED,
    sentence: 'The password is right, and the account has expired.',
    advice: 'Set the account’s status to "enabled" and move its expiresAt, or use another account.',
    ...accountRefusal(
      'ACCOUNT_EXPIRED',
      { error: 1793, words: 'The user’s account has expired' },
      keyHasExpired,
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'password-expired': {
    status: NtStatus.STATUS_PASSWORD_EXPIRED,
    sentence: 'The password is right, and it has expired.',
    advice: 'Give the account a new password and move its passwordExpiresAt, or set its status to "enabled".',
    ...accountRefusal(
      'PASSWORD_EXPIRED',
      { error: 1330, words: 'The password for this account has expired' },
      keyHasExpired,
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'password-must-change': {
    status: NtStatus.STATUS_PASSWORD_MUST_CHANGE,
    sentence: 'The password is right, and must be changed before the first login.',
    advice: 'No password can be changed here: give the account a new one, or set its status to "enabled".',
    ...accountRefusal(
      'PASSWORD_MUST_CHANGE',
      { error: 1907, words: 'The user’s password must be changed before signing in' },
      inputOutputError,
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'smart-card-required': {
    status: NtStatus.STATUS_SMARTCARD_LOGON_REQUIRED,
    sentence: 'The password is right, and the account has to log in with a smart card.',
    advice: 'No smart card is taken here: set the account’s status to "enabled", or use another account.',
    clientShows: {
      windows: '“Smart card logon is required and was not used”',
      linux: 'mount error(5): Input/output error; dmesg: STATUS_SMARTCARD_LOGON_REQUIRED',
      smbclient: 'session setup failed: NT_STATUS_SMARTCARD_LOGON_REQUIRED',
      macos: '“server rejected the connection: Authentication error”',
    },
    symptoms: {
      linux: [5],
      status: ['STATUS_SMARTCARD_LOGON_REQUIRED'],
      macos: ['server rejected the connection: Authentication error'],
    },
    section: '[MS-APDS] 3.1.5',
  },
  'interdomain-trust-account': {
    status: NtStatus.STATUS_NOLOGON_INTERDOMAIN_TRUST_ACCOUNT,
    sentence:
      'The password is right, and the account is that of a trust between domains: nobody logs in with it.',
    advice: useUserAccount,
    ...accountRefusal(
      'NOLOGON_INTERDOMAIN_TRUST_ACCOUNT',
      { error: 1807, words: 'The account used is an interdomain trust account' },
      inputOutputError,
    ),
    section: '[MS-APDS] 3.1.5',
  },
  'workstation-trust-account': {
    status: NtStatus.STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT,
    sentence: 'The password is right, and the account is that of a computer, which is for no user.',
    advice: useUserAccount,
    ...accountRefusal(
      'NOLOGON_WORKSTATION_TRUST_ACCOUNT',
      { error: 1808, words: 'The account used is a computer account' },
      inputOutputError,
    ),
    section: '[MS-APDS] 3.1.5',
  },
  'server-trust-account': {
    status: NtStatus.STATUS_NOLOGON_SERVER_TRUST_ACCOUNT,
    sentence: 'The password is right, and the account is that of a domain controller, which is for no user.',
    advice: useUserAccount,
    ...accountRefusal(
      'NOLOGON_SERVER_TRUST_ACCOUNT',
      { error: 1809, words: 'The account used is a server trust account' },
      inputOutputError,
    ),
    section: '[MS-APDS] 3.1.5',
  },
  'account-refused': {
    status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
    sentence: 'The password is right, and the account is refused with the status that its ntStatus names.',
    advice:
      'The refusal is asked for: take ntStatus from the account to let it in. Clients show their own words for that status.',
    ...accountRefusal(
      'ACCOUNT_RESTRICTION',
      { error: 1327, words: 'Account restrictions are preventing this user from signing in' },
      permissionDenied,
    ),
    section: '[MS-APDS] 3.1.5',
  },
  'workstation-not-allowed': {
    status: NtStatus.STATUS_INVALID_WORKSTATION,
    sentence: 'The password is right, and the account may not log in from the workstation the client names.',
    advice:
      'Add the workstation to the account’s workstations. The name is what the client says of itself; many embedded clients send an empty one.',
    ...accountRefusal(
      'INVALID_WORKSTATION',
      { error: 1329, words: 'The user is not allowed to log on from this workstation' },
      permissionDenied,
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'outside-logon-hours': {
    status: NtStatus.STATUS_INVALID_LOGON_HOURS,
    sentence: 'The password is right, and the account may not log in at this hour.',
    advice: 'Logon hours are kept in UTC. Widen the account’s logonHours, or wait.',
    ...accountRefusal(
      'INVALID_LOGON_HOURS',
      { error: 1328, words: 'account has time restrictions' },
      permissionDenied,
    ),
    section: '[MS-NLMP] 3.2.5.1.2',
  },
} as const satisfies Rejections;
