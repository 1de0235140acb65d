import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loginRecords } from '../support/login-records.js';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const host = 'files.example.test';
const tickets = 'EXAMPLE.TEST';

describe('Chromium and HTTP', function () {
  this.timeout(90_000);
  const folder = useTemporaryFolder();
  let server: RunningCli;
  let port = 0;
  let visits = 0;

  before(async function () {
    requireProgram(this, 'chromium');
    const configuration = {
      server: { netbiosName: 'FILES', dnsName: host, dnsDomain: 'example.test' },
      accounts: [alice],
      listen: null,
      http: {},
      kerberos: {
        testRealm: { realm: tickets, directory: join(folder(), 'realm'), ccaches: [alice.name] },
      },
    };
    writeFileSync(join(folder(), 'smb2.json'), JSON.stringify(configuration));
    server = await startCli(['--config', join(folder(), 'smb2.json')]);
    ({ port } = (await server.record(({ carrier }) => carrier === 'http')) as unknown as { port: number });
  });
  after(() => server?.stop());

  /** Shows a page, with a profile of its own. */
  function show(url: string, args: readonly string[]): Promise<Finished> {
    visits += 1;
    const usual = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const profile = `--user-data-dir=${join(folder(), `profile-${visits}`)}`;
    const resolve = `--host-resolver-rules=MAP ${host} 127.0.0.1`;
    const env = {
      ...process.env,
      KRB5_CONFIG: join(folder(), 'realm', 'krb5.conf'),
      KRB5CCNAME: `FILE:${join(folder(), 'realm', `${alice.name}.ccache`)}`,
    };
    return run('chromium', [...usual, profile, resolve, ...args, '--dump-dom', url], {
      env,
      timeout: 60_000,
    });
  }

  /** The page, and the record with that reason among those of the visit: a browser opens connections in advance. */
  async function visit(reason: string, url: string, args: readonly string[]) {
    const earlier = loginRecords(server).length;
    const { stdout: page } = await show(url, args);
    const found = () => loginRecords(server).slice(earlier);
    await until(`a record with ${reason}`, () =>
      found().some(({ diagnosis }) => diagnosis.reason === reason),
    );
    const logins = found().filter(({ diagnosis }) => diagnosis.login !== null);
    return { page, logins: logins.map(({ diagnosis }) => diagnosis) };
  }

  it('sends no ticket to a server that is not in its list', async () => {
    const { page, logins } = await visit('http-without-login', `http://${host}:${port}/`, []);
    assert.deepEqual(logins, []);
    assert.doesNotMatch(page, /alice/);
  });

  it('logs in with NTLM and the password in the address', async () => {
    const { name, password } = alice;
    const url = `http://${name}:${encodeURIComponent(password)}@${host}:${port}/`;
    const { page, logins } = await visit('accepted', url, ['--auth-schemes=ntlm']);
    assert.deepEqual(
      logins.map(({ login }) => login.mechanism),
      ['NTLM'],
    );
    assert.match(page, /alice/);
  });
});
