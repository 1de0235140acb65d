import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const realm = 'EXAMPLE.TEST';
const host = 'files.example.test';

/** They sleep for ten seconds, or twice: they run at the same time, before the others. */
const slow = ['expire1n', 'expire1s', 'expire1e', 'expire_disconnect'];

const quick = ['reconnect1', 'reauth1', 'reauth2', 'reauth3'];

/**
 * They go on to LOCK and ECHO in a session that has expired: it is served a LOCK, and no ECHO ([MS-SMB2] 3.3.5.2.9).
 * smbd has it the other way round.
 */
const declined = ['expire2s', 'expire2e'];

describe('smbtorture with tickets of the test realm', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const finished = new Map<string, Finished>();
  let server: RunningCli;

  before(async function () {
    requireProgram(this, 'smbtorture', false);
    // smbtorture looks its server up by name, and only root can give a program other hosts.
    if (process.getuid?.() !== 0) this.skip();
    const file = join(folder(), 'smb2.json');
    writeFileSync(
      file,
      JSON.stringify({
        server: { netbiosName: 'FILES', dnsName: host, dnsDomain: 'example.test' },
        accounts: [alice],
        shares: [{ name: 'files', temporary: true }],
        kerberos: { testRealm: { realm, directory: folder() } },
        // reauth2 re-authenticates as nobody.
        policy: { anonymous: 'accept' },
      }),
    );
    writeFileSync(join(folder(), 'hosts'), `${readFileSync('/etc/hosts', 'utf8')}\n127.0.0.1 ${host}\n`);
    server = await startCli(['--config', file]);
    await Promise.all([...slow, ...declined].map(torture));
    await Promise.all(quick.map(torture));
  });
  after(() => server?.[Symbol.asyncDispose]());

  /** Runs one test in a mount namespace that has hosts of its own. */
  async function torture(test: string): Promise<void> {
    const target = [`//${host}/files`, '-p', `${server.port}`, '-s', '/dev/null', '--use-kerberos=required'];
    const user = ['-U', `${alice.name}@${realm}%${alice.password}`];
    const mount = 'mount --bind "$0" /etc/hosts && exec smbtorture "$@"';
    const args = [
      '-m',
      'sh',
      '-c',
      mount,
      join(folder(), 'hosts'),
      ...target,
      ...user,
      `smb2.session.${test}`,
    ];
    const env = {
      ...process.env,
      KRB5_CONFIG: join(folder(), 'krb5.conf'),
      KRB5CCNAME: `FILE:${join(folder(), `${test}.ccache`)}`,
    };
    finished.set(test, await run('unshare', args, { env, cwd: folder(), timeout: 60_000 }));
  }

  for (const test of [...quick, ...slow]) {
    it(test, () => {
      const { code, stdout = '' } = finished.get(test) ?? {};
      assert.equal(code, 0, stdout);
      assert.match(stdout, /^success: /m);
    });
  }

  it('an expired session was refused its requests, and authenticated again', () => {
    const { stdout = '', stderr = '' } = finished.get('expire1s') ?? {};
    const told = `${stdout}${stderr}`;
    assert.equal(told.match(/query info => EXPIRED\s+reauth => OK/g)?.length, 2, told);
  });

  it(`does not pass: ${declined.join(', ')}. 3.3.5.2.9: LOCK goes on when a session has expired, ECHO does not`, () => {
    for (const test of declined) assert.match(finished.get(test)?.stdout ?? '', /^failure: /m);
  });

  it('a login by a ticket of four seconds is told to have expired', () => {
    const expired = server.records.filter(
      ({ type, ...record }) =>
        type === 'Incident' &&
        (record['Incident'] as { diagnosis: { reason: string } }).diagnosis.reason === 'session-expired',
    );
    assert.ok(expired.length > 0);
  });
});
