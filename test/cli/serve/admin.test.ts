import assert from 'node:assert/strict';
import { request } from 'node:http';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPrometheusText, valueOf } from '../../support/prometheus-text.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { runCli, startCli, type RunningCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

/** The address of health and metrics. */
async function adminOf(server: RunningCli): Promise<string> {
  const { host, port } = await server.record(({ carrier }) => carrier === 'admin');
  return `http://${String(host)}:${String(port)}`;
}

/** The status of a request that names a host of its own. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serve --admin', () => {
  const folder = useTemporaryFolder();

  it('tells that it is ready, then which file of accounts is not there, and counts logins', async () => {
    const accounts = join(folder(), 'accounts.json');
    const file = join(folder(), 'config.json');
    writeFileSync(accounts, '[{"name": "alice", "password": "Pa55w0rd!"}]');
    writeFileSync(file, JSON.stringify({ accountFiles: [{ format: 'json', path: accounts }] }));
    await using server = await startCli(['--config', file, '--admin', '0']);
    const url = await adminOf(server);
    const ask = async (path: string) => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, body: await response.text() };
    };
    assert.deepEqual(await ask('/livez'), { status: 200, body: 'ok\n' });
    assert.deepEqual(await ask('/readyz'), { status: 200, body: 'ok\n' });
    const client = await SmbClient.connect(server.port);
    await negotiate(client);
    await login(client, { password: 'Pa55w0rd!' });
    client.close();
    const accepted = async () =>
      valueOf(readPrometheusText((await ask('/metrics')).body), 'smb2_auth_attempts_total', {
        verdict: 'accepted',
      });
    await until('the login is counted', async () => (await accepted()) === 1);
    assert.ok(!(await ask('/metrics')).body.includes('alice'));
    rmSync(accounts);
    await until('it is seen', async () => (await ask('/readyz')).status === 503);
    assert.equal(
      (await ask('/readyz')).body,
      `accounts: ${accounts}: cannot be read (ENOENT: no such file or directory)\n`,
    );
    assert.match((await ask('/readyz?verbose')).body, /^\[\+\] listeners\n\[-\] accounts: .*\nnot ready\n$/);
    assert.equal(await statusFor(`${url}/metrics`, 'evil.example'), 403);
    assert.equal(await statusFor(`${url}/metrics`, 'localhost'), 200);
  });

  it('on another address takes any name of a host', async () => {
    await using server = await startCli(['--admin', '0.0.0.0:0', '--user', 'alice:secret']);
    const { port } = await server.record(({ carrier }) => carrier === 'admin');
    assert.equal(await statusFor(`http://127.0.0.1:${String(port)}/readyz`, 'node-7.example:9100'), 200);
  });

  it('says on stderr that its port is taken', async () => {
    await using server = await startCli(['--admin', '0', '--user', 'alice:secret']);
    const { port } = await server.record(({ carrier }) => carrier === 'admin');
    for (const workers of ['1', '2']) {
      const args = ['serve', '--port', '0', '--admin', String(port), '--workers', workers];
      const { code, stderr } = await runCli([...args, '--user', 'alice:secret']);
      assert.equal(code, 3);
      assert.match(
        stderr,
        new RegExp(`cannot listen for admin on 127\\.0\\.0\\.1 port ${String(port)}: EADDRINUSE`),
      );
    }
  });
});
