import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ntlmOid } from '../../src/auth/ntlm-token.js';
import { requireGssNtlm } from '../support/gss-initiator.js';
import { impacketScript, python } from '../support/impacket.js';
import { loginRecords, recordOf } from '../support/login-records.js';
import { ironrdp } from '../support/rdp-clients.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { TlsProxy } from '../support/tls-proxy.js';
import { until } from '../support/until.js';

const host = 'files.example.test';
const KERBEROS = '1.2.840.113554.1.2.2';
const versions = [2, 3, 4, 5, 6];

describe('CredSSP and MIT’s GSS-API', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let server: RunningCli;
  let port = 0;

  before(async function () {
    await requireGssNtlm(this);
    const file = join(folder(), 'smb2.json');
    const testRealm = {
      realm: 'EXAMPLE.TEST',
      directory: join(folder(), 'realm'),
      ccaches: [alice.name],
      services: [`TERMSRV/${host}`],
    };
    const configuration = {
      server: { netbiosName: 'FILES', dnsName: host, dnsDomain: 'example.test' },
      accounts: [alice],
      listen: null,
      credssp: { minVersion: 2 },
      kerberos: { testRealm },
    };
    writeFileSync(file, JSON.stringify(configuration));
    server = await startCli(['--config', file]);
    ({ port } = (await server.record(({ carrier }) => carrier === 'credssp')) as unknown as { port: number });
  });
  after(() => server?.stop());

  async function logIn(mechanism: string, password: string, ...asked: readonly number[]): Promise<unknown[]> {
    const args = [String(port), `TERMSRV@${host}`, mechanism, alice.name, password, ...asked.map(String)];
    const env = {
      ...process.env,
      KRB5_CONFIG: join(folder(), 'realm', 'krb5.conf'),
      KRB5CCNAME: `FILE:${join(folder(), 'realm', `${alice.name}.ccache`)}`,
    };
    const { stdout, stderr } = await run(python, [impacketScript('credssp-login.py'), ...args], { env });
    assert.equal(stderr, '');
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }

  for (const [mechanism, oid] of [
    ['ntlm', ntlmOid],
    ['spnego', KERBEROS],
    ['krb5', KERBEROS],
  ] as const) {
    it(`${mechanism}: every version logs in, and proves both keys`, async () => {
      const earlier = loginRecords(server).length;
      const seen = await logIn(mechanism, alice.password, ...versions);
      assert.deepEqual(
        seen,
        versions.map(() => ({ mechanism: oid, proved: true })),
      );
      const found = () => loginRecords(server).slice(earlier);
      await until('the records', () => found().length === versions.length);
      for (const [index, { diagnosis, becameAccount }] of found().entries()) {
        assert.deepEqual([diagnosis.reason, becameAccount], ['accepted', alice.name]);
        assert.match(diagnosis.explanation, new RegExp(`CredSSP ${versions[index]} in TLS 1\\.3`));
      }
    });
  }

  it('a wrong password has an error code from version 3 on, without 5', async () => {
    const seen = await logIn('ntlm', 'nothing like it', ...versions);
    const told = { refused: 'c000006d' };
    const inToken = { refused: 'in a token' };
    assert.deepEqual(seen, [inToken, told, told, inToken, told]);
    await until('the records', () => {
      const wrong = loginRecords(server).filter(({ diagnosis }) => diagnosis.reason === 'wrong-password');
      return wrong.length === versions.length;
    });
  });

  it('the password that is delegated is another than that of the account', async () => {
    const { diagnosis } = await recordOf(server, () => logIn('spnego', 'nothing like it', 6));
    assert.equal(diagnosis.reason, 'credssp-password-wrong');
  });

  it('a man in the middle of TLS is refused, and named', async () => {
    await using proxy = await TlsProxy.start(port);
    let end = '';
    const { diagnosis } = await recordOf(server, async () => {
      end = await ironrdp(proxy.port, alice);
    });
    assert.notEqual(end, 'past the login');
    assert.equal(diagnosis.reason, 'credssp-binding-wrong');
    assert.match(diagnosis.explanation, /bound to the key of another TLS connection/);
  });
});
