import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { AccountDefinition } from '../../src/auth/account-definition.js';
import { NtStatus, type NtStatusName } from '../../src/constants/nt-status.js';
import { startServer } from '../../src/testing/start-server.js';
import type { TestServer } from '../../src/testing/test-server.js';
import { expectStatus } from '../session/support.js';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const DAY = 86_400_000;

async function statusOf({ host, port }: TestServer, password: string): Promise<number> {
  const client = await SmbClient.connect(port, host);
  try {
    await negotiate(client);
    return (await tryLogin(client, { user: 'alice', password })).header.status;
  } finally {
    client.close();
  }
}

interface State {
  readonly change: Partial<AccountDefinition>;
  /** With the right password. */
  readonly status: NtStatusName;
  readonly reason: string;
  /** With a wrong one; default: STATUS_LOGON_FAILURE, which tells nothing of the account. */
  readonly unproved?: NtStatusName;
}

/** By [MS-APDS] 3.1.5; a lock-out, and no logon server, before the password is verified. */
const states: readonly State[] = [
  { change: { status: 'disabled' }, status: 'STATUS_ACCOUNT_DISABLED', reason: 'account-disabled' },
  {
    change: { status: 'locked' },
    status: 'STATUS_ACCOUNT_LOCKED_OUT',
    reason: 'account-locked',
    unproved: 'STATUS_ACCOUNT_LOCKED_OUT',
  },
  { change: { status: 'expired' }, status: 'STATUS_ACCOUNT_EXPIRED', reason: 'account-expired' },
  { change: { expiresAt: 0 }, status: 'STATUS_ACCOUNT_EXPIRED', reason: 'account-expired' },
  { change: { status: 'password-expired' }, status: 'STATUS_PASSWORD_EXPIRED', reason: 'password-expired' },
  {
    change: { passwordExpiresAt: '2001-01-01' },
    status: 'STATUS_PASSWORD_EXPIRED',
    reason: 'password-expired',
  },
  {
    change: { status: 'must-change-password' },
    status: 'STATUS_PASSWORD_MUST_CHANGE',
    reason: 'password-must-change',
  },
  {
    change: { status: 'smart-card-required' },
    status: 'STATUS_SMARTCARD_LOGON_REQUIRED',
    reason: 'smart-card-required',
  },
  {
    change: { status: 'interdomain-trust-account' },
    status: 'STATUS_NOLOGON_INTERDOMAIN_TRUST_ACCOUNT',
    reason: 'interdomain-trust-account',
  },
  {
    change: { status: 'workstation-trust-account' },
    status: 'STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT',
    reason: 'workstation-trust-account',
  },
  {
    change: { status: 'server-trust-account' },
    status: 'STATUS_NOLOGON_SERVER_TRUST_ACCOUNT',
    reason: 'server-trust-account',
  },
  {
    change: { status: 'no-logon-server' },
    status: 'STATUS_NO_LOGON_SERVERS',
    reason: 'no-logon-server',
    unproved: 'STATUS_NO_LOGON_SERVERS',
  },
  { change: { ntlm: 'refuse' }, status: 'STATUS_ACCOUNT_RESTRICTION', reason: 'ntlm-refused' },
  {
    change: { ntStatus: 'STATUS_LOGON_TYPE_NOT_GRANTED' },
    status: 'STATUS_LOGON_TYPE_NOT_GRANTED',
    reason: 'account-refused',
  },
];

describe('states of accounts', () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ users: { alice: 'pw' }, authPolicy: { lockout: null } });
  });
  after(() => server.close());

  for (const { change, status, reason, unproved = 'STATUS_LOGON_FAILURE' } of states) {
    it(`${JSON.stringify(change)} is ${status}, at once and until it is taken back`, async () => {
      server.accounts.update('alice', change);
      assert.equal(await statusOf(server, 'pw'), NtStatus[status]);
      await server.expectRefused('alice', reason);
      assert.equal(await statusOf(server, 'wrong'), NtStatus[unproved]);
      await server.expectRefused('alice', unproved === 'STATUS_LOGON_FAILURE' ? 'wrong-password' : reason);
      const keys = Object.keys(change) as (keyof AccountDefinition)[];
      server.accounts.update('alice', Object.fromEntries(keys.map((key) => [key, undefined])));
      assert.equal(await statusOf(server, 'pw'), NtStatus.STATUS_SUCCESS);
      await server.expectAccepted('alice');
    });
  }

  it('a status of 32 bits that has no name here', async () => {
    server.accounts.update('alice', { ntStatus: 0xc000_9413 });
    assert.equal(await statusOf(server, 'pw'), 0xc000_9413);
    assert.equal((await server.expectRefused('alice', 'account-refused')).wireStatus, '0xc0009413');
    server.accounts.update('alice', { ntStatus: undefined });
  });

  it('an account and a password expire when the clock comes to their time', async () => {
    const { now } = server.clock;
    server.accounts.update('alice', { passwordExpiresAt: new Date(now + DAY), expiresAt: now + 2 * DAY });
    assert.equal(await statusOf(server, 'pw'), NtStatus.STATUS_SUCCESS);
    await server.clock.advance({ days: 1 });
    assert.equal(await statusOf(server, 'pw'), NtStatus.STATUS_PASSWORD_EXPIRED);
    await server.clock.advance({ hours: 24 });
    assert.equal(await statusOf(server, 'pw'), NtStatus.STATUS_ACCOUNT_EXPIRED);
  });
});

describe('an account that is removed', () => {
  it('keeps its session, as on Windows; the next login and a reauthentication are refused', async () => {
    await using server = await startServer({ users: { alice: 'pw' }, shares: ['data'] });
    const client = await SmbClient.connect(server.port);
    await negotiate(client);
    const session = await login(client, { user: 'alice', password: 'pw' });
    server.accounts.remove('alice');
    await client.treeConnect('data', { session });
    expectStatus(
      await tryLogin(client, { user: 'alice', password: 'pw', reauthenticate: session }),
      'STATUS_LOGON_FAILURE',
    );
    assert.equal(await statusOf(server, 'pw'), NtStatus.STATUS_LOGON_FAILURE);
    client.close();
    await server.expectAccepted('alice');
    for (const purpose of ['reauthentication', 'login']) {
      assert.equal((await server.expectRefused('alice', 'unknown-account')).verdict, 'refused', purpose);
    }
  });
});

describe('accounts at the KDC of a test realm', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let server: TestServer;
  let env: NodeJS.ProcessEnv;

  before(async function () {
    for (const program of ['kinit', 'smbclient']) requireProgram(this, program);
    const directory = join(folder(), 'realm');
    server = await startServer({
      names: { netbiosName: 'FILES', dnsName: 'files.example.test' },
      users: { alice: 'pw' },
      shares: ['files'],
      kerberos: { testRealm: { realm: 'EXAMPLE.TEST', directory } },
    });
    env = {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      KRB5_CONFIG: join(directory, 'krb5.conf'),
      KRB5CCNAME: `FILE:${join(folder(), 'ccache')}`,
    };
  });
  after(() => server?.close());

  function kinit(user: string, password: string): Promise<Finished> {
    const line = 'printf "%s\\n" "$PASSWORD" | kinit "$1"';
    return run('sh', ['-c', line, 'sh', user], { env: { ...env, PASSWORD: password } });
  }

  function smbclient(): Promise<Finished> {
    return kerberosSmbclient({ port: server.port, host: 'files.example.test', env });
  }

  it('change for the next ticket: password, state, and the account itself', async () => {
    assert.equal((await kinit('alice', 'pw')).code, 0);
    server.accounts.update('alice', { password: 'new' });
    assert.match((await kinit('alice', 'pw')).stderr, /Password incorrect/);
    assert.equal((await kinit('alice', 'new')).code, 0);
    server.accounts.add({ name: 'bob', password: 'b', status: 'smart-card-required' });
    assert.match((await kinit('bob', 'b')).stderr, /KDC policy rejects request/);
    server.accounts.update('bob', { status: 'disabled' });
    assert.match((await kinit('bob', 'b')).stderr, /credentials have been revoked/);
    server.accounts.remove('bob');
    assert.match((await kinit('bob', 'b')).stderr, /not found in Kerberos database/);
  });

  it('change for the next login with a ticket that was there before', async () => {
    assert.equal((await smbclient()).code, 0);
    await server.expectAccepted('alice');
    server.accounts.update('alice', { status: 'disabled' });
    assert.notEqual((await smbclient()).code, 0);
    await server.expectRefused('alice', 'account-disabled');
    server.accounts.update('alice', { status: 'enabled', ntStatus: 'STATUS_LOGON_TYPE_NOT_GRANTED' });
    assert.match((await smbclient()).stdout, /NT_STATUS_LOGON_TYPE_NOT_GRANTED/);
    await server.expectRefused('alice', 'account-refused');
    server.accounts.update('alice', { ntStatus: undefined });
  });

  it('a clock that was moved on is one from which the client’s differs', async () => {
    const refusals: (string | undefined)[] = [];
    server.on('kdc', ({ error }) => void refusals.push(error));
    await server.clock.advance({ hours: 1 });
    const cache = { ...env, KRB5CCNAME: `FILE:${join(folder(), 'none')}` };
    const options = {
      port: server.port,
      host: 'files.example.test',
      login: ['-U', 'alice@EXAMPLE.TEST%new'],
      env: cache,
    };
    const refused = await kerberosSmbclient(options);
    assert.notEqual(refused.code, 0);
    assert.ok(refusals.includes('KRB_AP_ERR_SKEW'), refused.stdout);
    server.clock.reset();
    assert.equal((await kerberosSmbclient(options)).code, 0);
  });
});
