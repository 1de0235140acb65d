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
  /** With the preset of smbd. */
  let likeSmbd: RunningCli;

  before(async function () {
    requireProgram(this, 'smbtorture', false);
    // smbtorture looks its server up by name, and only root can give a program other hosts.
    if (process.getuid?.() !== 0) this.skip();
    const start = (name: string, kerberos: object, policy: object): Promise<RunningCli> => {
      const file = join(folder(), `${name}.json`);
      const names = { netbiosName: 'FILES', dnsName: host, dnsDomain: 'example.test' };
      const shares = [{ name: 'files', temporary: true }];
      writeFileSync(file, JSON.stringify({ server: names, accounts: [alice], shares, kerberos, policy }));
      return startCli(['--config', file]);
    };
    writeFileSync(join(folder(), 'hosts'), `${readFileSync('/etc/hosts', 'utf8')}\n127.0.0.1 ${host}\n`);
    // reauth2 re-authenticates as nobody.
    const anonymous = 'accept';
    server = await start('smb2', { testRealm: { realm, directory: folder() } }, { anonymous });
    const keytab = join(folder(), 'server.keytab');
    likeSmbd = await start('like-smbd', { keytab }, { anonymous, preset: 'samba' });
    await Promise.all([
      ...[...slow, ...declined].map((test) => torture(test)),
      ...declined.map((test) => torture(test, likeSmbd)),
    ]);
    await Promise.all(quick.map((test) => torture(test)));
  });
  after(async () => {
    await server?.[Symbol.asyncDispose]();
    await likeSmbd?.[Symbol.asyncDispose]();
  });

  /** Runs one test in a mount namespace that has hosts of its own. */
  async function torture(test: string, at = server): Promise<void> {
    const target = [`//${host}/files`, '-p', `${at.port}`, '-s', '/dev/null', '--use-kerberos=required'];
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
      KRB5CCNAME: `FILE:${join(folder(), `${nameOf(test, at)}.ccache`)}`,
    };
    finished.set(nameOf(test, at), await run('unshare', args, { env, cwd: folder(), timeout: 60_000 }));
  }

  const nameOf = (test: string, at: RunningCli): string => (at === server ? test : `${test}, like smbd`);

  for (const test of [...quick, ...slow, ...declined.map((name) => `${name}, like smbd`)]) {
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
