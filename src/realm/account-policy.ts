import { refuseAccount } from '../auth/account-checks.js';
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
 * whose password has to be changed is refused after a right password: see {@link refusePassword}.
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
  if (account.status === 'locked')
    return refuseFor('account-locked', 'KDC_ERR_CLIENT_REVOKED', `${name} is locked out`);
  const reason = refuseAccount(account, workstationOf(addresses), now);
  switch (reason) {
    case undefined:
    case 'password-expired':
    case 'password-must-change':
      return undefined;
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
export function refusePassword({ name, status }: Account): Refusal | undefined {
  if (status !== 'password-expired' && status !== 'must-change-password') return undefined;
  const reason = status === 'password-expired' ? 'password-expired' : 'password-must-change';
  return refuseFor(reason, 'KDC_ERR_KEY_EXPIRED', `the password of ${name} has to be changed`);
}

/** A refusal that tells the NTSTATUS as well: a KERB-EXT-ERROR ([MS-KILE] 2.2.1). */
function refuseFor(reason: RejectionReason, error: KrbErrorName, text: string): Refusal {
  const dataValue = new Writer(12).u32(wireStatusOf(reason)).u32(0).u32(1).finish();
  return refuse(error, text, encode(kerbErrorData, { dataType: KerbErrorDataType.EXTENDED, dataValue }));
}

/** A NetBIOS address is a name of 15 characters, filled with spaces, and one further octet (RFC 4120 7.5.3). */
function workstationOf(addresses: HostAddresses = []): string {
  const netbios = addresses.find(({ addrType }) => addrType === AddressType.NETBIOS);
  return netbios?.address.subarray(0, 15).toString('latin1').trimEnd() ?? '';
}
