import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { loginRecords } from '../../support/login-records.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { cliPath, runCli, RunningCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';
import { beginAt, isRunning, placeOf, workersOf } from '../../support/worker-clients.js';

const two = ['--workers', '2', '--user', 'alice:secret'];

async function logIn(port: number): Promise<{ client: SmbClient; place: number }> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  return { client, place: placeOf((await login(client)).id) };
}

function shareFolders(temporary: string): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('smb2-auth-server-'));
}

describe('serve --workers: processes', () => {
  const folder = useTemporaryFolder();

  it('auto is a worker for each core', async () => {
    await using server = await startCli(['--workers', 'auto', '--user', 'alice:secret']);
    const cores = availableParallelism();
    assert.equal(workersOf(server).length, cores === 1 ? 0 : cores);
  });

  it('one is the process itself', async () => {
    await using server = await startCli(['--workers', '1', '--user', 'alice:secret']);
    assert.deepEqual(workersOf(server), []);
  });

  it('are told nothing on their command line', async () => {
    await using server = await startCli(two);
    for (const pid of workersOf(server)) {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').filter(Boolean);
      assert.deepEqual(words.slice(-2), [cliPath, 'worker']);
    }
  });

  it('take the number from a file and from a variable, which goes before it', async () => {
    const file = join(folder(), 'three.json');
    writeFileSync(file, JSON.stringify({ workers: 3 }));
    const args = ['--user', 'alice:secret', '--config', file];
    await using server = await startCli(['--workers', '2', ...args]);
    assert.equal(workersOf(server).length, 2);
    const port = ['serve', '--port', '0', '--timeout', '0.01', '--log-level', 'debug'];
    const { code, stdout } = await runCli([...port, ...args], { env: { SMB2_AUTH_WORKERS: '1' } });
    assert.equal(code, 0);
    assert.match(stdout, /"listening"/);
  });

  describe('one that is killed', () => {
    it('costs its own connections, is logged and replaced; what it had told is told', async () => {
      await using server = await startCli(two);
      const { port } = server;
      const [here, there] = [await beginAt(0, port), await beginAt(1, port)];
      const sessions = [here, there].map(({ login: begun }) => begun);
      const kept = await Promise.all(sessions.map(async (begun) => begun.complete(await begun.second())));
      // Traffic goes on meanwhile, at both.
      const end = new AbortController();
      let accepted = 0;
      const traffic = Promise.all(
        [1, 2, 3, 4].map(async () => {
          while (!end.signal.aborted) {
            try {
              const { client } = await logIn(port);
              accepted++;
              client.close();
            } catch {
              // A connection of the one that was killed.
            }
          }
        }),
      );
      await until('some logins', () => accepted > 10);
      const before = workersOf(server);
      const [victim = 0] = before;
      process.kill(victim, 'SIGKILL');
      await Promise.race([here.client.closed, there.client.closed]);
      await server.logged(
        new RegExp(`worker \\d \\(process ${victim}\\) ended by SIGKILL; its connections are lost`),
      );
      await server.logged(/worker \d \(process \d+\) serves in its place/);
      const soFar = accepted;
      await until('more logins', () => accepted > soFar + 10);
      end.abort();
      await traffic;
      // The connections of the other one have noticed nothing.
      const survivors = await Promise.all(
        [here, there].map(async ({ client }, index) => {
          try {
            const reply = await client.treeConnect('IPC$', { session: kept[index] });
            return reply.status === NtStatus.STATUS_SUCCESS;
          } catch {
            return false;
          }
        }),
      );
      assert.equal(survivors.filter(Boolean).length, 1);
      const after = workersOf(server);
      assert.equal(after.length, 2);
      assert.ok(!after.includes(victim));
      for (const place of [0, 1]) (await beginAt(place, port)).client.close();
      assert.equal(server.log.match(/ended by/g)?.length, 1);
      here.client.close();
      there.client.close();
    });

    it('with all others leaves the port as it was', async () => {
      await using server = await startCli(two);
      const before = workersOf(server);
      for (const pid of before) process.kill(pid, 'SIGKILL');
      await until('two others serve', () => server.log.match(/serves in its place/g)?.length === 2);
      for (const place of [0, 1]) (await beginAt(place, server.port)).client.close();
      assert.equal(
        workersOf(server).some((pid) => before.includes(pid)),
        false,
      );
    });
  });

  describe('one that stands still', () => {
    it('holds up its own connections, and those of nobody else; it goes on where it stood', async () => {
      const file = join(folder(), 'lockout.json');
      const lockout = { threshold: 10, windowSeconds: 600, durationSeconds: 600 };
      writeFileSync(file, JSON.stringify({ policy: { lockout } }));
      await using server = await startCli([...two, '--config', file]);
      const there = await beginAt(1, server.port);
      const session = there.login.complete(await there.login.second());
      const [, still = 0] = workersOf(server);
      process.kill(still, 'SIGSTOP');
      try {
        const logins = 30;
        for (let done = 0; done < logins; done++) {
          const { client, place } = await logIn(server.port);
          assert.equal(place, 0);
          client.close();
        }
        await until('their records', () => loginRecords(server).length >= logins);
      } finally {
        process.kill(still, 'SIGCONT');
      }
      assert.equal((await there.client.treeConnect('IPC$', { session })).status, NtStatus.STATUS_SUCCESS);
      there.client.close();
      assert.doesNotMatch(server.log, /ended/);
    });
  });

  describe('that misbehave', () => {
    /** Has each worker run a piece of code before anything else. */
    function withPrelude(code: string): NodeJS.ProcessEnv {
      const file = join(folder(), `prelude-${Math.random().toString(36).slice(2)}.mjs`);
      writeFileSync(file, `if (process.argv[2] === 'worker') {${code}}`);
      return { NODE_OPTIONS: `--import ${file}` };
    }

    it('and end before they listen end the server, which says so', async () => {
      const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--json', ...two], {
        env: withPrelude('process.exit(7);'),
      });
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /error: worker 1 \(process \d+\) ended with exit code 7 before it listened$/m);
    });

    /** Has the first worker that serves send bytes to the primary, as whoever has taken it over might. */
    function sending(bytes: string): NodeJS.ProcessEnv {
      const file = join(folder(), `was-sent-${Math.random().toString(36).slice(2)}`);
      return withPrelude(`
        const { writeFileSync, writeSync } = await import('node:fs');
        const frame = (kind, payload) => {
          const header = Buffer.alloc(5);
          header.writeUInt32BE(payload.length);
          header[4] = kind;
          return Buffer.concat([header, Buffer.from(payload)]);
        };
        // It listens soon after.
        (await import('node:diagnostics_channel')).subscribe('tracing:net.server.listen:asyncEnd', () => setTimeout(() => {
          try { writeFileSync(${JSON.stringify(file)}, '', { flag: 'wx' }); } catch { return; }
          writeSync(3, ${bytes});
        }, 200).unref());
      `);
    }

    // The first batch is printed, so it is a line as the server has it.
    const batch = `frame(2, ${JSON.stringify('{"type":"omitted","records":1}\n')})`;
    for (const [title, bytes] of Object.entries({
      'no frame': "'garbage'",
      'a frame of no known kind': "frame(9, '')",
      'a frame without an end': 'Buffer.from([0x7f, 0xff, 0xff, 0xff, 0])',
      'a message that is no JSON': "frame(0, '{')",
      'a message that is nothing': "frame(0, 'null')",
      'a message of a level that there is not': `frame(0, '{"kind":"log","level":"constructor","message":"m"}')`,
      'a question that is no JSON': "frame(1, '[[')",
      'a question that is none': "frame(1, '[[5]]')",
      'two batches of lines at once': `Buffer.concat([${batch}, ${batch}])`,
    })) {
      it(`and send ${title} are replaced, and the primary goes on`, async () => {
        await using server = await startCli(two, sending(bytes));
        await server.logged(
          /worker \d \(process \d+\) was ended: it (did not answer, or )?sent what no worker sends; its connections/,
        );
        await server.logged(/serves in its place/);
        (await logIn(server.port)).client.close();
        assert.equal(server.log.match(/was ended/g)?.length, 1);
      });
    }

    it('and close their channel are ended and replaced: nobody hears them, and they hear nobody', async () => {
      const file = join(folder(), 'has-left');
      const env = withPrelude(`
        const { closeSync, writeFileSync } = await import('node:fs');
        (await import('node:diagnostics_channel')).subscribe('tracing:net.server.listen:asyncEnd', () => setTimeout(() => {
          try { writeFileSync(${JSON.stringify(file)}, '', { flag: 'wx' }); } catch { return; }
          closeSync(3);
        }, 200).unref());
      `);
      await using server = await startCli(two, env);
      await server.logged(/worker \d \(process \d+\) ended by SIGKILL; its connections are lost/);
      await server.logged(/serves in its place/);
      assert.equal(workersOf(server).length, 2);
    });

    it('in place of one that was killed are tried again, ever more slowly, while another serves', async () => {
      const file = join(folder(), 'is-broken');
      const env = withPrelude(
        `const { existsSync } = await import('node:fs'); if (existsSync(${JSON.stringify(file)})) process.exit(8);`,
      );
      await using server = await startCli(two, env);
      writeFileSync(file, '');
      const [victim = 0] = workersOf(server);
      process.kill(victim, 'SIGKILL');
      const failed = () => server.log.match(/ended with exit code 8 before it listened/g)?.length ?? 0;
      await until('two attempts in vain', () => failed() >= 2);
      (await logIn(server.port)).client.close();
      rmSync(file);
      await server.logged(/serves in its place/);
      assert.equal(workersOf(server).length, 2);
    });

    it('end the server where nobody is left', async () => {
      const file = join(folder(), 'is-broken-for-good');
      const env = withPrelude(
        `const { existsSync } = await import('node:fs'); if (existsSync(${JSON.stringify(file)})) process.exit(8);`,
      );
      const server = await startCli(two, env);
      writeFileSync(file, '');
      for (const pid of workersOf(server)) process.kill(pid, 'SIGKILL');
      const [code] = (await once(server.process, 'close')) as [number];
      assert.equal(code, 1, server.log);
      assert.match(
        server.log,
        /stopping: no worker is left: worker \d \(process \d+\) ended with exit code 8/,
      );
    });
  });

  describe('that cannot serve', () => {
    it('an address that is taken is exit code 3, said once', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const { code, stdout, stderr } = await runCli(['serve', ...two, '--port', String(port)]);
      other.close();
      assert.deepEqual({ code, stdout }, { code: 3, stdout: '' });
      const said = `cannot listen on 127.0.0.1 port ${port}: EADDRINUSE\n`;
      assert.equal(stderr.split(said).length, 2, stderr);
      assert.doesNotMatch(stderr, /before it listened/);
    });

    it('accounts that cannot be read are exit code 2, said once', async () => {
      const path = join(folder(), 'broken-accounts.json');
      writeFileSync(path, '[');
      const file = join(folder(), 'with-broken-accounts.json');
      writeFileSync(file, JSON.stringify({ accountFiles: [{ format: 'json', path }] }));
      const { code, stderr } = await runCli(['serve', ...two, '--port', '0', '--config', file]);
      assert.equal(code, 2);
      assert.equal(stderr.split(path).length, 2, stderr);
      assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    });
  });

  describe('end together', () => {
    it('on SIGTERM, and deliver every record before', async () => {
      const server = await startCli(two);
      const workers = workersOf(server);
      const open = await Promise.all(Array.from({ length: 20 }, () => logIn(server.port)));
      assert.deepEqual(loginRecords(server).length, 0);
      assert.deepEqual(await server.stop(), { code: 0, signal: null });
      assert.equal(loginRecords(server).length, 20);
      assert.deepEqual(workers.filter(isRunning), []);
      for (const { client } of open) client.close();
    });

    it('on a signal to the whole group, as a terminal sends it, and not on one to a worker', async () => {
      const args = ['serve', '--port', '0', '--json', ...two];
      const child = spawn(process.execPath, [cliPath, ...args], {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      });
      const server = new RunningCli(child);
      await server.record(({ type }) => type === 'listening');
      for (const pid of workersOf(server)) {
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1'] as const) process.kill(pid, signal);
      }
      for (const place of [0, 1]) (await beginAt(place, server.port)).client.close();
      const ended = once(child, 'close');
      process.kill(-(child.pid ?? 0), 'SIGINT');
      assert.deepEqual(await ended, [0, null]);
      assert.match(server.log, /stopping: SIGINT/);
      assert.doesNotMatch(server.log, /ended by|Debugger/);
    });

    it('though one of them stands still, and leave no folder of a temporary share', async () => {
      const temporary = folder();
      const args = [...two, '--share', 'scans'];
      const server = await startCli(args, { TMPDIR: temporary });
      assert.equal(shareFolders(temporary).length, 1);
      const [still = 0] = workersOf(server);
      process.kill(still, 'SIGSTOP');
      const { code } = await server.stop();
      assert.equal(code, 0);
      assert.ok(!isRunning(still));
      assert.deepEqual(shareFolders(temporary), []);
    });

    it('after --timeout', async () => {
      const { code, stderr } = await runCli(['serve', '--port', '0', ...two, '--timeout', '0.01']);
      assert.equal(code, 0);
      assert.match(stderr, /stopping: the time is over/);
    });

    it('when nobody reads the output any more', async () => {
      const file = join(folder(), 'unread');
      const server = await startCli([...two, '--port-file', file]);
      assert.equal(readFileSync(file, 'utf8'), `${server.port}\n`);
      const workers = workersOf(server);
      server.process.stdout?.destroy();
      const socket = connect(server.port, '127.0.0.1');
      socket.end('GET / HTTP/1.1\r\n\r\n');
      const [code] = (await once(server.process, 'exit')) as [number | null];
      assert.equal(code, 0, server.log);
      assert.equal(existsSync(file), false);
      await until('no worker runs', () => !workers.some(isRunning));
    });

    it('when the primary is killed, and logins in flight end with their connections', async () => {
      const server = await startCli(two);
      const workers = workersOf(server);
      assert.equal(workers.length, 2);
      const begun = [await beginAt(0, server.port), await beginAt(1, server.port)];
      server.process.kill('SIGKILL');
      await Promise.all(begun.map(({ client }) => client.closed));
      await until('no worker runs', () => !workers.some(isRunning));
      assert.doesNotMatch(server.log, /Error|at .*js/);
    });
  });

  it('listen together for the other carriers, with one certificate', async () => {
    const carriers = ['--no-smb', '--http', '0', '--tls', '--rpc', '0'];
    await using server = await startCli([...two, ...carriers]);
    await server.record(({ carrier }) => carrier === 'rpc');
    const listening = server.records.filter(({ type }) => type === 'listening');
    assert.deepEqual(
      listening.map(({ carrier }) => carrier),
      ['https', 'rpc'],
    );
    const [https] = listening;
    assert.ok(https);
    const seen = new Set<string>();
    for (let connected = 0; connected < 20; connected++) {
      const socket = connectTls({
        port: https['port'] as number,
        host: '127.0.0.1',
        rejectUnauthorized: false,
      });
      await once(socket, 'secureConnect');
      seen.add(socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase());
      socket.destroy();
    }
    assert.deepEqual([...seen], [https['certificateFingerprint']]);
  });
});
