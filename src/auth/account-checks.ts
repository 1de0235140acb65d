import { upperCaseUtf16 } from '../bytes/index.js';
import type { RejectionReason } from './rejection.js';
import type { Account } from './account.js';
import { ntHashOfPassword } from './nt-hash.js';

/**
 * The reason for refusing an account whose password was right, in the order of [MS-APDS] 3.1.5 and 3.1.5.2. A lock-out
 * is not among the reasons, because it refuses a login before the password is verified.
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
  if (account.status === 'expired') return 'account-expired';
  if (account.logonHours && !isLogonHour(account.logonHours, now)) return 'outside-logon-hours';
  if (account.workstations && !isListed(account.workstations, workstation)) return 'workstation-not-allowed';
  if (account.status === 'password-expired') return 'password-expired';
  if (account.status === 'must-change-password') return 'password-must-change';
  // A program's own store may give a word that the type does not allow: only `enabled` lets the account in.
  return account.status === 'enabled' ? undefined : 'account-disabled';
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
