import assert from 'node:assert/strict';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { smbclientLine, uncOf, urlOf } from '../../src/testing/addresses.js';
import { reachable } from '../../src/text/host-and-port.js';
import { quotedForShell } from '../../src/testing/shell-quotes.js';
import { startServer } from '../../src/testing/start-server.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';

const v4 = { host: '127.0.0.1', port: 4455 };
const v6 = { host: 'fe80::1%eth0', port: 4455 };

describe('addresses of a test server', () => {
  it('as a URL: percent-encoded, IPv6 in brackets', () => {
    assert.equal(urlOf(v4, undefined), 'smb://127.0.0.1:4455');
    assert.equal(urlOf(v4, 'my data/ü%$'), 'smb://127.0.0.1:4455/my%20data%2F%C3%BC%25%24');
    assert.equal(urlOf(v6, 'data'), 'smb://[fe80::1%25eth0]:4455/data');
    assert.equal(new URL(urlOf({ ...v6, host: '::1' }, 'data')).hostname, '[::1]');
  });

  it('as a UNC path, in which an IPv6 address has a name', () => {
    assert.equal(uncOf(v4, 'data'), '\\\\127.0.0.1\\data');
    assert.equal(uncOf(v4, undefined), '\\\\127.0.0.1');
    assert.equal(uncOf(v6, 'data'), '\\\\fe80--1seth0.ipv6-literal.net\\data');
    assert.equal(uncOf({ ...v6, host: '::1' }, 'data'), '\\\\0--1.ipv6-literal.net\\data');
  });

  it('all addresses are reached by loopback', () => {
    assert.deepEqual(['0.0.0.0', '::', '192.0.2.1'].map(reachable), ['127.0.0.1', '::1', '192.0.2.1']);
  });
});

describe('the line of smbclient', () => {
  const account = { name: 'alice', password: "it's", ntHash: ntHashOfPassword("it's") };

  it('is quoted for POSIX shells, and for cmd.exe', () => {
    assert.equal(
      smbclientLine(v4, account, 'my data', 'linux'),
      "smbclient '//127.0.0.1/my data' -p 4455 -U 'alice%it'\\''s'",
    );
    assert.equal(
      smbclientLine(v4, { ...account, password: 'a"b\\' }, 'my data', 'win32'),
      'smbclient "//127.0.0.1/my data" -p 4455 -U "alice%a\\"b\\\\"',
    );
    assert.equal(quotedForShell('a\\\\"b', 'win32'), '"a\\\\\\\\\\"b"');
    assert.equal(quotedForShell('', 'linux'), "''");
  });

  it('has the hash of an account without a password', () => {
    const { name, ntHash } = account;
    assert.match(
      smbclientLine(v4, { name, ntHash }, 'data', 'darwin'),
      /-U 'alice%[0-9a-f]{32}' --pw-nt-hash$/,
    );
  });

  it('cannot name everybody', () => {
    assert.throws(() => smbclientLine(v4, { ...account, name: '50%' }, 'data', 'linux'), RangeError);
  });

  it('works when it is pasted, with whatever password the user has at this moment', async function () {
    this.timeout(30_000);
    for (const program of ['bash', 'smbclient']) requireProgram(this, program);
    for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
      await using server = await startServer({ host, users: { alice: 'pw' }, shares: ['my data'] });
      for (const password of ['pw', `'"$x\`%\\ !ü`]) {
        server.accounts.update('alice', { password });
        const line = `${server.smbclient('alice')} -s /dev/null -c exit`;
        const { code, stdout } = await run('bash', ['-c', line], {
          env: { ...process.env, LC_ALL: 'C.UTF-8' },
        });
        assert.equal(code, 0, `${line}: ${stdout}`);
        await server.expectAccepted('alice');
      }
      server.accounts.update('alice', { ntHash: ntHashOfPassword('other') });
      const { code } = await run('bash', ['-c', `${server.smbclient('ALICE', 'IPC$')} -s /dev/null -c exit`]);
      assert.equal(code, 0);
      await server.expectAccepted('alice');
      assert.throws(() => server.smbclient('nobody'), /no account 'nobody'/);
    }
  });
});
