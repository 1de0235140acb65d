import { NtStatus } from '../constants/nt-status.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { RejectionReason } from './rejection.js';
import type { Account } from './account.js';
import { ntHashOfPassword } from './nt-hash.js';

/** The reason for refusing an account before its password is looked at, so that no answer tells whether it is right. */
export function refuseUnproved({ status }: Pick<Account, 'status'>): RejectionReason | undefined {
  if (status === 'no-logon-server') return 'no-logon-server';
  return status === 'locked' ? 'account-locked' : undefined;
}

/**
 * The reason for refusing an account whose password was right, in the order of [MS-APDS] 3.1.5 and 3.1.5.2. The reasons
 * of {@link refuseUnproved} are not among them.
 *
 * @param workstation NetBIOS name of the client's machine as it says itself, possibly empty
 * @param now milliseconds since 1970
 */
export function refuseAccount(
  account: Account,
  workstation: string,
  now: number,
): RejectionReason | undefined {
  // Checked first: anybody "knows" an empty password, so no other state of the account may be revealed.
  if (account.ntHash.equals(ntHashOfEmptyPassword)) return 'empty-password-refused';
  if (account.status === 'disabled') return 'account-disabled';
  if (account.status === 'expired' || isOver(account.expiresAt, now)) return 'account-expired';
  if (account.logonHours && !isLogonHour(account.logonHours, now)) return 'outside-logon-hours';
  if (account.workstations && !isListed(account.workstations, workstation)) return 'workstation-not-allowed';
  const ofPassword = refusePassword(account, now);
  if (ofPassword !== undefined) return ofPassword;
  if (account.status === 'smart-card-required') return 'smart-card-required';
  if (account.status === 'interdomain-trust-account') return 'interdomain-trust-account';
  if (account.status === 'workstation-trust-account') return 'workstation-trust-account';
  if (account.status === 'server-trust-account') return 'server-trust-account';
  // A program's own store may give a word that the type does not allow: only `enabled` lets the account in.
  if (account.status !== 'enabled') return 'account-disabled';
  return account.ntStatus === undefined ? undefined : 'account-refused';
}

/** The reason for refusing an account whose password has to be changed first. */
export function refusePassword(
  { status, passwordExpiresAt }: Account,
  now: number,
): 'password-expired' | 'password-must-change' | undefined {
  if (status === 'password-expired' || isOver(passwordExpiresAt, now)) return 'password-expired';
  return status === 'must-change-password' ? 'password-must-change' : undefined;
}

/** The NTSTATUS that the client is told where the account names one; undefined: that of the reason. */
export function statusOfAccount(reason: string, { ntStatus }: Account): NtStatus | undefined {
  if (reason !== 'account-refused' || ntStatus === undefined) return undefined;
  return typeof ntStatus === 'number' ? ntStatus : NtStatus[ntStatus];
}

/** Times that are no numbers are over: they could be meant to refuse. */
function isOver(time: number | undefined, now: number): boolean {
  return time !== undefined && !(now < time);
}

/** As Windows does by default: local accounts without a password are for its console only (LimitBlankPasswordUse). */
const ntHashOfEmptyPassword = ntHashOfPassword('');

const HOUR = 3_600_000;
const HOURS_IN_WEEK = 168;

/** 1970 began on a Thursday: hour 0 of the week, Sunday 00:00 UTC, was four days earlier. */
const EPOCH_HOUR = 4 * 24;

/** [MS-SAMR] 2.2.6.5: one bit an hour, lowest bit first. A mask that is too short allows nothing beyond its end. */
function isLogonHour(logonHours: Buffer, now: number): boolean {
  const hour = (Math.floor(now / HOUR) + EPOCH_HOUR) % HOURS_IN_WEEK;
  return (((logonHours[hour >> 3] ?? 0) >> (hour & 7)) & 1) === 1;
}

/** Names are compared as Windows does. A client that sends no workstation name matches no entry. */
function isListed(names: readonly string[], workstation: string): boolean {
  const upper = upperCaseUtf16(workstation);
  return upper !== '' && names.some((name) => upperCaseUtf16(name) === upper);
}
