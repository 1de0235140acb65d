import assert from 'node:assert/strict';
import type { AccountStatus } from '../../src/auth/account.js';
import type { NtlmRejectionReason } from '../../src/auth/ntlm/rejections.js';
import type { AttemptReason } from '../../src/diagnosis/reasons.js';
import type { ServerOptions } from '../../src/server/options.js';
import { toyMechanism } from '../auth/toy-mechanism/toy-mechanism.js';
import { serve } from '../session/support.js';
import { diskShare } from '../session/support.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';

interface Scenario {
  readonly reason: AttemptReason | NtlmRejectionReason;
  readonly login?: string;
  readonly args?: readonly string[];
  readonly options?: Partial<ServerOptions>;
}

const withStatus = (status: AccountStatus): Partial<ServerOptions> => ({
  accounts: [{ name: 'alice', password: 'secret', status }],
});

/** The reasons that a real smbclient can bring about. */
const scenarios: readonly Scenario[] = [
  { reason: 'accepted' },
  { reason: 'wrong-password', login: 'alice%wrong' },
  { reason: 'mangled-password', login: 'alice%secret ' },
  { reason: 'mangled-password', login: 'alice%SECRET' },
  { reason: 'unknown-account', login: 'mallory%secret' },
  { reason: 'anonymous-refused', login: '%' },
  { reason: 'anonymous', login: '%', options: { authPolicy: { anonymous: 'accept' } } },
  { reason: 'ntlmv1-refused', args: ['--option=client ntlmv2 auth=no', '--option=client use spnego=yes'] },
  { reason: 'guest', login: 'mallory%x', options: { authPolicy: { guest: 'unknown-users' } } },
  {
    reason: 'guest-refused-by-client',
    login: 'mallory%x',
    args: ['--client-protection=sign'],
    options: { authPolicy: { guest: 'unknown-users' } },
  },
  { reason: 'account-disabled', options: withStatus('disabled') },
  { reason: 'account-locked', options: withStatus('locked') },
  { reason: 'account-expired', options: withStatus('expired') },
  { reason: 'password-expired', options: withStatus('password-expired') },
  { reason: 'password-must-change', options: withStatus('must-change-password') },
  { reason: 'smart-card-required', options: withStatus('smart-card-required') },
  { reason: 'interdomain-trust-account', options: withStatus('interdomain-trust-account') },
  { reason: 'workstation-trust-account', options: withStatus('workstation-trust-account') },
  { reason: 'server-trust-account', options: withStatus('server-trust-account') },
  { reason: 'no-logon-server', options: withStatus('no-logon-server') },
  {
    reason: 'account-refused',
    options: { accounts: [{ name: 'alice', password: 'secret', ntStatus: 'STATUS_NO_SUCH_LOGON_SESSION' }] },
  },
  {
    reason: 'workstation-not-allowed',
    args: ['--netbiosname=LAPTOP'],
    options: { accounts: [{ name: 'alice', password: 'secret', workstations: ['DESK'] }] },
  },
  {
    reason: 'ntlm-refused',
    options: { accounts: [{ name: 'alice', password: 'secret', ntlm: 'refuse' }] },
  },
  {
    reason: 'ntlm-refused',
    options: {
      authPolicy: { mechanisms: ['kerberos'] },
      // Another mechanism stands where Kerberos would.
      mechanisms: ({ ntlm }) => [toyMechanism(), ntlm],
    },
  },
  { reason: 'smb1-only', args: ['-m', 'NT1', '--option=client min protocol=NT1'] },
  { reason: 'no-common-dialect', args: ['-m', 'SMB2_02'], options: { policy: { dialects: ['3.1.1'] } } },
  { reason: 'left-after-negotiate', args: ['--use-kerberos=required'] },
  { reason: 'encryption-required', args: ['-m', 'SMB2_10'], options: { policy: { encryption: 'required' } } },
];

describe('what smbclient runs into, explained', () => {
  before(function () {
    requireProgram(this, 'smbclient');
  });

  const smbclient = (port: number, share: string, login: string, args: readonly string[]) =>
    run('smbclient', [`//127.0.0.1/${share}`, '-p', `${port}`, '-U', login, ...args, '-c', 'exit']);

  for (const { reason, login = 'alice%secret', args = [], options } of scenarios) {
    it(`${reason}: -U '${login}' ${args.join(' ')}`, async () => {
      await using server = await serve(options);
      await smbclient(server.port, 'disk', login, args);
      const [record] = await server.records(1);
      assert.equal(record?.reason, reason, record?.explanation);
    });
  }

  it('share-not-found and share-access-denied', async () => {
    await using server = await serve({
      shares: [diskShare({ name: 'closed', accessOf: () => 'none' })],
    });
    for (const share of ['nowhere', 'closed']) await smbclient(server.port, share, 'alice%secret', []);
    const reasons = (await server.treeRecords(2)).map(({ reason }) => reason);
    assert.deepEqual(reasons, ['share-not-found', 'share-access-denied']);
  });
});
