import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { ControlClient } from '../../support/control-client.js';
import { runLoading } from '../../support/loaded-modules.js';
import { runCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

function clientOf(file: string): ControlClient {
  return new ControlClient(JSON.parse(readFileSync(file, 'utf8')) as { url: string; token: string });
}

describe('serve --control', () => {
  const folder = useTemporaryFolder();

  it('writes address and token to a file for its owner alone, and removes it at the end', async () => {
    const file = join(folder(), 'control.json');
    const server = await startCli(['--user', 'alice:Geheim!', '--control', '0', '--control-file', file]);
    const { carrier, host, port } = await server.record((record) => record['carrier'] === 'control');
    assert.deepEqual([carrier, host], ['control', '127.0.0.1']);
    const client = clientOf(file);
    assert.equal(client.url, `http://127.0.0.1:${String(port)}`);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const { body } = await client.get('/v1/server');
    assert.deepEqual(body['addresses'], { smb: { host: '127.0.0.1', port: server.port } });
    const { body: document } = await client.get('/openapi.json');
    assert.deepEqual(document, JSON.parse(readFileSync('src/control/openapi.json', 'utf8')));
    const waiting = client.get('/v1/attempts?wait=60');
    while ((await client.get('/v1/accounts')).status !== 200);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    assert.deepEqual((await waiting).body['attempts'], []);
    assert.equal(existsSync(file), false);
    assert.ok(!`${JSON.stringify(server.records)}${server.log}`.includes(client.token));
  });

  it('has its file beside the port file by default, and writes it first', async () => {
    const file = join(folder(), 'port');
    await using server = await startCli(['--control', '0', '--port-file', file]);
    await server.record((record) => record['carrier'] === 'control');
    assert.ok(statSync(`${file}.control`).mtimeMs <= statSync(file).mtimeMs);
    assert.equal((await clientOf(`${file}.control`).get('/v1/server')).status, 200);
  });

  it('replaces the file of a server that was killed, with the mode of its own', async () => {
    const file = join(folder(), 'killed.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    await using server = await startCli(['--control', '0', '--control-file', file]);
    await server.record((record) => record['carrier'] === 'control');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal((await clientOf(file).get('/v1/server')).status, 200);
  });

  it('changes accounts of flags, and not those of files, which are changed there', async () => {
    const accountFile = join(folder(), 'accounts.json');
    writeFileSync(accountFile, JSON.stringify([{ name: 'carol', password: 'c' }]));
    const config = join(folder(), 'config.json');
    writeFileSync(
      config,
      JSON.stringify({
        accounts: [{ name: 'bob', password: 'b' }],
        accountFiles: [{ path: accountFile, format: 'json' }],
      }),
    );
    const file = join(folder(), 'accounts-control.json');
    const args = ['--config', config, '--user', 'alice:a', '--control', '0', '--control-file', file];
    await using server = await startCli(args);
    await server.record((record) => record['carrier'] === 'control');
    const client = clientOf(file);
    const { body } = await client.get('/v1/accounts');
    const names = (body['accounts'] as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ['alice']);
    for (const name of ['bob', 'CAROL']) {
      const { status, body: told } = await client.patch(`/v1/accounts/${name}`, { status: 'locked' });
      assert.deepEqual([status, told['detail']], [409, 'the account comes from a file: change it there']);
    }
  });

  for (const [args, words] of [
    [
      ['--control', '0'],
      /^--control: needs --control-file FILE, where its address and its token are written$/m,
    ],
    [['--control-file', 'x'], /^--control-file: needs --control$/m],
    [['--control', '0.0.0.0:80', '--control-file', 'x'], /^--control: expected a port alone, 0 to 65535/m],
    [['--control', '65536', '--control-file', 'x'], /^--control: expected a port alone/m],
    [['--control', '', '--control-file', 'x'], /^--control: expected a port alone/m],
    [
      ['--control', '0', '--control-file', '/dev/null'],
      /^--control-file: cannot be written \(not a regular file\)$/m,
    ],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stderr } = await runCli(['serve', '--port', '0', ...args], { cwd: folder() });
      assert.equal(code, 2, stderr);
      assert.match(stderr, words);
    });
  }

  it('says so when its port is taken, and leaves no file', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const file = join(folder(), 'taken');
    const args = ['serve', '--port', '0', '--port-file', file, '--control', String(port)];
    const { code, stderr } = await runCli(args);
    taken.close();
    assert.equal(code, 3, stderr);
    assert.match(
      stderr,
      new RegExp(`^cannot listen for control on 127\\.0\\.0\\.1 port ${port}: EADDRINUSE$`, 'm'),
    );
    assert.ok(!existsSync(file) && !existsSync(`${file}.control`));
  });

  it('a server without it has no such listener, and loads nothing of it', async () => {
    const ofControl = /src\/control\/|node_modules\/@?hono/;
    const serve = ['serve', '--port', '0', '--json', '--timeout', '0.01'];
    const without = await runLoading(serve);
    assert.deepEqual(
      without.modules.filter((url) => ofControl.test(url)),
      [],
    );
    assert.match(without.stdout, /^\{"type":"listening","host":"127\.0\.0\.1","port":\d+\}\n$/);
    const { modules } = await runLoading([
      ...serve,
      '--control',
      '0',
      '--control-file',
      join(folder(), 'loaded.json'),
    ]);
    assert.ok(modules.some((url) => /src\/control\//.test(url)));
    assert.ok(modules.some((url) => /hono/.test(url)));
  });
});
