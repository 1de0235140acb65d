import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdDc, adAddress, adPassword, adRealm, machine } from '../support/ad-dc.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { run } from '../support/run.js';
import { smbclient } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const withDomain = process.env['INTEROP_AD'] === '1';

interface Diagnosis {
  readonly reason: string;
  readonly explanation: string;
  readonly identity: {
    readonly account: string;
    readonly sid: string;
    readonly groupSids: readonly string[];
  };
}

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

  async function lastLogin({ records }: RunningCli, count = 1): Promise<Diagnosis> {
    const logins = () => records.filter(({ type }) => type === 'Authentication');
    await until('the record of the login', () => logins().length >= count);
    const last = logins().at(-1)?.['Authentication'];
    assert.ok(last);
    return (last as { diagnosis: Diagnosis }).diagnosis;
  }

  it('the keytab of a member takes its tickets, with SID and groups of the PAC', async () => {
    await using server = await serve({ kerberos: keytab() });
    const { code, stdout } = await login(server, 'alice');
    assert.deepEqual([code, stdout], [0, '']);
    const { reason, identity } = await lastLogin(server);
    assert.deepEqual([reason, identity.account], ['accepted', 'alice']);
    assert.equal(identity.sid, await dc.sidOf('user', 'alice'));
    // Groups come with those that they are in.
    for (const group of ['staff', 'audit', 'Domain Users']) {
      assert.ok(identity.groupSids.includes(await dc.sidOf('group', group)), group);
    }
  });

  it('the password of the machine account is as good as the keytab', async () => {
    const principal = `${machine.name}@${adRealm}`;
    await using server = await serve({ kerberos: { password: { principal, password: machine.password } } });
    const { code, stdout } = await login(server, 'alice');
    assert.deepEqual([code, stdout], [0, '']);
    assert.equal((await lastLogin(server)).reason, 'accepted');
  });

  it('a group opens a share by its SID', async () => {
    const access = { [await dc.sidOf('group', 'audit')]: 'write' };
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
    const groups = { protected: { sid: await dc.sidOf('group', 'Protected Users'), members: ['pat'] } };
    await using server = await serve({
      kerberos: keytab(),
      groups,
      accounts: [{ name: 'pat', password: adPassword }],
    });
    const ticket = await login(server, 'pat');
    assert.deepEqual([ticket.code, ticket.stdout], [0, '']);
    assert.equal((await lastLogin(server)).reason, 'accepted');

    const ntlm = ['-U', `ADLAB\\pat%${adPassword}`, '--use-kerberos=off'];
    const ours = await smbclient({ port: server.port, login: ntlm });
    const theirs = await run('smbclient', ['-L', adAddress, ...ntlm, '-s', '/dev/null']);
    assert.equal(theirs.code, 1);
    assert.equal(ours.stdout, theirs.stdout);
    assert.equal((await lastLogin(server, 2)).reason, 'ntlm-refused');
  });

  it('a ticket that is for another service of the machine is taken, unless policy wants its own alone', async () => {
    await using server = await serve({ kerberos: { ...keytab(), services: ['cifs/other.ad.lab.test'] } });
    const { code } = await login(server, 'alice');
    assert.equal(code, 1);
    assert.equal((await lastLogin(server)).reason, 'ticket-service-refused');
  });
});
