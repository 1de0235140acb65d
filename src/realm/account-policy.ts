import { refuseAccount, refusePassword, refuseUnproved, statusOfAccount } from '../auth/account-checks.js';
import type { Account } from '../auth/account.js';
import { type RejectionReason, wireStatusOf } from '../auth/rejection.js';
import { Writer } from '../bytes/index.js';
import { encode } from '../der/structure.js';
import type { KrbErrorName } from '../krb5/error-codes.js';
import { kerbErrorData, KerbErrorDataType } from '../krb5/messages/kerb-error-data.js';
import { AddressType, type HostAddresses } from '../krb5/messages/ticket.js';
import { type Refusal, refuse } from './refusal.js';

/**
 * The reason for refusing an account, before its password is looked at as on Windows ([MS-KILE] 3.3.5.6.3). An account
 * whose password has to be changed is refused after a right password: see {@link refuseOldPassword}.
 *
 * @param now milliseconds since 1970
 * @param addresses of the request; a NetBIOS name among them is the workstation
 */
export function refuseClient(
  account: Account,
  now: number,
  addresses: HostAddresses | undefined,
): Refusal | undefined {
  const { name } = account;
  const reason = refuseUnproved(account) ?? refuseAccount(account, workstationOf(addresses), now);
  switch (reason) {
    case undefined:
    case 'password-expired':
    case 'password-must-change':
      return undefined;
    case 'account-locked':
      return refuseFor(reason, 'KDC_ERR_CLIENT_REVOKED', `${name} is locked out`);
    case 'no-logon-server':
      return refuseFor(reason, 'KDC_ERR_SVC_UNAVAILABLE', `${name} has no logon server`);
    case 'smart-card-required':
      return refuseFor(reason, 'KDC_ERR_POLICY', `${name} has to log in with a smart card`);
    case 'interdomain-trust-account':
    case 'workstation-trust-account':
    case 'server-trust-account':
      return refuseFor(reason, 'KDC_ERR_POLICY', `${name} is a trust account`);
    case 'account-refused':
      return refuseFor(
        reason,
        'KDC_ERR_POLICY',
        `${name} is refused by its ntStatus`,
        statusOfAccount(reason, account),
      );
    case 'empty-password-refused':
      return refuseFor(reason, 'KDC_ERR_NULL_KEY', `${name} has an empty password`);
    case 'account-expired':
      return refuseFor(reason, 'KDC_ERR_CLIENT_REVOKED', `${name} has expired`);
    case 'outside-logon-hours':
      return refuseFor(reason, 'KDC_ERR_CLIENT_REVOKED', `${name} may not log in at this hour`);
    case 'workstation-not-allowed':
      return refuseFor(
        reason,
        'KDC_ERR_POLICY',
        `${name} may log in from its workstations alone, and the request names another or none`,
      );
    default:
      return refuseFor(reason, 'KDC_ERR_CLIENT_REVOKED', `${name} is disabled`);
  }
}

/** The reason for refusing an account whose password was right, and has to be changed first. */
export function refuseOldPassword(account: Account, now: number): Refusal | undefined {
  const reason = refusePassword(account, now);
  return (
    reason && refuseFor(reason, 'KDC_ERR_KEY_EXPIRED', `the password of ${account.name} has to be changed`)
  );
}

/** A refusal that tells the NTSTATUS as well: a KERB-EXT-ERROR ([MS-KILE] 2.2.1). */
function refuseFor(
  reason: RejectionReason,
  error: KrbErrorName,
  text: string,
  status = wireStatusOf(reason),
): Refusal {
  const dataValue = new Writer(12).u32(status).u32(0).u32(1).finish();
  return refuse(error, text, encode(kerbErrorData, { dataType: KerbErrorDataType.EXTENDED, dataValue }));
}

/** A NetBIOS address is a name of 15 characters, filled with spaces, and one further octet (RFC 4120 7.5.3). */
function workstationOf(addresses: HostAddresses = []): string {
  const netbios = addresses.find(({ addrType }) => addrType === AddressType.NETBIOS);
  return netbios?.address.subarray(0, 15).toString('latin1').trimEnd() ?? '';
}
