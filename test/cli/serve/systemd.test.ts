import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { listeningSocket } from '../../../src/cli/serve/listening-socket.js';
import { takeServiceVariables } from '../../../src/cli/serve/service-variables.js';
import { requireProgram } from '../../support/require-program.js';
import { run } from '../../support/run.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { cliPath } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

const python = '/usr/bin/python3';
const units = 'src/cli/serve/systemd';
const alice = ['--user', 'alice:secret', '--json'];

/** A server that gets sockets as systemd gives them. */
class ActivatedServer implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** The lines of stdout: the ports of its sockets, and its records. */
  readonly lines: string[] = [];
  stderr = '';

  constructor(sockets: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const command = [
      'test/support/activate.py',
      sockets,
      process.execPath,
      cliPath,
      'serve',
      ...alice,
      ...args,
    ];
    this.process = spawn(python, command, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    createInterface(this.process.stdout!).on('line', (line) => this.lines.push(line));
    this.ended = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** Waits until as many of its listeners are told. */
  async listening(count: number): Promise<void> {
    await until(
      'it listens',
      () => this.lines.filter((line) => line.includes('"listening"')).length >= count,
    );
  }

  port(index: number): number {
    return Number(this.lines[index]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGTERM');
    await this.ended;
  }
}

async function logIn(port: number, host?: string): Promise<void> {
  const client = await SmbClient.connect(port, host);
  await negotiate(client);
  await login(client);
  client.close();
}

describe('serve under systemd', () => {
  const folder = useTemporaryFolder();

  before(function () {
    requireProgram(this, python);
    if (process.platform !== 'linux') this.skip();
  });

  describe('the units', () => {
    it('are what systemd-analyze finds right, and safe', async function () {
      requireProgram(this, 'systemd-analyze');
      const installed = `${process.execPath} ${cliPath}`;
      const place = join(folder(), 'units');
      mkdirSync(place);
      const files = readdirSync(units);
      assert.deepEqual(files, ['smb2-auth-server.service', 'smb2-auth-server.socket']);
      for (const file of files) {
        const text = readFileSync(join(units, file), 'utf8').replace('/usr/bin/smb2-auth-server', installed);
        writeFileSync(join(place, file), text);
      }
      const verified = await run('systemd-analyze', ['verify', ...files.map((file) => join(place, file))]);
      assert.deepEqual(verified, { code: 0, signal: null, stdout: '', stderr: '' });
      const service = join(place, 'smb2-auth-server.service');
      // Tenths: below 2.0 it calls a service "OK", and none of ours may become less.
      const safe = await run('systemd-analyze', ['security', '--offline=yes', '--threshold=20', service]);
      assert.equal(safe.code, 0, safe.stdout);
    });
  });

  describe('socket activation', () => {
    it('by systemd-socket-activate serves the client that woke it', async function () {
      for (const program of ['systemd-socket-activate', 'smbclient']) requireProgram(this, program);
      const port = 20_000 + (process.pid % 10_000);
      const command = [
        '--fdname=smb',
        '-l',
        `127.0.0.1:${port}`,
        process.execPath,
        cliPath,
        'serve',
        ...alice,
      ];
      const child = spawn('systemd-socket-activate', command, { stdio: ['ignore', 'ignore', 'pipe'] });
      let told = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
      await until('it waits', () => told.includes('Listening on'));
      const { code, stdout, stderr } = await run('smbclient', [
        '//127.0.0.1/IPC$',
        '-p',
        `${port}`,
        '-U',
        'alice%secret',
        '-c',
        'exit',
      ]);
      assert.equal(code, 0, `${stdout}${stderr}${told}`);
      child.kill('SIGTERM');
      assert.deepEqual(await once(child, 'close'), [0, null]);
    });

    for (const [how, args] of [
      ['one process', []],
      ['several processes', ['--workers', '2']],
    ] as const) {
      it(`serves each socket by its name, two of one carrier and IPv6 too, in ${how}`, async () => {
        await using server = new ActivatedServer('smb=tcp,smb=tcp6,http=tcp,rpc=tcp', args);
        await server.listening(3);
        await logIn(server.port(0));
        await logIn(server.port(1), '::1');
        const answer = await fetch(`http://127.0.0.1:${server.port(2)}/`);
        assert.equal(answer.status, 401);
        const records = server.lines
          .slice(4, 7)
          .map((line) => JSON.parse(line) as { carrier?: string; port: number });
        assert.deepEqual(
          records.map(({ carrier = 'smb', port }) => [carrier, port]),
          [
            ['smb', server.port(0)],
            ['http', server.port(2)],
            ['rpc', server.port(3)],
          ],
        );
        assert.match(server.stderr, /info: smb is served on a socket of systemd: \[::1\]:\d+, descriptor 4/);
      });
    }

    it('takes a socket that is named after its unit for SMB, and https speaks TLS', async () => {
      await using server = new ActivatedServer('smb2-auth-server.socket=tcp,https=tcp', []);
      await server.listening(2);
      await logIn(server.port(0));
      assert.ok(server.lines.some((line) => line.includes('"carrier":"https"')));
    });

    it('serves health and metrics, and the live page, on theirs', async () => {
      await using server = new ActivatedServer('smb=tcp,admin=tcp6,watch=tcp', []);
      await server.listening(3);
      const answer = await fetch(`http://[::1]:${server.port(1)}/livez`);
      assert.equal(answer.status, 200);
      const page = await fetch(`http://127.0.0.1:${server.port(2)}/watch/events`);
      assert.equal(page.status, 401);
    });

    it('leaves sockets of another process alone', async () => {
      await using server = new ActivatedServer('smb=tcp', ['--port', '0'], { LISTEN_PID: '1' });
      await server.listening(1);
      const { port } = JSON.parse(server.lines[1] ?? '') as { port: number };
      assert.notEqual(port, server.port(0));
      await logIn(port);
    });

    for (const [sockets, args, message] of [
      ['smb=file', [], 'descriptor 3: is no socket: expected a socket of TCP that listens'],
      ['smb=unix', [], 'descriptor 3: is a unix socket: expected a socket of TCP that listens'],
      ['smb=udp', [], 'descriptor 3: is a socket of UDP: expected a socket of TCP that listens'],
      [
        'smb=connected',
        [],
        'descriptor 3: does not listen: a unit of systemd needs Accept=no: expected a socket of TCP that listens',
      ],
      [
        'smb=bound',
        [],
        'descriptor 3: is no socket of TCP that listens: expected a socket of TCP that listens',
      ],
      [
        'ftp=tcp',
        [],
        'descriptor 3: is named “ftp”: expected FileDescriptorName= to be one of smb, credssp, http, https, rpc, control, watch, admin',
      ],
      [
        'smb=tcp',
        ['--port', '445'],
        '--port: cannot be with a socket of systemd for smb: leave one of them out',
      ],
      [
        'http=tcp',
        ['--http', '0'],
        '--http: cannot be with a socket of systemd for http: leave one of them out',
      ],
      ['smb=tcp', ['--no-smb', '--http', '0'], '--no-smb: cannot be with a socket of systemd for smb'],
      ['watch=tcp6', [], 'descriptor 3: watch is served on 127.0.0.1 only, and this is ::1'],
      ['admin=tcp,admin=tcp', [], 'LISTEN_FDNAMES: expected one socket for admin'],
      [
        'admin=tcp',
        ['--admin', '0'],
        '--admin: cannot be with a socket of systemd for admin: leave one of them out',
      ],
      [
        'smb=tcp',
        ['--ready-fd', '3'],
        '--ready-fd: descriptor 3 is a socket that listens: expected a pipe, as in 3>&1',
      ],
      ['http=tcp,https=tcp', [], 'LISTEN_FDNAMES: expected http or https: a server has one of them'],
    ] as const) {
      it(`refuses ${sockets} ${args.join(' ')}`, async () => {
        await using server = new ActivatedServer(sockets, args);
        assert.equal(await server.ended, 2);
        assert.equal(server.stderr, `${message}\n`);
      });
    }
  });

  describe('notifications', () => {
    const listen = async (place: string): Promise<{ child: ChildProcess; messages: string[] }> => {
      const child = spawn(python, ['test/support/notified.py', place], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const messages: string[] = [];
      createInterface(child.stdout).on('line', (line) => messages.push(JSON.parse(line) as string));
      await once(child.stdout, 'data');
      return { child, messages };
    };

    for (const kind of ['a path', 'the abstract namespace'] as const) {
      it(`tell ${kind} of the start, signs of life, a reading and the end`, async function () {
        requireProgram(this, 'systemd-notify');
        const place = kind === 'a path' ? join(folder(), 'notify') : `@smb2-auth-test-${process.pid}`;
        const { child, messages } = await listen(place);
        const env = { NOTIFY_SOCKET: place, WATCHDOG_USEC: '400000' };
        await using server = new ActivatedServer('smb=tcp', [], env);
        const after = (text: string): boolean => messages.some((message) => message.startsWith(text));
        await until('READY', () => after('READY=1\n'));
        assert.deepEqual(messages.slice(0, 2), [
          'bound',
          `READY=1\nSTATUS=Listening: smb 127.0.0.1:${server.port(0)}`,
        ]);
        await until('WATCHDOG', () => after('WATCHDOG=1'));
        const before = process.hrtime.bigint() / 1000n;
        server.process.kill('SIGHUP');
        await until('RELOADING', () => after('RELOADING=1\n'));
        const reloading = messages.find((message) => message.startsWith('RELOADING'));
        const [, time = ''] = /^RELOADING=1\nMONOTONIC_USEC=(\d+)$/.exec(reloading ?? '') ?? [];
        assert.ok(BigInt(time) >= before && BigInt(time) <= process.hrtime.bigint() / 1000n, reloading);
        await until('READY again', () => messages.includes('READY=1'));
        server.process.kill('SIGTERM');
        assert.equal(await server.ended, 0);
        assert.ok(messages.includes('STOPPING=1'), messages.join());
        child.kill();
      });
    }

    it('are sent by a child that inherits neither variables nor sockets, as workers do not', async () => {
      const seen = join(folder(), 'seen');
      const programs = join(folder(), 'programs');
      mkdirSync(programs);
      const program = join(programs, 'systemd-notify');
      writeFileSync(program, `#!/bin/sh\n{ echo "$@"; env; ls -l /proc/self/fd; echo whole; } >> ${seen}\n`);
      chmodSync(program, 0o755);
      const env = {
        PATH: `${programs}${delimiter}${process.env['PATH']}`,
        NOTIFY_SOCKET: join(folder(), 'nobody'),
        WATCHDOG_USEC: '60000000',
      };
      await using server = new ActivatedServer('smb=tcp', ['--workers', '2'], env);
      await server.listening(1);
      await until('it is told', () => /READY=1[^]*\nwhole\n/.test(readIfThere(seen)));
      const workers = readFileSync(`/proc/${server.process.pid}/task/${server.process.pid}/children`, 'utf8');
      const environments = workers
        .split(' ')
        .filter((pid) => pid !== '' && readIfThere(`/proc/${pid}/cmdline`).includes('worker'))
        .map((pid) => readIfThere(`/proc/${pid}/environ`));
      assert.equal(environments.length, 2);
      for (const text of environments) assert.doesNotMatch(text, /LISTEN_|NOTIFY_SOCKET|WATCHDOG_/);
      const told = readIfThere(seen);
      assert.match(told, /^NOTIFY_SOCKET=.*nobody$/m);
      assert.doesNotMatch(told, /LISTEN_|WATCHDOG_|socket:/);
    });

    it('that cannot be sent because the program cannot be begun are logged, too', async () => {
      const programs = join(folder(), 'loop');
      mkdirSync(programs);
      symlinkSync('systemd-notify', join(programs, 'systemd-notify'));
      await using server = new ActivatedServer('smb=tcp', [], { NOTIFY_SOCKET: '/nowhere', PATH: programs });
      await until('it is logged', () =>
        server.stderr.includes(
          'warn: systemd was not told READY=1: systemd-notify cannot be run (spawn ELOOP)',
        ),
      );
      await logIn(server.port(0));
    });

    it('that cannot be sent are logged once, and keep nobody from serving', async () => {
      await using server = new ActivatedServer('smb=tcp', [], {
        NOTIFY_SOCKET: '/nowhere',
        PATH: '/nowhere',
      });
      await until('it is logged', () => server.stderr.includes('systemd was not told READY=1'));
      assert.match(
        server.stderr,
        /warn: systemd was not told READY=1: systemd-notify cannot be run \(spawn systemd-notify ENOENT\)/,
      );
      await logIn(server.port(0));
    });
  });

  it('takes its variables out of the environment, and those of another process leave nothing', () => {
    const mine = {
      LISTEN_PID: '7',
      LISTEN_FDS: '2',
      LISTEN_FDNAMES: 'smb:http',
      NOTIFY_SOCKET: '@x',
      WATCHDOG_PID: '7',
      WATCHDOG_USEC: '30000000',
      OTHER: '1',
    };
    for (const [pid, taken] of [
      [
        7,
        { sockets: { count: 2, names: ['smb', 'http'] }, notifySocket: '@x', watchdogMilliseconds: 30_000 },
      ],
      [8, { sockets: undefined, notifySocket: '@x', watchdogMilliseconds: undefined }],
    ] as const) {
      const environment = { ...mine };
      assert.deepEqual(takeServiceVariables(environment, pid), taken);
      assert.deepEqual(environment, { OTHER: '1' });
    }
    const nothing = { sockets: undefined, notifySocket: undefined, watchdogMilliseconds: undefined };
    for (const environment of [
      {},
      { LISTEN_PID: '7' },
      { LISTEN_PID: '7', LISTEN_FDS: '0' },
      { NOTIFY_SOCKET: '' },
      { WATCHDOG_USEC: 'soon' },
      { WATCHDOG_USEC: '0' },
    ])
      assert.deepEqual(takeServiceVariables(environment, 7), nothing);
    const { sockets } = takeServiceVariables({ LISTEN_PID: '7', LISTEN_FDS: 'two' }, 7);
    assert.deepEqual(sockets, { count: NaN, names: [''] });
  });

  it('knows no socket at a descriptor that is not open', () => {
    assert.equal(listeningSocket(999_999), 'is no socket');
  });
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
