import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdDc, adAddress, adPassword, adRealm, machine } from '../support/ad-dc.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { recordOf } from '../support/login-records.js';
import { run } from '../support/run.js';
import { smbclient } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const withDomain = process.env['INTEROP_AD'] === '1';

describe('Kerberos by a domain controller of Samba', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  let dc: AdDc;

  before(async function () {
    if (!withDomain) this.skip();
    dc = await AdDc.start();
  });
  after(() => dc?.[Symbol.asyncDispose]());
  if (!withDomain) {
    it('runs with npm run interop:ad');
    return;
  }

  function serve(configuration: object): Promise<RunningCli> {
    const file = join(folder(), 'smb2.json');
    const names = {
      netbiosName: 'FILES',
      dnsName: machine.host,
      netbiosDomain: 'ADLAB',
      dnsDomain: 'ad.lab.test',
    };
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ server: names, shares, ...configuration }));
    return startCli(['--config', file]);
  }

  const keytab = () => ({ keytab: dc.file('files.keytab') });

  function login(to: RunningCli, user: string, share = 'files') {
    const password = ['-U', `${user}@${adRealm}%${adPassword}`];
    return kerberosSmbclient({
      port: to.port,
      host: machine.host,
      env: dc.environment(),
      login: password,
      share,
      commands: 'mkdir d; rmdir d',
    });
  }

  async function mustLogin(to: RunningCli, user: string): Promise<void> {
    const { code, stdout } = await login(to, user);
    assert.deepEqual([code, stdout], [0, '']);
  }

  it('the keytab of a member takes its tickets, and the SID of the PAC', async () => {
    await using server = await serve({ kerberos: keytab() });
    const record = await recordOf(server, () => mustLogin(server, 'alice'));
    assert.deepEqual([record.diagnosis.reason, record.becameAccount], ['accepted', 'alice']);
    assert.equal(record.becameSid, dc.sidOf('alice'));
  });

  it('the password of the machine account is as good as the keytab', async () => {
    const principal = `${machine.name}@${adRealm}`;
    await using server = await serve({ kerberos: { password: { principal, password: machine.password } } });
    const record = await recordOf(server, () => mustLogin(server, 'alice'));
    assert.equal(record.diagnosis.reason, 'accepted');
  });

  it('a group opens a share by its SID', async () => {
    const access = { [dc.sidOf('audit')]: 'write' };
    await using server = await serve({
      kerberos: keytab(),
      shares: [{ name: 'audits', temporary: true, access }],
    });
    const member = await login(server, 'alice', 'audits');
    assert.deepEqual([member.code, member.stdout], [0, '']);
    const stranger = await login(server, 'bob', 'audits');
    assert.deepEqual([stranger.code, stranger.stdout], [1, 'tree connect failed: NT_STATUS_ACCESS_DENIED\n']);
  });

  it('NTLM of a member of Protected Users is refused as by the controller, and Kerberos works', async () => {
    const groups = { protected: { sid: dc.sidOf('Protected Users'), members: ['pat'] } };
    await using server = await serve({
      kerberos: keytab(),
      groups,
      accounts: [{ name: 'pat', password: adPassword }],
    });
    const ticket = await recordOf(server, () => mustLogin(server, 'pat'));
    assert.equal(ticket.diagnosis.reason, 'accepted');

    const ntlm = ['-U', `ADLAB\\pat%${adPassword}`, '--use-kerberos=off'];
    let ours = '';
    const refused = await recordOf(server, async () => {
      ours = (await smbclient({ port: server.port, login: ntlm })).stdout;
    });
    const theirs = await run('smbclient', ['-L', adAddress, ...ntlm, '-s', '/dev/null']);
    assert.equal(theirs.code, 1);
    assert.equal(ours, theirs.stdout);
    assert.equal(refused.diagnosis.reason, 'ntlm-refused');
  });

  it('a UPN that is the name of another lets nobody be the other, with a PAC or without', async () => {
    await dc.setUpn('bob', 'root');
    await using server = await serve({
      kerberos: { ...keytab(), principals: 'local' },
      accounts: [{ name: 'root', password: 'x' }],
    });
    const attempt = async (pac: string): Promise<string> => {
      const env = { ...dc.environment(`root${pac}`), PASSWORD: adPassword };
      const script = 'printf "%s\\n" "$PASSWORD" | kinit "$@"';
      const kinit = await run('sh', ['-c', script, 'kinit', pac, `root@${adRealm}`], { env });
      assert.equal(kinit.code, 0, kinit.stderr);
      const record = await recordOf(server, async () => {
        const { code } = await kerberosSmbclient({ port: server.port, host: machine.host, env });
        assert.equal(code, 1);
      });
      return record.diagnosis.reason;
    };
    assert.equal(await attempt('--request-pac'), 'unknown-account');
    assert.equal(await attempt('--no-request-pac'), 'pac-missing');
  });

  it('policy says which service a ticket may be for', async () => {
    await using server = await serve({ kerberos: { ...keytab(), services: ['cifs/other.ad.lab.test'] } });
    const record = await recordOf(server, async () => {
      assert.equal((await login(server, 'alice')).code, 1);
    });
    assert.equal(record.diagnosis.reason, 'service-not-allowed');
  });
});
