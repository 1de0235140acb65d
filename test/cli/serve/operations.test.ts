import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readCaptureFile } from '../../../src/capture/capture-file.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { requireProgram } from '../../support/require-program.js';
import { run } from '../../support/run.js';
import { SmbClient } from '../../support/smb-client.js';
import { cliPath, runCli } from '../../support/start-cli.js';
import { startService } from '../../support/start-service.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

const alice = ['--user', 'alice:secret'];

/** The numbers of the attempts in a file of records, sorted. */
function attemptsIn(...files: readonly string[]): number[] {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean));
  const records = lines.map(
    (line) => JSON.parse(line) as { Authentication?: { diagnosis: { attempt: number } } },
  );
  return records
    .flatMap(({ Authentication: made }) => (made ? [made.diagnosis.attempt] : []))
    .toSorted((a, b) => a - b);
}

describe('serve as a service', () => {
  const folder = useTemporaryFolder();

  describe('--ready-fd', () => {
    it('gets one line feed and is closed once the server listens', async () => {
      await using service = await startService(alice);
      assert.equal(await service.ready, '\n');
      const socket = connect(service.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.destroy();
    });

    it('gets it from a server of several processes as well', async () => {
      await using service = await startService([...alice, '--workers', '2']);
      assert.equal(await service.ready, '\n');
      (await service.login()).close();
    });

    it('gets nothing when the address is taken', async () => {
      const args = ['serve', '--port', '0', ...alice, '--host', '192.0.2.1', '--ready-fd', '3'];
      const child = spawn(process.execPath, [cliPath, ...args], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      let told = '';
      child.stdio[3]?.on('data', (bytes: Buffer) => (told += bytes.toString()));
      assert.deepEqual(await once(child, 'close'), [3, null]);
      assert.equal(told, '');
    });

    for (const [number, message] of [
      ['2', 'expected the number of an open descriptor, 3 or more'],
      ['three', 'expected the number of an open descriptor, 3 or more'],
      ['1000', 'descriptor 1000 is not open: expected a pipe, as in 3>&1'],
    ] as const) {
      it(`refuses ${number}`, async () => {
        const { code, stderr } = await runCli(['serve', '--port', '0', '--ready-fd', number]);
        assert.deepEqual({ code, stderr }, { code: 2, stderr: `--ready-fd: ${message}\n` });
      });
    }

    it('refuses both ends of pipes that Node.js has opened for itself', async function () {
      if (process.platform !== 'linux') this.skip();
      // The caller opens none behind the first three.
      const refused = ['4', '5', '10', '11'].map(async (number) => {
        const args = ['serve', '--port', '0', '--timeout', '0.1', ...alice, '--ready-fd', number];
        const { code, stderr } = await runCli(args);
        const message = `descriptor ${number} is not open: expected a pipe, as in 3>&1`;
        assert.deepEqual({ code, stderr }, { code: 2, stderr: `--ready-fd: ${message}\n` });
      });
      await Promise.all(refused);
    });
  });

  it('ends with its own exit code, however many SIGHUP come until it has ended', async () => {
    const service = await startService(alice);
    service.process.kill('SIGTERM');
    while (service.process.exitCode === null && service.process.signalCode === null) {
      service.process.kill('SIGHUP');
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(await service.ended, 0);
  });

  describe('--once', () => {
    it('ends with 0 after a login that was accepted, once its client has gone', async () => {
      await using service = await startService([...alice, '--once']);
      const client = await service.login();
      const session = [...client.sessions.values()][0];
      assert.ok(session);
      await client.treeConnect('IPC$', { session });
      await until('its record', () => service.stdout.includes('"type":"Authorization"'));
      // The server waits for it.
      await client.treeConnect('IPC$', { session });
      client.close();
      assert.equal(await service.ended, 0);
      assert.match(service.stderr, /stopping: the attempt is completed/);
    });

    it('ends with 1 after a login that was refused', async () => {
      await using service = await startService([...alice, '--once']);
      await assert.rejects(service.login({ password: 'wrong' }));
      assert.equal(await service.ended, 1);
    });

    it('ends with 1 after a client that begins and leaves', async () => {
      await using service = await startService([...alice, '--once']);
      const client = await SmbClient.connect(service.port);
      await negotiate(client);
      client.close();
      assert.equal(await service.ended, 1);
    });

    it('ends with 1 where nobody logs in before --timeout', async () => {
      const { code } = await runCli(['serve', '--port', '0', ...alice, '--once', '--timeout', '0.01']);
      assert.equal(code, 1);
    });

    it('ends diagnose, which sums up', async () => {
      await using service = await startService([...alice, '--once'], { command: 'diagnose' });
      (await service.login()).close();
      assert.equal(await service.ended, 0);
      assert.match(service.stdout, /Summary\n127\.0\.0\.1 {2}“alice” {2}1 of 1 accepted/);
    });
  });

  describe('--exit-after', () => {
    it('counts logins, and no connection that leaves without a word, such as a health check', async () => {
      await using service = await startService([...alice, '--exit-after', '2']);
      for (let check = 0; check < 3; check++) {
        const socket = connect(service.port, '127.0.0.1');
        await once(socket, 'connect');
        socket.destroy();
      }
      await until('their records', () => service.stdout.split('left-without-a-word').length === 4);
      (await service.login()).close();
      (await service.login()).close();
      assert.equal(await service.ended, 0);
      assert.match(service.stderr, /stopping: 2 attempts are completed/);
    });

    it('ends with 1 where one of them was refused', async () => {
      await using service = await startService([...alice, '--exit-after', '2']);
      await assert.rejects(service.login({ password: 'wrong' }));
      (await service.login()).close();
      assert.equal(await service.ended, 1);
    });

    for (const [args, message] of [
      [['--exit-after', '0'], '--exit-after: expected a number of attempts, 1 to 1,000,000'],
      [['--exit-after', '2', '--once'], '--exit-after: cannot be with --once, which is --exit-after 1'],
      [
        ['--once', '--workers', '2'],
        '--workers: cannot be with --once: the attempts are counted in one process',
      ],
    ] as const) {
      it(`refuses ${args.join(' ')}`, async () => {
        const { code, stderr } = await runCli(['serve', '--port', '0', ...alice, ...args]);
        assert.deepEqual({ code, stderr }, { code: 2, stderr: `${message}\n` });
      });
    }
  });

  describe('--output and --log-file', () => {
    it('take what stdout and stderr would get, as JSON', async () => {
      const [output, log] = [join(folder(), 'lines'), join(folder(), 'log')];
      const service = await startService([...alice, '--output', output, '--log-file', log]);
      await assert.rejects(service.login({ password: 'wrong' }));
      assert.equal(await service.stop(), 0);
      assert.deepEqual({ stdout: service.stdout, stderr: service.stderr }, { stdout: '', stderr: '' });
      const [first] = readFileSync(output, 'utf8').split('\n');
      assert.match(first ?? '', /^\{"type":"listening","host":"127\.0\.0\.1","port":\d+\}$/);
      assert.deepEqual(attemptsIn(output), [1]);
      assert.match(readFileSync(log, 'utf8'), /info: stopping: SIGTERM\n$/);
    });

    it('take the lines and the log of several processes', async () => {
      const [output, log] = [join(folder(), 'lines-of-two'), join(folder(), 'log-of-two')];
      const args = ['--workers', '2', '--output', output, '--log-file', log];
      const service = await startService([...alice, ...args]);
      for (let count = 0; count < 4; count++) (await service.login()).close();
      assert.equal(await service.stop(), 0);
      assert.equal(new Set(attemptsIn(output)).size, 4);
      assert.match(readFileSync(log, 'utf8'), /info: stopping: SIGTERM\n$/);
    });

    it('of diagnose and audit hold their summary and their report', async () => {
      for (const [command, words] of [
        ['diagnose', /\nNobody connected\./],
        ['audit', /"type":"posture".*"clients":\[\]/],
      ] as const) {
        const output = join(folder(), `lines-of-${command}`);
        const service = await startService([...alice, '--output', output], { command });
        assert.equal(await service.stop(), 0);
        assert.equal(service.stdout, '');
        assert.match(readFileSync(output, 'utf8'), words);
      }
    });

    it('are refused where they cannot be written', async () => {
      for (const flag of ['--output', '--log-file']) {
        const { code, stderr } = await runCli(['serve', '--port', '0', flag, join(folder(), 'no', 'file')]);
        assert.deepEqual(
          { code, stderr },
          { code: 2, stderr: `${flag}: cannot be written (ENOENT: no such file or directory)\n` },
        );
      }
    });

    it('on a full disk keep nobody from logging in, and the exit code says that lines are missing', async () => {
      const service = await startService([...alice, '--output', '/dev/full']);
      (await service.login()).close();
      assert.equal(await service.stop(), 1);
      assert.match(
        service.stderr,
        /error: --output: \/dev\/full cannot be written \(ENOSPC: no space left on device\)/,
      );
    });
  });

  describe('a rotation', () => {
    const lane = async (port: number, logins: number): Promise<void> => {
      for (let done = 0; done < logins;) {
        const client = await SmbClient.connect(port);
        await negotiate(client);
        // As many as a connection may have.
        for (let session = 0; session < 50 && done < logins; session++, done++) await login(client);
        client.close();
      }
    };

    it('by logrotate in the middle of 2,000 logins loses and repeats no record', async function () {
      requireProgram(this, '/usr/sbin/logrotate');
      this.timeout(60_000);
      const [output, log] = [join(folder(), 'rotated'), join(folder(), 'rotated-log')];
      const service = await startService([...alice, '--output', output, '--log-file', log]);
      const rules = join(folder(), 'logrotate.conf');
      const hangUp = `postrotate\n kill -HUP ${service.process.pid}\n endscript`;
      writeFileSync(rules, `${output} ${log} {\n rotate 5\n nocreate\n sharedscripts\n ${hangUp}\n}\n`);
      const rotate = async (): Promise<void> => {
        const state = join(folder(), 'logrotate.state');
        const { code, stderr } = await run('/usr/sbin/logrotate', ['--force', '--state', state, rules]);
        assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
      };
      const all = Promise.all([lane(service.port, 1000), lane(service.port, 1000)]);
      for (const share of [300, 900]) {
        await until(
          `${share} records`,
          () => (statSync(output, { throwIfNoEntry: false })?.size ?? 0) > share,
        );
        await rotate();
      }
      await all;
      assert.equal(await service.stop(), 0);
      const files = [`${output}.2`, `${output}.1`, output];
      for (const file of files) assert.ok(statSync(file).size > 0, file);
      assert.deepEqual(
        attemptsIn(...files),
        Array.from({ length: 2000 }, (_, index) => index + 1),
      );
      for (const file of [...files, log]) assert.equal(statSync(file).mode & 0o777, 0o600, file);
    });

    it('begins a capture anew, which holds all packets that follow', async () => {
      const file = join(folder(), 'rotated.pcapng');
      const service = await startService([...alice, '--capture', file, '--capture-keys']);
      (await service.login()).close();
      for (const path of [file, `${file}.keys`]) renameSync(path, `${path}.1`);
      service.process.kill('SIGHUP');
      await until('a new file', () => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
      const client = await service.login();
      const { localPort } = client.socket;
      client.close();
      assert.equal(await service.stop(), 0);
      const portsIn = (path: string) =>
        new Set(readCaptureFile(readFileSync(path)).map(({ bytes }) => bytes.readUInt16BE(34)));
      assert.ok(portsIn(file).has(localPort ?? 0));
      assert.equal(portsIn(`${file}.1`).has(localPort ?? 0), false);
      for (const keys of [`${file}.keys`, `${file}.keys.1`])
        assert.match(readFileSync(keys, 'utf8'), /^[0-9a-f]{16},.*\n$/);
      assert.equal(statSync(file).mode & 0o777, 0o600);
    });
  });
});
