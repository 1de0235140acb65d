import assert from 'node:assert/strict';
import { existsSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cliPath, runCli, startCli } from '../../support/start-cli.js';
import { ExitCode } from '../../../src/cli/exit-code.js';
import { Stop } from '../../../src/cli/serve/stop.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const secret = 'Tr0ub4dor&3';

describe('serve', () => {
  const folder = useTemporaryFolder();

  it('says first where it listens, and there it does', async () => {
    await using server = await startCli(['--user', 'alice:a']);
    const [first] = server.records;
    assert.deepEqual(first, { type: 'listening', host: '127.0.0.1', port: server.port });
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends on ${signal} with exit code 0 within two seconds, connections and all`, async () => {
      const server = await startCli(['--user', 'alice:a', '--share', 'files']);
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      const asked = performance.now();
      const [ended] = await Promise.all([server.stop(signal), once(socket, 'close')]);
      assert.deepEqual(ended, { code: 0, signal: null });
      assert.ok(performance.now() - asked < 2000);
    });
  }

  it('ends by itself after --timeout', async () => {
    const { code, stderr } = await runCli(['serve', '--port', '0', '--user', 'a:b', '--timeout', '0.01']);
    assert.equal(code, 0);
    assert.match(stderr, /stopping: the time is over/);
  });

  it('ends when nobody reads its output any more, and closes what it holds', async () => {
    const file = join(folder(), 'unread');
    await using server = await startCli(['--user', 'alice:a', '--port-file', file]);
    const held = [connect(server.port, '127.0.0.1'), connect(server.port, '127.0.0.1')];
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    server.process.stdout?.destroy();
    const socket = connect(server.port, '127.0.0.1');
    socket.end('GET / HTTP/1.1\r\n\r\n');
    const [code] = (await once(server.process, 'exit')) as [number | null];
    assert.equal(code, 0, server.log);
    assert.equal(existsSync(file), false);
  });

  it('goes on when nobody reads its log any more', async () => {
    const file = join(folder(), 'unlogged');
    await using server = await startCli(['--user', 'alice:a', '--port-file', file]);
    server.process.stderr?.destroy();
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    assert.equal(existsSync(file), false);
  });

  it('does not outlive npx, which keeps a SIGTERM from it', async () => {
    const env = { ...process.env, npm_lifecycle_event: 'npx', npm_lifecycle_script: 'smb2-auth-server' };
    const file = join(folder(), 'npx');
    const served = [cliPath, 'serve', '--port', '0', '--user', 'a:b', '--port-file', file];
    const shell = spawn('/bin/sh', ['-c', '"$0" "$@"; true', process.execPath, ...served], { env });
    await once(shell.stdout, 'data');
    assert.ok(existsSync(file));
    shell.kill('SIGTERM');
    // The server holds the other end of it.
    await once(shell.stderr.resume(), 'end');
    assert.equal(existsSync(file), false);
  });

  it('has no flag that must be given, and says that nobody can log in then', async () => {
    const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--timeout', '0.01']);
    assert.equal(code, 0);
    assert.match(stdout, /^\{"type":"listening","host":"127\.0\.0\.1","port":\d+\}\n$/);
    assert.match(stderr, /warn: no account is configured/);
  });

  it('says that a ticket needs no account, unless the policy wants one', async () => {
    const env = {
      SMB2_AUTH_KERBEROS_PASSWORD_PRINCIPAL: 'FILES$@EXAMPLE.TEST',
      SMB2_AUTH_KERBEROS_PASSWORD_PASSWORD: 'secret',
    };
    const warning = async (more: Record<string, string>): Promise<string> =>
      (await runCli(['serve', '--port', '0', '--timeout', '0.01'], { env: { ...env, ...more } })).stderr;
    assert.match(await warning({}), /no account is configured, so every login without a ticket is refused/);
    for (const more of [
      { SMB2_AUTH_KERBEROS_PRINCIPALS: 'local' },
      { SMB2_AUTH_POLICY_MECHANISMS: '["ntlm"]' },
    ])
      assert.match(await warning(more), /no account is configured, so every login is refused/);
  });

  it('logs what --log-level lets through', async () => {
    const args = ['serve', '--port', '0', '--timeout', '0.01', '--log-level', 'error'];
    assert.equal((await runCli(args)).stderr, '');
  });

  it('logs at debug what it is made of, and nothing secret', async () => {
    const file = join(folder(), 'debug.json');
    const accounts = [
      { name: 'alice', password: secret },
      { name: 'bob', ntHash: '8846f7eaee8fb117ad06bdd830b7586c' },
    ];
    writeFileSync(
      file,
      JSON.stringify({ accounts, policy: { signing: 'required' }, limits: { credits: 77 } }),
    );
    const args = ['--config', file, '--user', `eve:${secret}`, '--share', 'scans', '--log-level', 'debug'];
    const { stdout, stderr } = await runCli(['serve', '--port', '0', '--timeout', '0.01', ...args]);
    for (const word of ['alice', 'bob', 'eve', 'scans', file, '"signing":"required"', '"credits":77']) {
      assert.ok(stderr.includes(word), word);
    }
    assert.ok(![secret, '8846f7ea'].some((word) => `${stdout}${stderr}`.includes(word)));
  });

  describe('signals', () => {
    for (const command of ['serve', 'diagnose', 'audit'] as const) {
      it(`${command}: SIGUSR1 opens no debugger, and without a terminal SIGHUP ends nothing`, async () => {
        const server = await startCli(['--user', 'alice:a'], {}, command);
        server.process.kill('SIGUSR1');
        server.process.kill('SIGHUP');
        const socket = connect(server.port, '127.0.0.1');
        await once(socket, 'connect');
        await server.logged(/SIGHUP: accounts, shares and keytabs were read again/);
        if (command === 'serve') await server.logged(/SIGUSR1: nothing to report/);
        socket.destroy();
        assert.deepEqual(await server.stop(), { code: 0, signal: null });
        assert.doesNotMatch(server.log, /Debugger listening/);
      });
    }

    it('with a terminal SIGHUP ends the server: it has gone', async () => {
      using stop = new Stop({
        output: process.stdout,
        timeoutSeconds: undefined,
        withParent: false,
        onHangUp: true,
      });
      process.emit('SIGHUP');
      assert.equal(await stop.requested, 'SIGHUP');
    });
  });

  describe('--port-file', () => {
    it('of a server that was killed is gone before anything else is done', async () => {
      const file = join(folder(), 'stale-port');
      writeFileSync(file, '1\n');
      const { code } = await runCli([
        'serve',
        '--port-file',
        file,
        '--config',
        join(folder(), 'no-such-file'),
      ]);
      assert.equal(code, 2);
      assert.equal(existsSync(file), false);
    });

    it('holds the port while the server listens, and goes with it', async () => {
      const file = join(folder(), 'port');
      const server = await startCli(['--user', 'alice:a', '--port-file', file]);
      assert.equal(readFileSync(file, 'utf8'), `${server.port}\n`);
      await server.stop();
      assert.equal(existsSync(file), false);
    });

    it('is left alone when another server has put its own there', async () => {
      const file = join(folder(), 'shared-port');
      const first = await startCli(['--user', 'alice:a', '--port-file', file]);
      await using second = await startCli(['--user', 'alice:a', '--port-file', file]);
      await first.stop();
      assert.equal(readFileSync(file, 'utf8'), `${second.port}\n`);
    });

    it('that cannot be written is a usage error', async () => {
      const file = join(folder(), 'no/such/folder');
      const { code, stderr } = await runCli(['serve', '--port', '0', '--port-file', file]);
      assert.equal(code, 2);
      assert.match(stderr, /^--port-file: cannot be written \(ENOENT: no such file or directory\)$/m);
    });

    it('does not take the place of a device, or of a link to one', async () => {
      const file = join(folder(), 'stdout');
      symlinkSync('/dev/null', file);
      const { code, stderr } = await runCli(['serve', '--port', '0', '--timeout', '1', '--port-file', file]);
      assert.equal(code, 2);
      assert.match(stderr, /^--port-file: cannot be written \(not a regular file\)$/m);
      assert.equal(readlinkSync(file), '/dev/null');
    });
  });

  describe('an address that cannot be bound', () => {
    it('is exit code 3, with a hint', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const { code, stdout, stderr } = await runCli(['serve', '--port', String(port), '--user', 'a:b']);
      other.close();
      assert.equal(code, 3);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`^cannot listen on 127.0.0.1 port ${port}: EADDRINUSE$`, 'm'));
      assert.match(stderr, /^Another program listens there already/m);
      assert.match(stderr, /CAP_NET_BIND_SERVICE.*445 may be held by another server/);
    });

    it('is exit code 3 for an address of somebody else', async () => {
      const { code, stderr } = await runCli(['serve', '--port', '0', '--host', '192.0.2.1']);
      assert.equal(code, 3);
      assert.match(stderr, /^cannot listen on 192\.0\.2\.1 port 0: EADDRNOTAVAIL$/m);
      assert.match(stderr, /^No interface of this machine has that address/m);
    });

    it('is exit code 3 for a name without an address', async () => {
      // An empty label, so that nobody is asked.
      const { code, stderr } = await runCli(['serve', '--port', '0', '--host', 'a..b']);
      assert.equal(code, 3);
      assert.match(stderr, /^cannot listen on a\.\.b port 0: E\w+$/m);
      assert.match(
        stderr,
        /^That name has no address\. Give an address: 127\.0\.0\.1 serves this machine only/m,
      );
    });
  });

  describe('arguments that cannot be used are exit code 2 and name the flag', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--port', '70000'], /^--port: expected at most 65535$/m],
      [['--user', 'alice'], /^--user: expected NAME:PASSWORD$/m],
      [['--config', ''], /^--config: expected a file$/m],
      [['--timeout', 'soon'], /^--timeout: expected a number of seconds/m],
      [['--log-level', 'loud'], /'--log-level <level>' argument 'loud' is invalid.*error, warn, info, debug/],
      [['--prot', '1'], /unknown option '--prot'/],
      [['extra'], /too many arguments/],
    ];
    for (const [args, expected] of cases) {
      it(args.join(' '), async () => {
        const { code, stdout, stderr } = await runCli(['serve', '--port', '0', ...args]);
        assert.match(stderr, expected);
        assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
      });
    }

    it('no command', async () => {
      assert.equal((await runCli([])).code, 2);
    });

    it('an unknown command', async () => {
      assert.equal((await runCli(['servve'])).code, 2);
    });
  });

  describe('variables', () => {
    it('stand for flags, which go before them', async () => {
      const file = join(folder(), 'from-variable');
      const env = { SMB2_AUTH_HOST: '192.0.2.1', SMB2_AUTH_PORT_FILE: file };
      await using server = await startCli(['--host', '127.0.0.1', '--user', 'a:b'], env);
      assert.equal(server.records[0]?.['host'], '127.0.0.1');
      assert.ok(existsSync(file));
    });

    it('go before the file', async () => {
      const file = join(folder(), 'listen.json');
      writeFileSync(file, JSON.stringify({ listen: { host: '192.0.2.1', port: 0 } }));
      const { code, stdout } = await runCli(['serve', '--config', file, '--timeout', '0.01'], {
        env: { SMB2_AUTH_HOST: '127.0.0.1' },
      });
      assert.equal(code, 0);
      assert.match(stdout, /"host":"127\.0\.0\.1"/);
    });

    it('of the flags of every command are known to those that serve', async () => {
      const { stdout: help } = await runCli(['--help']);
      const commands = [...help.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name]) => name ?? '');
      assert.ok(commands.includes('inspect'));
      const helps = await Promise.all(commands.map((command) => runCli([command, '--help'])));
      const variables = helps.flatMap(({ stdout }) => stdout.match(/SMB2_AUTH_\w+/g) ?? []);
      assert.ok(variables.includes('SMB2_AUTH_FAIL_ON'));
      const file = join(folder(), 'empty.json');
      writeFileSync(file, '{}');
      const env = Object.fromEntries(variables.map((name) => [name, 'error']));
      const { code, stderr } = await runCli(['serve', '--config', file], { env });
      assert.equal(code, 2);
      assert.doesNotMatch(stderr, /unknown variable/);
    });

    it('hold several accounts or shares as a JSON list', async () => {
      const env = {
        SMB2_AUTH_USER: '["eve:a,b:c", "bob:2"]',
        SMB2_AUTH_SHARE: '["one", "two"]',
        SMB2_AUTH_LOG_LEVEL: 'debug',
      };
      const { code, stderr } = await runCli(['serve', '--port', '0', '--timeout', '0.01'], { env });
      assert.equal(code, 0, stderr);
      assert.match(stderr, /accounts: eve, bob;/);
      assert.match(stderr, /shares: one, two$/m);
    });

    it('with a comma where a list is meant are an error that says how, and without the passwords', async () => {
      for (const [name, value, expected] of [
        ['SMB2_AUTH_USER', 'alice:hush1,bob:hush2', 'one, or several as a JSON list: ["…", "…"]'],
        ['SMB2_AUTH_SHARE', 'one,two', 'one, or several as a JSON list: ["…", "…"]'],
        ['SMB2_AUTH_USER', '["alice:hush1"', 'a JSON list of texts: ["…", "…"]'],
        ['SMB2_AUTH_USER', '[{"alice":"hush1"}]', 'a JSON list of texts: ["…", "…"]'],
      ] as const) {
        const { code, stderr } = await runCli(['serve'], { env: { [name]: value } });
        assert.equal(stderr, `${name}: expected ${expected}\n`);
        assert.equal(code, 2);
      }
      const plain = { SMB2_AUTH_USER: 'alice:a,b', SMB2_AUTH_LOG_LEVEL: 'debug' };
      const { stderr } = await runCli(['serve', '--port', '0', '--timeout', '0.01'], { env: plain });
      assert.match(stderr, /accounts: alice;/);
    });

    it('are named in errors', async () => {
      for (const [name, value, expected] of [
        ['SMB2_AUTH_USER', 'alice', 'SMB2_AUTH_USER: expected NAME:PASSWORD'],
        ['SMB2_AUTH_PROT', '1', 'SMB2_AUTH_PROT: unknown variable'],
      ] as const) {
        const { code, stderr } = await runCli(['serve'], { env: { [name]: value } });
        assert.equal(stderr, `${expected}\n`);
        assert.equal(code, 2);
      }
    });
  });

  describe('secrets', () => {
    it('stay out of errors about the command line', async () => {
      for (const args of [
        [`--usr=alice:${secret}`],
        ['--user', `alice:${secret}`, '--port', 'x'],
        ['--user', secret],
      ]) {
        const { code, stdout, stderr } = await runCli(['serve', ...args]);
        assert.equal(code, 2);
        assert.ok(!`${stdout}${stderr}`.includes(secret));
      }
    });
  });
});

describe('smb2-auth-server', () => {
  it('--version is that of the package', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const { code, stdout } = await runCli(['--version']);
    assert.deepEqual({ code, stdout }, { code: 0, stdout: `${manifest.version}\n` });
  });

  it('--help of each command has the exit codes that it can end with', async () => {
    const all = Object.values(ExitCode).map(String);
    const offline = all.filter((code) => code !== String(ExitCode.BIND));
    for (const [command, codes] of [
      [[], all],
      [['serve'], all],
      [['diagnose'], all],
      [['audit'], all],
      [['inspect'], offline],
      [['explain'], offline],
      [['health'], offline],
      [['check-client'], offline],
      [['replay'], offline],
    ] as const) {
      const { stdout } = await runCli([...command, '--help']);
      const listed = stdout.slice(stdout.indexOf('\nExit codes:\n')).matchAll(/^ {2}(\d) {2}\w/gm);
      assert.deepEqual(
        Array.from(listed, ([, code]) => code),
        codes,
        command.join(' '),
      );
    }
  });

  it('--help of serve has 80 columns, and its flags in groups', async () => {
    const { code, stdout } = await runCli(['serve', '--help']);
    assert.equal(code, 0);
    const lines = stdout.split('\n');
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => /^\S.*:$/.test(line)),
      [
        'Accounts, shares and policy:',
        'Where it listens:',
        'What it prints:',
        'Recordings of the traffic:',
        'Live page, health, control:',
        'Start and end:',
        'Kerberos:',
        'Other carriers than SMB:',
        'Options:',
        'Exit codes:',
      ],
    );
    for (const flag of [
      '--user',
      '--port',
      '--output',
      '--record',
      '--control',
      '--once',
      '--keytab',
      '--rpc',
    ])
      assert.match(stdout, new RegExp(`^  ${flag} `, 'm'));
  });

  it('has every flag of the commands that serve in COMMANDS.md', async () => {
    const page = readFileSync('src/cli/COMMANDS.md', 'utf8');
    const { stdout } = await runCli(['serve', '--help']);
    const flags = Array.from(stdout.matchAll(/^ {2}(--[a-z0-9-]+)/gm), ([, flag]) => flag ?? '');
    assert.ok(flags.length > 30, String(flags.length));
    assert.deepEqual(
      flags.filter((flag) => !page.includes(`\`${flag}`)),
      [],
    );
  });
});
