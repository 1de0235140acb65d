import { NtStatus } from '../constants/nt-status.js';
import type { StoreRefusal } from './proof-question.js';

/**
 * The reason of each NTSTATUS that a domain controller is known to answer a login with: [MS-APDS] 2.2 and 3.1.5,
 * [MS-NRPC] 3.5.4.5.1, and the network's troubles of [MS-ERREF] 2.3.1 that a controller has on its way to another.
 */
const refusals: ReadonlyMap<NtStatus, StoreRefusal> = new Map<NtStatus, StoreRefusal>([
  [NtStatus.STATUS_NO_SUCH_USER, 'unknown-account'],
  [NtStatus.STATUS_INVALID_ACCOUNT_NAME, 'unknown-account'],
  [NtStatus.STATUS_WRONG_PASSWORD, 'wrong-password'],
  [NtStatus.STATUS_WRONG_PASSWORD_CORE, 'wrong-password'],
  // Windows and Samba give it for the names of another server in an NTLMv2 response; the text also for a wrong one
  // ([MS-APDS] 3.1.5.2).
  [NtStatus.STATUS_LOGON_FAILURE, 'controller-logon-failure'],
  // A member of Protected Users, and an authentication policy that wants Kerberos.
  [NtStatus.STATUS_ACCOUNT_RESTRICTION, 'ntlm-refused'],
  [NtStatus.STATUS_ACCOUNT_DISABLED, 'account-disabled'],
  [NtStatus.STATUS_ACCOUNT_EXPIRED, 'account-expired'],
  [NtStatus.STATUS_ACCOUNT_LOCKED_OUT, 'account-locked'],
  [NtStatus.STATUS_INVALID_LOGON_HOURS, 'outside-logon-hours'],
  [NtStatus.STATUS_LOGIN_TIME_RESTRICTION, 'outside-logon-hours'],
  [NtStatus.STATUS_INVALID_WORKSTATION, 'workstation-not-allowed'],
  [NtStatus.STATUS_LOGIN_WKSTA_RESTRICTION, 'workstation-not-allowed'],
  [NtStatus.STATUS_PASSWORD_EXPIRED, 'password-expired'],
  [NtStatus.STATUS_PASSWORD_MUST_CHANGE, 'password-must-change'],
  [NtStatus.STATUS_SMARTCARD_LOGON_REQUIRED, 'smart-card-required'],
  [NtStatus.STATUS_NOLOGON_INTERDOMAIN_TRUST_ACCOUNT, 'interdomain-trust-account'],
  [NtStatus.STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT, 'workstation-trust-account'],
  [NtStatus.STATUS_NOLOGON_SERVER_TRUST_ACCOUNT, 'server-trust-account'],
  [NtStatus.STATUS_NTLM_BLOCKED, 'ntlm-blocked'],
  [NtStatus.STATUS_AUTHENTICATION_FIREWALL_FAILED, 'authentication-firewall'],
  [NtStatus.STATUS_LOGON_TYPE_NOT_GRANTED, 'logon-type-not-granted'],
  [NtStatus.STATUS_LOGON_NOT_GRANTED, 'logon-type-not-granted'],
  [NtStatus.STATUS_TIME_DIFFERENCE_AT_DC, 'controller-clock-skew'],
  [NtStatus.STATUS_TRUSTED_DOMAIN_FAILURE, 'domain-trust-failed'],
  [NtStatus.STATUS_DOMAIN_TRUST_INCONSISTENT, 'domain-trust-failed'],
  [NtStatus.STATUS_NO_TRUST_LSA_SECRET, 'machine-account-refused'],
  [NtStatus.STATUS_NO_TRUST_SAM_ACCOUNT, 'machine-account-refused'],
  [NtStatus.STATUS_TRUSTED_RELATIONSHIP_FAILURE, 'machine-account-refused'],
  [NtStatus.STATUS_MUTUAL_AUTHENTICATION_FAILED, 'machine-account-refused'],
  // A controller says so of the channel, and of a machine account with a wrong password ([MS-NRPC] 3.5.4.4.2).
  [NtStatus.STATUS_ACCESS_DENIED, 'machine-account-refused'],
  [NtStatus.STATUS_DOWNGRADE_DETECTED, 'controller-not-trusted'],
  [NtStatus.STATUS_NO_LOGON_SERVERS, 'no-logon-server'],
  [NtStatus.STATUS_DOMAIN_CONTROLLER_NOT_FOUND, 'no-logon-server'],
  [NtStatus.STATUS_NETLOGON_NOT_STARTED, 'no-logon-server'],
  [NtStatus.STATUS_TRUST_FAILURE, 'no-logon-server'],
  [NtStatus.STATUS_CANT_ACCESS_DOMAIN_INFO, 'no-logon-server'],
  [NtStatus.STATUS_INVALID_SERVER_STATE, 'no-logon-server'],
  [NtStatus.STATUS_DS_BUSY, 'no-logon-server'],
  [NtStatus.STATUS_IO_TIMEOUT, 'no-logon-server'],
  // Samba's controller says so for each login while its winbindd is away.
  [NtStatus.STATUS_INTERNAL_ERROR, 'no-logon-server'],
  [NtStatus.STATUS_NO_MEMORY, 'no-logon-server'],
  [NtStatus.STATUS_INSUFFICIENT_RESOURCES, 'no-logon-server'],
]);

/**
 * The reason of a controller's NTSTATUS. "the NTLM server MUST treat any error returned by the DC as a logon failure"
 * ([MS-APDS] 3.1.5): a status without a row is `controller-refused`, and so is one that is no error.
 *
 * @param status 32 bits, unsigned
 */
export function refusalOfStatus(status: NtStatus): StoreRefusal {
  return refusals.get(status) ?? 'controller-refused';
}
