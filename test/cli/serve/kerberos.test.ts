import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { ExitCode } from '../../../src/cli/exit-code.js';
import { runCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const secret = 'Tr0ub4dor&3';
const user = ['--user', `alice:${secret}`];
const realm = ['--test-realm', 'EXAMPLE.TEST'];

describe('serve with a test realm', () => {
  const folder = useTemporaryFolder();

  it('says in JSON where the KDC listens, behind the line of the server, and there it does', async () => {
    await using server = await startCli([...user, ...realm]);
    const kdc = await server.record(({ type, carrier }) => type === 'listening' && carrier === 'kdc');
    assert.deepEqual(server.records.slice(0, 2), [
      { type: 'listening', host: '127.0.0.1', port: server.port },
      kdc,
    ]);
    const { host, port, directory, ...others } = kdc;
    assert.deepEqual(others, { type: 'listening', carrier: 'kdc', realm: 'EXAMPLE.TEST' });
    const socket = connect(port as number, host as string);
    await once(socket, 'connect');
    socket.destroy();
    assert.deepEqual(readdirSync(directory as string).toSorted(), ['krb5.conf', 'server.keytab']);
    await server.stop();
    assert.equal(existsSync(directory as string), false);
  });

  it('writes its files into a folder, which keeps them, for the owner alone', async () => {
    const directory = join(folder(), 'realm');
    const caches = ['--ccache', 'alice', '--ccache', 'bob'];
    const users = [...user, '--user', 'bob:b'];
    await using server = await startCli([...users, ...realm, '--realm-dir', directory, ...caches]);
    await server.stop();
    const names = readdirSync(directory).toSorted();
    assert.deepEqual(names, ['alice.ccache', 'bob.ccache', 'krb5.conf', 'server.keytab']);
    for (const name of names) assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600, name);
  });

  it('takes everything by variables', async () => {
    const directory = join(folder(), 'by variables');
    await using server = await startCli([], {
      SMB2_AUTH_USER: `["alice:${secret}","bob:b"]`,
      SMB2_AUTH_TEST_REALM: 'EXAMPLE.TEST',
      SMB2_AUTH_REALM_DIR: directory,
      SMB2_AUTH_CCACHE: '["alice","bob"]',
      SMB2_AUTH_KDC_PORT: '0',
      SMB2_AUTH_KERBEROS_TEST_REALM_TICKET_LIFETIME_SECONDS: '60',
    });
    await server.stop();
    assert.ok(readdirSync(directory).includes('bob.ccache'));
  });

  const linesOf = async (...args: readonly string[]): Promise<string> => {
    const timeout = ['--port', '0', '--no-json', '--timeout', '0.01'];
    const { code, stdout, stderr } = await runCli(['serve', ...user, ...realm, ...timeout, ...args]);
    assert.equal(code, ExitCode.OK, stderr);
    assert.ok(!`${stdout}${stderr}`.includes(secret));
    return stdout.replaceAll(/(127\.0\.0\.1:|-p )\d+/g, '$1PORT');
  };

  it('prints the lines to paste, and no password: smbclient asks for it', async () => {
    const directory = join(folder(), "alice's");
    assert.equal(
      await linesOf('--share', 'my scans', '--realm-dir', directory),
      `Listening on 127.0.0.1:PORT
KDC of the test realm EXAMPLE.TEST on 127.0.0.1:PORT; its files are in ${directory}

Log in with Kerberos:

  export KRB5_CONFIG='${directory.replace("'", "'\\''")}/krb5.conf'
  smbclient '//smb2auth.localdomain/my scans' -I 127.0.0.1 -p PORT --use-kerberos=required -U alice@EXAMPLE.TEST

`,
    );
  });

  it('prints the cache to use where there is one', async () => {
    const directory = join(folder(), 'cached');
    const printed = await linesOf('--share', 'scans', '--realm-dir', directory, '--ccache', 'alice');
    assert.ok(
      printed.endsWith(`
  export KRB5_CONFIG=${directory}/krb5.conf
  export KRB5CCNAME=FILE:${directory}/alice.ccache
  smbclient //smb2auth.localdomain/scans -I 127.0.0.1 -p PORT --use-kerberos=required -N

`),
      printed,
    );
  });

  it('a port of the KDC that is taken is exit code 3, and the message names it', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const args = ['serve', '--port', '0', ...user, ...realm, '--kdc-port', String(port)];
    const { code, stdout, stderr } = await runCli(args);
    holder.close();
    assert.equal(code, ExitCode.BIND);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      new RegExp(`^the KDC cannot listen on 127\\.0\\.0\\.1 port ${port}: EADDRINUSE$`, 'm'),
    );
    assert.match(stderr, /--kdc-port 0 takes any free port/);
  });

  describe('flags that cannot be used are exit code 2', () => {
    const broken = (): string => {
      const path = join(folder(), 'broken.keytab');
      writeFileSync(path, Buffer.from('0502ffff', 'hex'));
      return path;
    };
    const refused: readonly (readonly [args: () => readonly string[], message: RegExp])[] = [
      [
        () => ['--keytab', join(folder(), 'absent')],
        /^--keytab: \S+absent: cannot be read \(ENOENT: .*\); expected a keytab$/m,
      ],
      [
        () => ['--keytab', broken()],
        /broken\.keytab: is no keytab that can be read .*; expected MIT’s format/m,
      ],
      [() => ['--keytab', folder()], /^--keytab: \S+: is not a file; expected a keytab$/m],
      [() => ['--realm-dir', folder()], /^--realm-dir: needs the name of a realm \(--test-realm\)$/m],
      [() => ['--ccache', 'alice'], /^--ccache: needs the name of a realm \(--test-realm\)$/m],
      [() => ['--kdc-port', '88'], /^--kdc-port: needs the name of a realm \(--test-realm\)$/m],
      [() => [...realm, '--kdc-port', '65536'], /^--kdc-port: expected at most 65535$/m],
      [() => ['--test-realm', 'A B'], /^--test-realm: expected a name such as EXAMPLE\.TEST$/m],
      [() => [...realm, '--ccache', 'mallory'], /^kerberos\.testRealm\.ccaches\[0\]: no account mallory/m],
      [() => [...realm, '--ccache', '../alice'], /^--ccache: expected a name that a file can have$/m],
    ];
    for (const [args, message] of refused) {
      it(String(message), async () => {
        const { code, stdout, stderr } = await runCli(['serve', '--port', '0', ...user, ...args()]);
        assert.match(stderr, message);
        assert.deepEqual([code, stdout], [ExitCode.USAGE, '']);
      });
    }

    it('a realm without accounts', async () => {
      const { code, stderr } = await runCli(['serve', '--port', '0', ...realm]);
      assert.match(
        stderr,
        /^kerberos\.testRealm: expected at least one account: nobody could get a ticket$/m,
      );
      assert.equal(code, ExitCode.USAGE);
    });

    it('a folder of the realm that cannot be written', async () => {
      writeFileSync(join(folder(), 'file'), '');
      const args = ['serve', '--port', '0', ...user, ...realm, '--realm-dir', join(folder(), 'file')];
      const { code, stderr } = await runCli(args);
      assert.match(
        stderr,
        /^kerberos\.testRealm\.directory: expected a folder that can be written \(EEXIST/m,
      );
      assert.equal(code, ExitCode.USAGE);
    });
  });
});
