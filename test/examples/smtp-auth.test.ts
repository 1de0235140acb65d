import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { accountsInMemory } from 'smb2-auth-server/auth';
import { NtlmClient } from '../support/ntlm-client.js';
import { type Finished, run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { createMailServer } from './smtp-auth.js';

/** The features of the curl on this machine, as it lists them; empty without curl. */
const curl = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '';

/** The exit code of curl where a login is refused. */
const LOGIN_DENIED = 67;

describe('examples/smtp-auth', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  const server = createMailServer(accountsInMemory([{ name: 'alice', password: 'secret' }]), (line) =>
    said.push(line),
  );
  let said: string[] = [];
  let port = 0;

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => (said = []));
  after(() => server.close());

  /** The lines of the server to a client that says these and leaves. */
  async function talk(...lines: readonly string[]): Promise<string[]> {
    const socket = connect(port, '127.0.0.1');
    for (const line of [...lines, 'QUIT']) socket.write(`${line}\r\n`);
    const text = Buffer.concat(await socket.toArray()).toString();
    return text.trimEnd().split('\r\n').slice(1, -1);
  }

  describe('curl', () => {
    before(function () {
      if (/^Protocols:.*\bsmtp\b/m.test(curl) && /^Features:.*\bNTLM\b/m.test(curl)) return;
      if (process.env['CI'] === 'true') throw new Error('no curl with SMTP and NTLM');
      this.skip();
    });

    function send(credentials: string, ...options: readonly string[]): Promise<Finished> {
      const mail = join(folder(), 'mail');
      writeFileSync(mail, 'Subject: Hello\r\n\r\nHello\r\n');
      const envelope = ['--mail-from', 'alice@example.com', '--mail-rcpt', 'bob@example.com', '-T', mail];
      const login = ['--login-options', 'AUTH=NTLM', '-u', credentials, ...options];
      return run('curl', ['-sS', ...login, ...envelope, `smtp://127.0.0.1:${port}/example.com`]);
    }

    for (const [title, options] of [
      ['the right password', []],
      ['the right password, with an initial response', ['--sasl-ir']],
    ] as const) {
      it(`${title}: the mail is taken`, async () => {
        const { code, stderr } = await send('alice:secret', ...options);
        assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
        assert.deepEqual(said, ['alice has logged in']);
      });
    }

    for (const [title, credentials, reason] of [
      ['the wrong password', 'alice:SECRET', 'wrong-password'],
      ['an unknown account', 'bob:secret', 'unknown-account'],
    ] as const) {
      it(`${title}: the client learns no reason, the server’s user does`, async () => {
        const { code, stderr } = await send(credentials);
        assert.equal(code, LOGIN_DENIED, stderr);
        assert.deepEqual(said, [`refused: ${reason}`]);
      });
    }
  });

  it('[MS-SMTPNTLM] 4: the words of an exchange', async () => {
    const negotiate = new NtlmClient().negotiateMessage.toString('base64');
    const lines = await talk('EHLO client', 'AUTH NTLM', negotiate, '*', `AUTH ntlm ${negotiate}`, '*');
    assert.deepEqual(
      lines.map((line) => line.replace(/^334 TlRMTVNTUAACAAAA\S+$/, '334 CHALLENGE')),
      [
        '250-mail.example',
        '250 AUTH NTLM',
        '334 ntlm supported',
        '334 CHALLENGE',
        '501 5.7.0 Authentication cancelled',
        '334 CHALLENGE',
        '501 5.7.0 Authentication cancelled',
      ],
    );
    assert.deepEqual(said, Array(2).fill('refused: the client has cancelled'));
  });

  for (const [title, lines, answers] of [
    ['mail before a login', ['MAIL FROM:<a@example.com>'], ['530 5.7.0 Authentication required']],
    ['another mechanism', ['AUTH PLAIN AGFsaWNlAHNlY3JldA=='], ['504 5.5.4 Only NTLM']],
    ['a cancelled exchange', ['AUTH NTLM', '*', 'MAIL FROM:<>'], ['334', '501', '530']],
    ['no base64', ['AUTH NTLM !!', 'MAIL FROM:<>'], ['501', '530']],
    ['no NTLM message', ['AUTH NTLM AAAA', 'MAIL FROM:<>'], ['535', '530']],
    ['no message at all', ['AUTH NTLM', '', 'MAIL FROM:<>'], ['334', '535', '530']],
  ] as const) {
    it(`${title} gets nowhere`, async () => {
      const heard = await talk(...lines);
      assert.equal(heard.length, answers.length, heard.join('\n'));
      for (const [index, answer] of answers.entries())
        assert.ok(heard[index]?.startsWith(answer), heard[index]);
    });
  }

  it('a line without an end is not kept', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(Buffer.alloc(70_000, 'A'));
    await socket.toArray().catch(() => {});
    assert.equal(socket.destroyed, true);
  });
});
