import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readCaptureFile } from '../../../src/capture/capture-file.js';
import { loginRecords } from '../../support/login-records.js';
import { requireProgram } from '../../support/require-program.js';
import { run } from '../../support/run.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';
import { beginAt } from '../../support/worker-clients.js';

const two = ['--workers', '2', '--user', 'alice:secret'];

describe('serve --workers: output', () => {
  const folder = useTemporaryFolder();

  it('of both comes whole and without loss to a reader that pauses', async () => {
    const server = await startCli(two);
    const { stdout } = server.process;
    assert.ok(stdout);
    stdout.pause();
    const logins = 200;
    const lane = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done++) {
        const client = await SmbClient.connect(server.port);
        await negotiate(client);
        await login(client);
        client.close();
        await client.closed;
      }
    };
    // More bytes than a pipe holds.
    await Promise.all([1, 2, 3, 4].map(() => lane(logins / 4)));
    assert.ok(loginRecords(server).length < logins);
    stdout.resume();
    // Each line was parsed as it came.
    await until('a record of each', () => loginRecords(server).length === logins);
    const ids = server.records.flatMap((record) => {
      const { diagnosis } = (record['Authentication'] ?? {}) as { diagnosis?: { attempt: number } };
      return diagnosis === undefined ? [] : [diagnosis.attempt];
    });
    assert.equal(new Set(ids).size, logins);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it('goes to a terminal in its width, and paragraphs stay whole', async function () {
    requireProgram(this, 'script', false);
    const port = join(folder(), 'port');
    const serve = [
      process.execPath,
      'build/src/cli/main.js',
      'serve',
      ...two,
      '--port',
      '0',
      '--port-file',
      port,
    ];
    const command = `stty cols 60; ${serve.join(' ')} --timeout 600 2>/dev/null`;
    const seen = join(folder(), 'seen');
    const served = run('script', ['-qfec', command, seen]);
    await until('it listens', () => statSync(port, { throwIfNoEntry: false })?.isFile() ?? false);
    const number = Number(readFileSync(port, 'utf8'));
    for (const place of [0, 1]) {
      const { client, login: begun } = await beginAt(place, number, { password: 'wrong' });
      await begun.second();
      client.close();
    }
    const refusals = () => readFileSync(seen, 'latin1').split('wrong-password').length - 1;
    await until('both are told', () => refusals() === 2);
    const children = await run('pgrep', ['-f', port]);
    for (const pid of children.stdout.split('\n').filter(Boolean)) {
      if (readFileSync(`/proc/${pid}/comm`, 'latin1') === 'node\n') process.kill(Number(pid), 'SIGTERM');
    }
    const { stdout } = await served;
    const lines = stdout.split('\r\n');
    assert.equal(lines.filter((line) => line.includes('wrong-password')).length, 2, stdout);
    const widths = lines.map((line) => stripVTControlCharacters(line).length);
    assert.ok(Math.max(...widths) <= 60, stdout);
  });

  describe('--capture', () => {
    it('has the connections of both in one file, and --capture-keys their keys', async function () {
      const file = join(folder(), 'both.pcapng');
      const server = await startCli([...two, '--capture', file, '--capture-keys']);
      const ids: string[] = [];
      const ports: number[] = [];
      for (const place of [0, 1]) {
        const { client, login: begun } = await beginAt(place, server.port);
        const session = begun.complete(await begun.second());
        await client.treeConnect('IPC$', { session });
        const id = Buffer.alloc(8);
        id.writeBigUInt64LE(session.id);
        ids.push(id.toString('hex'));
        ports.push(client.socket.localPort ?? 0);
        client.close();
      }
      assert.deepEqual(await server.stop(), { code: 0, signal: null });
      const packets = readCaptureFile(readFileSync(file));
      // Source and destination port of TCP in IPv4.
      const seen = new Set(packets.flatMap(({ bytes }) => [bytes.readUInt16BE(34), bytes.readUInt16BE(36)]));
      for (const port of [...ports, 445]) assert.ok(seen.has(port), `port ${port}`);
      const keys = readFileSync(`${file}.keys`, 'utf8');
      for (const id of ids) assert.match(keys, new RegExp(`^${id},[0-9a-f]{32},"",""$`, 'm'));
      for (const path of [file, `${file}.keys`]) assert.equal(statSync(path).mode & 0o777, 0o600);
      requireProgram(this, 'tshark', false);
      const fields = async (filter: string, field: string): Promise<string[]> => {
        const args = ['-r', file, '-Y', filter, '-T', 'fields', '-e', field, '-o', 'tcp.check_checksum:TRUE'];
        const { stdout, stderr, code } = await run('tshark', args);
        assert.equal(code, 0, stderr);
        return stdout.split('\n').filter((line) => line !== '');
      };
      const bad = '_ws.malformed || tcp.checksum_bad.expert || tcp.analysis.lost_segment';
      assert.deepEqual(await fields(bad, 'frame.number'), []);
      const comments = await fields('frame.comment contains "login accepted"', 'tcp.dstport');
      assert.equal(comments.length, 2);
    });
  });
});
