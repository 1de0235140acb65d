import assert from 'node:assert/strict';
import { adAddress, adDnsName, adDomain, adPassword, adRealm, machine } from '../support/ad-dc.js';
import { otherMachine } from '../support/ad-contents.js';
import { impacketScript, python } from '../support/impacket.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { Member, saidByController, useController, withDomain } from '../support/lab-domain.js';
import { loginRecords, recordOf } from '../support/login-records.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('NTLM that a domain controller of Samba decides', function () {
  this.timeout(120_000);
  if (!withDomain) {
    it('runs with npm run interop:domain');
    return;
  }
  const folder = useTemporaryFolder();
  const dc = useController();
  const start = (options?: Parameters<typeof Member.start>[1]): Promise<Member> =>
    Member.start(folder(), options);

  it('smbclient logs in, as the user that the directory has', async () => {
    await using member = await start();
    const record = await recordOf(member.cli, async () => {
      assert.deepEqual(await member.smbclient('alice', { commands: 'mkdir d; rmdir d' }), {
        code: 0,
        said: '',
      });
    });
    assert.deepEqual(
      [record.diagnosis.reason, record.becameDomain, record.becameAccount, record.becameSid],
      ['accepted', adDomain, 'alice', dc().sidOf('alice')],
    );
    assert.deepEqual(
      [record.diagnosis.authority?.asked, record.diagnosis.authority?.controller],
      ['domain', adAddress],
    );
  });

  for (const dialect of ['2.0.2', '2.1', '3.0'])
    it(`impacket logs in with ${dialect}, and works in its session`, async () => {
      await using member = await start();
      const args = [
        impacketScript('impacket-client.py'),
        `${member.port}`,
        dialect,
        'alice',
        adPassword,
        adDomain,
      ];
      const { code, stdout, stderr } = await run(python, args);
      assert.equal(code, 0, stderr);
      const { intact, domain } = JSON.parse(stdout) as { intact: boolean; domain: string };
      assert.deepEqual([intact, domain], [true, adDomain]);
      assert.equal(loginRecords(member.cli)[0]?.diagnosis.reason, 'accepted');
    });

  it('curl logs in over HTTP', async () => {
    await using member = await start({ configuration: { http: { port: 0 } } });
    const { port } = await member.cli.record(({ carrier }) => carrier === 'http');
    const url = `http://127.0.0.1:${String(port)}/`;
    const { stdout } = await run('curl', ['-s', '--ntlm', '-u', `${adDomain}\\alice:${adPassword}`, url]);
    const { user, mechanism } = JSON.parse(stdout) as { user: { sid: string }; mechanism: string };
    assert.deepEqual([user.sid, mechanism], [dc().sidOf('alice'), 'NTLM']);
  });

  describe('the state of an account is its reason, and the client hears the words of the controller', () => {
    for (const [user, reason, status] of [
      ['carol', 'account-disabled', 'STATUS_ACCOUNT_DISABLED'],
      ['dave', 'password-must-change', 'STATUS_PASSWORD_MUST_CHANGE'],
      ['erin', 'account-expired', 'STATUS_ACCOUNT_EXPIRED'],
      ['frank', 'password-expired', 'STATUS_PASSWORD_EXPIRED'],
      ['grace', 'outside-logon-hours', 'STATUS_INVALID_LOGON_HOURS'],
      ['ivan', 'workstation-not-allowed', 'STATUS_INVALID_WORKSTATION'],
      ['pat', 'ntlm-refused', 'STATUS_ACCOUNT_RESTRICTION'],
      ['niemand', 'unknown-account', 'STATUS_LOGON_FAILURE'],
      [otherMachine.name, 'workstation-trust-account', 'STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT'],
    ] as const)
      it(`${user}: ${reason}, ${status}`, async () => {
        const password = user === otherMachine.name ? otherMachine.password : adPassword;
        await using member = await start();
        let said = '';
        const record = await recordOf(member.cli, async () => {
          ({ said } = await member.smbclient(user, { password }));
        });
        assert.deepEqual([record.diagnosis.reason, record.diagnosis.wireStatus], [reason, status]);
        assert.equal(said, `session setup failed: NT_${status}`);
        // The controller's own server lets machines in.
        if (user !== otherMachine.name) assert.equal(said, await saidByController(user, password));
      });

    it('a wrong password, and the lock-out of the domain after three', async () => {
      await using member = await start();
      const reasons = [];
      for (const password of ['wrong', 'wrong', 'wrong', adPassword]) {
        const record = await recordOf(member.cli, () => member.smbclient('heidi', { password }));
        reasons.push([record.diagnosis.reason, record.diagnosis.wireStatus]);
      }
      const wrong = ['wrong-password', 'STATUS_LOGON_FAILURE'];
      assert.deepEqual(reasons, [wrong, wrong, wrong, ['account-locked', 'STATUS_ACCOUNT_LOCKED_OUT']]);
    });

    it('a machine logs in where the configuration allows it', async () => {
      await using member = await start({ domain: { allowMachineAccounts: true } });
      const { password, name } = otherMachine;
      assert.deepEqual(await member.smbclient(name, { password }), { code: 0, said: '' });
    });
  });

  it('one user with a ticket and with NTLM: the same SID, and the same groups, nested and domain-local', async () => {
    const groups = ['staff', 'audit', 'vault', 'Domain Users'];
    const sids = groups.map((name) => dc().sidOf(name));
    const shares = sids.map((sid, at) => ({
      name: `share${at}`,
      temporary: true,
      access: { [sid]: 'write' },
    }));
    await using member = await start({ configuration: { shares } });
    for (const [user, opens] of [
      ['alice', [true, true, true, true]],
      ['bob', [false, false, false, true]],
    ] as const) {
      for (const [at, isOpen] of opens.entries()) {
        const share = `share${at}`;
        const words = isOpen ? '' : 'tree connect failed: NT_STATUS_ACCESS_DENIED';
        assert.equal(
          (await member.smbclient(user, { share, commands: 'mkdir d; rmdir d' })).said,
          words,
          share,
        );
        const ticket = await kerberosSmbclient({
          port: member.port,
          host: machine.host,
          env: dc().environment(),
          login: ['-U', `${user}@${adRealm}%${adPassword}`],
          share,
          commands: 'mkdir d; rmdir d',
        });
        assert.equal(ticket.stdout.trim(), words, `${share}, Kerberos`);
      }
      const became = loginRecords(member.cli).filter(({ becameAccount }) => becameAccount === user);
      assert.deepEqual(
        new Set(became.map(({ becameSid, becameDomain }) => `${becameDomain} ${becameSid}`)),
        new Set([`${adDomain} ${dc().sidOf(user)}`]),
      );
      assert.deepEqual(
        new Set(became.map(({ diagnosis }) => diagnosis.login.mechanism)),
        new Set(['NTLM', 'Kerberos']),
      );
    }
  });

  it('an account of this server and one of the domain with one name are two', async () => {
    const accounts = [{ name: 'alice', password: 'L0cal-pw!' }];
    const shares = [
      { name: 'files', temporary: true },
      { name: 'local', temporary: true, access: { alice: 'write' } },
      { name: 'domain', temporary: true, access: { [`${adDomain}\\alice`]: 'write' } },
    ];
    await using member = await start({ configuration: { accounts, shares } });
    const local = { domain: 'FILES', password: 'L0cal-pw!' };
    const failed = 'session setup failed: NT_STATUS_LOGON_FAILURE';
    assert.equal((await member.smbclient('alice', local)).said, '');
    assert.equal((await member.smbclient('alice', { ...local, password: adPassword })).said, failed);
    assert.equal((await member.smbclient('alice', { password: 'L0cal-pw!' })).said, failed);
    const denied = 'tree connect failed: NT_STATUS_ACCESS_DENIED';
    assert.equal((await member.smbclient('alice', { ...local, share: 'local' })).said, '');
    assert.equal((await member.smbclient('alice', { ...local, share: 'domain' })).said, denied);
    assert.equal((await member.smbclient('alice', { share: 'local' })).said, denied);
    assert.equal((await member.smbclient('alice', { share: 'domain' })).said, '');
  });

  it('a principal name in place of a domain and a name is asked of the domain', async () => {
    await using member = await start();
    const login = ['-U', `alice@${adRealm}%${adPassword}`, '--use-kerberos=off', '-s', '/dev/null'];
    const record = await recordOf(member.cli, () =>
      run('smbclient', ['//127.0.0.1/files', '-p', String(member.port), ...login, '-c', 'exit']),
    );
    assert.deepEqual([record.diagnosis.reason, record.becameSid], ['accepted', dc().sidOf('alice')]);
  });

  it('the controllers are those of DNS where none is named', async () => {
    await using member = await start({ domain: { controllers: undefined, dnsServers: [adAddress] } });
    const record = await recordOf(member.cli, () => member.smbclient('alice'));
    assert.equal(record.diagnosis.reason, 'accepted');
    assert.match(record.diagnosis.authority?.controller ?? '', new RegExp(`^dc1\\.${adDnsName}`, 'i'));
  });

  it('several workers have a channel each', async () => {
    await using member = await start({ args: ['--workers', '2'] });
    const logins = await Promise.all(Array.from({ length: 12 }, () => member.smbclient('bob')));
    assert.deepEqual(new Set(logins.map(({ said }) => said)), new Set(['']));
  });
});
