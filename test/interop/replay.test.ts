import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice, smbclient } from '../support/smbclient.js';
import { cliPath, runCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const user = `${alice.name}:${alice.password}`;

describe('replay of recorded clients', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const file = (name: string): string => join(folder(), `${name}.jsonl`);

  before(function () {
    requireProgram(this, 'smbclient');
  });

  /** Records a server while clients use it. */
  async function record(
    name: string,
    use: (port: number) => Promise<void>,
    args: readonly string[] = ['--record-secrets'],
  ): Promise<string> {
    const path = file(name);
    await using server = await startCli(['--user', user, '--share', 'files', '--record', path, ...args]);
    await use(server.port);
    if (args.includes('--record-secrets')) {
      await server.logged(/will hold NT hashes and session keys/);
    }
    return path;
  }

  async function replay(path: string, ...args: readonly string[]) {
    const { code, stdout, stderr } = await runCli(['replay', path, ...args]);
    return { code, stdout, stderr };
  }

  for (const protocol of ['SMB2_02', 'SMB2_10', 'SMB3_00', 'SMB3_02', 'SMB3_11']) {
    it(`smbclient in ${protocol}: no difference`, async () => {
      const path = await record(protocol, async (port) => {
        const { code, stderr } = await smbclient({ port, protocol, commands: 'mkdir folder; ls' });
        assert.equal(code, 0, stderr);
        await smbclient({ port, protocol, login: ['-U', 'alice%wrong'], commands: 'ls' });
        await smbclient({ port, protocol, login: ['-U', 'mallory%wrong'], commands: 'ls' });
      });
      assert.equal(statSync(path).mode & 0o777, 0o600);
      const { code, stdout, stderr } = await replay(path);
      assert.equal(stderr, '');
      assert.match(
        stdout,
        /✓ connection 1: (\d+) of \1 answers[\s\S]*✓ connection 3: 3 of 3 [\s\S]*\nNo difference\.\n$/,
      );
      assert.equal(code, 0);
    });
  }

  it('smbclient, encrypted: no difference', async () => {
    const path = await record('sealed', async (port) => {
      const args = ['--client-protection=encrypt'];
      const { code, stderr } = await smbclient({ port, commands: 'ls', args });
      assert.equal(code, 0, stderr);
    });
    const { code, stdout } = await replay(path);
    assert.match(stdout, /\nNo difference\.\n$/);
    assert.equal(code, 0);
  });

  it('impacket in 2.0.2 and 3.0, with compounds, pipes and files: no difference', async function () {
    await requireImpacket(this);
    const path = await record('impacket', async (port) => {
      for (const dialect of ['2.0.2', '3.0']) {
        const args = [
          impacketScript('impacket-client.py'),
          String(port),
          dialect,
          alice.name,
          alice.password,
        ];
        const { code, stderr } = await run(python, args);
        assert.equal(code, 0, stderr);
      }
    });
    const { code, stdout } = await replay(path);
    assert.match(stdout, /\nNo difference\.\n$/);
    assert.equal(code, 0);
  });

  it('a changed answer is named, and is exit code 1', async () => {
    const path = await record('changed', async (port) => void (await smbclient({ port, commands: 'ls' })));
    const text = readFileSync(path, 'utf8');
    const challenge =
      /4e544c4d5353500002[0-9a-f]{30}(?<challenge>[0-9a-f]{16})/.exec(text)?.groups?.['challenge'] ?? '';
    const sent = new RegExp(`("event":"sent".*)${challenge}`);
    writeFileSync(path, text.replace(sent, `$1${'0'.repeat(16)}`));
    const { code, stdout } = await replay(path);
    assert.ok(
      stdout.includes(
        `message 2, SESSION_SETUP response: SPNEGO › NTLM CHALLENGE_MESSAGE › ServerChallenge is ${challenge}; recorded: ${'0'.repeat(16)}`,
      ),
      stdout,
    );
    assert.equal(code, 1);
  });

  it('without secrets, a server that refuses is played to smbclient; with the password, one that accepts', async () => {
    const path = await record(
      'server',
      async (port) => {
        await smbclient({ port, commands: 'ls' });
        await smbclient({ port, login: ['-U', 'alice%wrong'], commands: 'ls' });
      },
      [],
    );
    assert.doesNotMatch(readFileSync(path, 'utf8'), /ntHash|session-key/);
    const refused = await played(path, ['--connection', '2'], ['-U', 'alice%wrong']);
    assert.match(refused.client, /NT_STATUS_LOGON_FAILURE/);
    assert.match(refused.stdout, /repeating the recorded answers[\s\S]*\nNo difference\.\n$/);
    assert.equal(refused.code, 0);
    const accepted = await played(path, ['--connection', '1', '--user', user], undefined);
    assert.match(accepted.client, /blocks of size/);
    assert.match(accepted.stdout, /a real server[\s\S]*\nNo difference\.\n$/);
    assert.equal(accepted.code, 0);
  });

  /** Plays the server's side of a transcript to smbclient. */
  async function played(path: string, args: readonly string[], login: readonly string[] | undefined) {
    const portFile = join(folder(), 'port');
    const child = spawn(process.execPath, [
      cliPath,
      'replay',
      path,
      '--as',
      'server',
      '--port-file',
      portFile,
      ...args,
    ]);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    const ended = once(child, 'close');
    const watcher = watch(folder());
    while (!existsSync(portFile)) await once(watcher, 'change');
    watcher.close();
    const port = Number(readFileSync(portFile, 'utf8'));
    const client = await smbclient({ port, commands: 'ls', ...(login && { login }) });
    const [code] = (await ended) as [number];
    return { client: `${client.stdout}${client.stderr}`, stdout, code };
  }

  it('a file that cannot be used is exit code 2, and says why', async () => {
    for (const [name, text, message] of [
      ['empty', '', /line 1: expected the first line of a transcript/],
      ['other', '{"a":1}\n', /line 1: expected the first line of a transcript/],
    ] as const) {
      writeFileSync(file(name), text);
      const { code, stderr } = await replay(file(name));
      assert.match(stderr, message);
      assert.equal(code, 2);
    }
    const missing = await replay(file('missing'));
    assert.match(missing.stderr, /cannot be read \(ENOENT/);
    assert.equal(missing.code, 2);
  });

  it('--record-secrets needs --record', async () => {
    const { code, stderr } = await runCli(['serve', '--record-secrets']);
    assert.match(stderr, /--record-secrets: needs --record/);
    assert.equal(code, 2);
  });
});
