import assert from 'node:assert/strict';
import { type Account, accountStatuses } from '../../src/auth/account.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { refuseAccount, refuseUnproved, statusOfAccount } from '../../src/auth/account-checks.js';

const account: Account = { name: 'User', ntHash: Buffer.alloc(16), groups: [], status: 'enabled' };
const sunday = Date.UTC(2024, 0, 7);
const HOUR = 3_600_000;

function onlyHour(hour: number): Buffer {
  const hours = Buffer.alloc(21);
  hours[hour >> 3] = 1 << (hour & 7);
  return hours;
}

describe('refuseAccount', () => {
  it('lets an enabled account in', () => {
    assert.equal(refuseAccount(account, '', sunday), undefined);
  });

  it('names what is wrong, the worst first', () => {
    const barred = { ...account, logonHours: Buffer.alloc(21), workstations: ['ELSEWHERE'] };
    const reason = (change: Partial<Account>) => refuseAccount({ ...barred, ...change }, 'HERE', sunday);
    assert.equal(reason({ status: 'disabled' }), 'account-disabled');
    assert.equal(reason({ status: 'expired' }), 'account-expired');
    assert.equal(reason({ status: 'password-expired' }), 'outside-logon-hours');
    const allDay = Buffer.alloc(21, 0xff);
    assert.equal(reason({ status: 'password-expired', logonHours: allDay }), 'workstation-not-allowed');
    const atHome = { logonHours: allDay, workstations: ['here'] };
    assert.equal(reason({ status: 'password-expired', ...atHome }), 'password-expired');
    assert.equal(reason({ status: 'must-change-password', ...atHome }), 'password-must-change');
    assert.equal(reason({ status: 'smart-card-required', ...atHome }), 'smart-card-required');
    assert.equal(reason({ status: 'interdomain-trust-account', ...atHome }), 'interdomain-trust-account');
    assert.equal(reason({ status: 'workstation-trust-account', ...atHome }), 'workstation-trust-account');
    assert.equal(reason({ status: 'server-trust-account', ...atHome }), 'server-trust-account');
    const ntStatus = 'STATUS_NO_SUCH_LOGON_SESSION';
    assert.equal(reason({ status: 'server-trust-account', ntStatus, ...atHome }), 'server-trust-account');
    assert.equal(reason({ ntStatus, ...atHome }), 'account-refused');
    assert.equal(reason({ ntStatus }), 'outside-logon-hours');
  });

  it('[MS-APDS] 3.1.5: an account and a password expire at their time, and not before', () => {
    const reason = (change: Partial<Account>) => refuseAccount({ ...account, ...change }, '', sunday);
    assert.equal(reason({ expiresAt: sunday + 1, passwordExpiresAt: sunday + 1 }), undefined);
    assert.equal(reason({ expiresAt: sunday, passwordExpiresAt: sunday }), 'account-expired');
    assert.equal(reason({ passwordExpiresAt: sunday }), 'password-expired');
    assert.equal(reason({ passwordExpiresAt: sunday, status: 'must-change-password' }), 'password-expired');
    assert.equal(reason({ expiresAt: sunday, status: 'disabled' }), 'account-disabled');
    assert.equal(reason({ expiresAt: Number.NaN }), 'account-expired');
  });

  it('before the password: locked, and without a logon server', () => {
    const reasons = accountStatuses.map((status) => [status, refuseUnproved({ status })] as const);
    assert.deepEqual(
      reasons.filter(([, reason]) => reason !== undefined),
      [
        ['locked', 'account-locked'],
        ['no-logon-server', 'no-logon-server'],
      ],
    );
  });

  it('tells the status that an account names, and for that reason alone', () => {
    const scripted = { ...account, ntStatus: 'STATUS_NO_SUCH_LOGON_SESSION' } as const;
    assert.equal(statusOfAccount('account-refused', scripted), 0xc000005f);
    assert.equal(statusOfAccount('account-refused', { ...account, ntStatus: 0xc0000413 }), 0xc0000413);
    assert.equal(statusOfAccount('account-disabled', scripted), undefined);
    assert.equal(statusOfAccount('account-refused', account), undefined);
  });

  it('lets nobody in whose status is none of those there are', () => {
    const row: Account = { ...account, ...JSON.parse('{"status":"Disabled"}') };
    assert.equal(refuseAccount(row, '', sunday), 'account-disabled');
  });

  it('an empty password lets nobody in, and nothing else is told about the account', () => {
    const ntHash = ntHashOfPassword('');
    for (const change of [{}, { status: 'disabled' }, { workstations: [] }] as const) {
      assert.equal(refuseAccount({ ...account, ntHash, ...change }, '', sunday), 'empty-password-refused');
    }
  });

  it('names of workstations are compared one unit at a time', () => {
    const street = { ...account, workstations: ['STRASSE'] };
    assert.equal(refuseAccount(street, 'strasse', sunday), undefined);
    assert.equal(refuseAccount(street, 'straße', sunday), 'workstation-not-allowed');
  });

  it('[MS-SAMR] 2.2.6.5: every hour of the week has its bit, from Sunday 00:00 UTC', () => {
    for (let hour = 0; hour < 168; hour++) {
      const only = { ...account, logonHours: onlyHour(hour) };
      assert.equal(refuseAccount(only, '', sunday + hour * HOUR), undefined, `hour ${hour}`);
      assert.equal(refuseAccount(only, '', sunday + hour * HOUR + HOUR - 1), undefined, `hour ${hour}`);
      assert.equal(
        refuseAccount(only, '', sunday + (hour + 1) * HOUR),
        'outside-logon-hours',
        `hour ${hour}`,
      );
    }
  });

  it('a mask that is too short allows nothing beyond its end', () => {
    const short = { ...account, logonHours: Buffer.alloc(1, 0xff) };
    assert.equal(refuseAccount(short, '', sunday + 7 * HOUR), undefined);
    assert.equal(refuseAccount(short, '', sunday + 8 * HOUR), 'outside-logon-hours');
  });

  it('an empty list of workstations allows none', () => {
    assert.equal(refuseAccount({ ...account, workstations: [] }, 'HERE', sunday), 'workstation-not-allowed');
    assert.equal(refuseAccount({ ...account, workstations: [''] }, '', sunday), 'workstation-not-allowed');
  });
});
