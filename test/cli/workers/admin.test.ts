import assert from 'node:assert/strict';
import { type Family, readPrometheusText, valueOf } from '../../support/prometheus-text.js';
import { startCli } from '../../support/start-cli.js';
import { until } from '../../support/until.js';
import { beginAt, workersOf } from '../../support/worker-clients.js';

describe('serve --workers --admin', () => {
  it('adds the counts of all, waits for none, and forgets nothing of one that ended', async () => {
    await using server = await startCli(['--workers', '2', '--admin', '0', '--user', 'alice:secret']);
    const { port } = await server.record(({ carrier }) => carrier === 'admin');
    const url = `http://127.0.0.1:${String(port)}`;
    const read = async (): Promise<Map<string, Family>> =>
      readPrometheusText(await (await fetch(`${url}/metrics`)).text());
    const acceptedOf = (families: Map<string, Family>): number =>
      valueOf(families, 'smb2_auth_login_duration_seconds_count', { carrier: 'smb', verdict: 'accepted' });
    const upOf = (families: Map<string, Family>): number[] =>
      ['1', '2'].map((worker) => valueOf(families, 'smb2_auth_worker_up', { worker }));
    const logInAt = async (place: number): Promise<void> => {
      const { client, login } = await beginAt(place, server.port, { user: 'alice', password: 'secret' });
      login.complete(await login.second());
      client.close();
    };
    await logInAt(0);
    await logInAt(1);
    await until('both are counted', async () => acceptedOf(await read()) === 2);
    assert.deepEqual(upOf(await read()), [1, 1]);
    assert.equal((await fetch(`${url}/readyz`)).status, 200);

    const [, frozen = 0] = workersOf(server);
    process.kill(frozen, 'SIGSTOP');
    const began = performance.now();
    const without = await read();
    const took = performance.now() - began;
    assert.ok(took < 5000, `${took} ms`);
    assert.deepEqual(upOf(without), [1, 0]);
    assert.equal(acceptedOf(without), 2);
    assert.equal(valueOf(without, 'smb2_auth_ready'), 1);
    const verbose = await fetch(`${url}/readyz?verbose`);
    assert.equal(verbose.status, 200);
    assert.match(
      await verbose.text(),
      /^\[-\] workers: worker 2 does not answer \(logins go on without it\)$/m,
    );

    process.kill(frozen, 'SIGKILL');
    await until('another is in its place', async () => upOf(await read()).every((up) => up === 1));
    assert.equal(acceptedOf(await read()), 2);
    await logInAt(1);
    await until('the new one is counted', async () => acceptedOf(await read()) === 3);
  });
});
