import assert from 'node:assert/strict';
import { storeRefusals } from '../../src/auth/proof-question.js';
import { refusalOfStatus } from '../../src/auth/refusal-of-status.js';
import { wireStatusOf } from '../../src/auth/rejection.js';
import { isFailure, NtStatus, ntStatusName } from '../../src/constants/nt-status.js';

describe('every NTSTATUS of a controller', () => {
  // The status of [MS-ERREF] 2.3.1 by its number, the reason, and the status that the client gets.
  const table = [
    [0xc000_0064, 'unknown-account', 'STATUS_LOGON_FAILURE'],
    [0xc000_0062, 'unknown-account', 'STATUS_LOGON_FAILURE'],
    [0xc000_006a, 'wrong-password', 'STATUS_LOGON_FAILURE'],
    [0xc000_0149, 'wrong-password', 'STATUS_LOGON_FAILURE'],
    [0xc000_006d, 'controller-logon-failure', 'STATUS_LOGON_FAILURE'],
    [0xc000_006e, 'ntlm-refused', 'STATUS_NOT_SUPPORTED'],
    [0xc000_0072, 'account-disabled', 'STATUS_ACCOUNT_DISABLED'],
    [0xc000_0193, 'account-expired', 'STATUS_ACCOUNT_EXPIRED'],
    [0xc000_0234, 'account-locked', 'STATUS_ACCOUNT_LOCKED_OUT'],
    [0xc000_006f, 'outside-logon-hours', 'STATUS_INVALID_LOGON_HOURS'],
    [0xc000_0247, 'outside-logon-hours', 'STATUS_INVALID_LOGON_HOURS'],
    [0xc000_0070, 'workstation-not-allowed', 'STATUS_INVALID_WORKSTATION'],
    [0xc000_0248, 'workstation-not-allowed', 'STATUS_INVALID_WORKSTATION'],
    [0xc000_0071, 'password-expired', 'STATUS_PASSWORD_EXPIRED'],
    [0xc000_0224, 'password-must-change', 'STATUS_PASSWORD_MUST_CHANGE'],
    [0xc000_02fa, 'smart-card-required', 'STATUS_SMARTCARD_LOGON_REQUIRED'],
    [0xc000_0198, 'interdomain-trust-account', 'STATUS_NOLOGON_INTERDOMAIN_TRUST_ACCOUNT'],
    [0xc000_0199, 'workstation-trust-account', 'STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT'],
    [0xc000_019a, 'server-trust-account', 'STATUS_NOLOGON_SERVER_TRUST_ACCOUNT'],
    [0xc000_0418, 'ntlm-blocked', 'STATUS_NOT_SUPPORTED'],
    [0xc000_0413, 'authentication-firewall', 'STATUS_AUTHENTICATION_FIREWALL_FAILED'],
    [0xc000_015b, 'logon-type-not-granted', 'STATUS_LOGON_TYPE_NOT_GRANTED'],
    [0xc000_0155, 'logon-type-not-granted', 'STATUS_LOGON_TYPE_NOT_GRANTED'],
    [0xc000_0133, 'controller-clock-skew', 'STATUS_TIME_DIFFERENCE_AT_DC'],
    [0xc000_018c, 'domain-trust-failed', 'STATUS_TRUSTED_DOMAIN_FAILURE'],
    [0xc000_019b, 'domain-trust-failed', 'STATUS_TRUSTED_DOMAIN_FAILURE'],
    [0xc000_018a, 'machine-account-refused', 'STATUS_TRUSTED_RELATIONSHIP_FAILURE'],
    [0xc000_018b, 'machine-account-refused', 'STATUS_TRUSTED_RELATIONSHIP_FAILURE'],
    [0xc000_018d, 'machine-account-refused', 'STATUS_TRUSTED_RELATIONSHIP_FAILURE'],
    [0xc000_02c3, 'machine-account-refused', 'STATUS_TRUSTED_RELATIONSHIP_FAILURE'],
    [0xc000_0022, 'machine-account-refused', 'STATUS_TRUSTED_RELATIONSHIP_FAILURE'],
    [0xc000_0388, 'controller-not-trusted', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_005e, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_0233, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_0192, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_0190, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_00da, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_00dc, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_02a5, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_00b5, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_00e5, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_0017, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
    [0xc000_009a, 'no-logon-server', 'STATUS_NO_LOGON_SERVERS'],
  ] as const;
  for (const [status, reason, told] of table) {
    it(`${ntStatusName(status)}: ${reason}, and ${told} for the client`, () => {
      assert.equal(refusalOfStatus(status), reason);
      assert.equal(ntStatusName(wireStatusOf(reason)), told);
    });
  }

  it('without a row is a refusal that names it, and never a success', () => {
    const known = new Set<number>(table.map(([status]) => status));
    const others = [...Object.values(NtStatus), 0xc000_0001, 0xffff_ffff, 0x4000_0000, -1, Number.NaN];
    for (const status of others) {
      if (!known.has(status)) assert.equal(refusalOfStatus(status), 'controller-refused');
    }
    assert.equal(ntStatusName(wireStatusOf('controller-refused')), 'STATUS_LOGON_FAILURE');
  });

  it('refuses the client with a failure, whatever the reason', () => {
    for (const reason of storeRefusals) assert.ok(isFailure(wireStatusOf(reason)), reason);
  });
});
