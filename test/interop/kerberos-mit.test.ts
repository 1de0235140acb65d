import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { recordOf } from '../support/login-records.js';
import { enctypeNames, MitKdc, mitRealm, requireMitKdc } from '../support/mit-kdc.js';
import { requireProgram } from '../support/require-program.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const signed = '--client-protection=sign';
const encrypted = '--client-protection=encrypt';

/** Dialects of smbclient, and whether they have encryption. */
const dialects = [
  ['SMB2_02', false],
  ['SMB2_10', false],
  ['SMB3_00', true],
  ['SMB3_02', true],
  ['SMB3_11', true],
] as const;

const host = 'files.lab.test';
const byEnctype = (etype: keyof typeof enctypeNames): string => `${enctypeNames[etype]}.lab.test`;

describe('Kerberos with tickets of a KDC of MIT', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let kdc: MitKdc;
  let server: RunningCli;

  before(async function () {
    requireProgram(this, 'smbclient');
    requireMitKdc(this);
    const etypes = Object.keys(enctypeNames).map(Number) as (keyof typeof enctypeNames)[];
    kdc = await MitKdc.start([
      'addprinc -pw Tr0ub4dor&3 alice',
      'ktadd -k FOLDER/alice.keytab -norandkey alice',
      ...['files.lab.test', 'nopac.lab.test'].flatMap((name) => [
        `addprinc -randkey ${name.startsWith('nopac') ? '+no_auth_data_required ' : ''}cifs/${name}`,
        `ktadd -k FOLDER/cifs.keytab -norandkey cifs/${name}`,
      ]),
      // A service for each encryption type: ticket and session key can have no other.
      ...etypes.flatMap((etype) => [
        `addprinc -randkey -e ${enctypeNames[etype]}:normal cifs/${byEnctype(etype)}`,
        `setstr cifs/${byEnctype(etype)} session_enctypes ${enctypeNames[etype]}`,
        `ktadd -k FOLDER/cifs.keytab -norandkey cifs/${byEnctype(etype)}`,
      ]),
      'addprinc -randkey cifs/later.lab.test',
      'addprinc -pw Correct-horse-2 cifs/password.lab.test',
      'modprinc -kvno 9 cifs/password.lab.test',
      'addprinc -randkey cifs/kvno.lab.test',
      'ktadd -k FOLDER/cifs.keytab -norandkey cifs/kvno.lab.test',
      'cpw -randkey cifs/kvno.lab.test',
    ]);
    await kdc.login('alice', 'alice.ccache');
    server = await serve({ enctypes: Object.values(enctypeNames) });
  });
  after(async () => {
    await server?.[Symbol.asyncDispose]();
    await kdc?.[Symbol.asyncDispose]();
  });

  /** A server with the keys of the KDC, without an account of its own, and with the share `files`. */
  function serve(kerberos: object = {}, configuration: object = {}): Promise<RunningCli> {
    const file = join(folder(), 'smb2.json');
    const shares = [{ name: 'files', temporary: true }];
    const section = { keytab: kdc.file('cifs.keytab'), ...kerberos };
    writeFileSync(file, JSON.stringify({ shares, kerberos: section, ...configuration }));
    return startCli(['--config', file]);
  }

  const env = () => kdc.environment('alice.ccache');
  const login = (to: RunningCli, name: string, protocol?: string, args: readonly string[] = []) =>
    kerberosSmbclient({
      port: to.port,
      host: name,
      env: env(),
      args,
      commands: 'mkdir d; rmdir d',
      ...(protocol !== undefined && { protocol }),
    });

  for (const [number, name] of Object.entries(enctypeNames)) {
    it(`smbclient logs in with ${name} in every dialect, signed and encrypted`, async () => {
      for (const [protocol, hasEncryption] of dialects) {
        for (const protection of hasEncryption ? [signed, encrypted] : [signed]) {
          const record = await recordOf(server, async () => {
            const finished = await login(server, byEnctype(Number(number) as 17), protocol, [protection]);
            assert.deepEqual([finished.code, finished.stdout], [0, ''], `${protocol} ${protection}`);
          });
          const { reason, login: how, proof, protection: used } = record.diagnosis;
          assert.deepEqual([reason, record.becameAccount], ['accepted', 'alice']);
          assert.deepEqual([how.mechanism, proof?.ticketEtype, proof?.mutual], ['Kerberos', name, true]);
          assert.equal(used.used, protection === signed ? 'signed' : 'encrypted');
        }
      }
    });
  }

  for (const cipher of ['AES-128-CCM', 'AES-128-GCM', 'AES-256-CCM', 'AES-256-GCM']) {
    it(`${cipher} takes its keys from a session key of 32, 16 and 16 bytes`, async () => {
      for (const etype of [18, 17, 23] as const) {
        const args = [encrypted, `--option=client smb3 encryption algorithms=${cipher}`];
        const { code, stdout } = await login(server, byEnctype(etype), 'SMB3_11', args);
        assert.deepEqual([code, stdout], [0, ''], `enctype ${etype}`);
      }
    });
  }

  it('a ticket without a PAC, and one with the small PAC of MIT, are a user', async () => {
    for (const name of ['nopac.lab.test', host]) {
      const record = await recordOf(server, () => login(server, name));
      assert.deepEqual([record.diagnosis.reason, record.becameAccount], ['accepted', 'alice'], name);
    }
  });

  it('a password instead of a cache logs in as well', async () => {
    const { code, stdout } = await kerberosSmbclient({
      port: server.port,
      host,
      env: kdc.environment(),
      login: ['-U', `alice@${mitRealm}%Tr0ub4dor&3`],
    });
    assert.deepEqual([code, stdout], [0, '']);
  });

  it('the password of a service is as good as its keytab, whatever the version of the key', async () => {
    const principal = `cifs/password.lab.test@${mitRealm}`;
    const kerberos = { keytab: undefined, password: { principal, password: 'Correct-horse-2' } };
    await using other = await serve(kerberos);
    const record = await recordOf(other, () => login(other, 'password.lab.test'));
    assert.deepEqual([record.diagnosis.reason, record.diagnosis.proof?.ticketKvno], ['accepted', 9]);
  });

  it('a keytab that is replaced while the server runs is used', async () => {
    const refused = await login(server, 'later.lab.test');
    assert.equal(refused.code, 1);
    await kdc.administer(['ktadd -k FOLDER/cifs.keytab -norandkey cifs/later.lab.test']);
    await until('the new key is used', async () => (await login(server, 'later.lab.test')).code === 0);
  });

  it('rc4-hmac is refused unless it is chosen', async () => {
    await using strict = await serve();
    const record = await recordOf(strict, async () => {
      const { code, stdout } = await login(strict, byEnctype(23));
      assert.equal(code, 1);
      assert.match(stdout, /^session setup failed: NT_STATUS_/);
    });
    assert.equal(record.diagnosis.reason, 'ticket-enctype-refused');
  });
});
