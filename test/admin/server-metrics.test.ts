import assert from 'node:assert/strict';
import { sourceOf } from '../../src/admin/admin.js';
import { alice, asBob, bob, serve, type Fixture } from '../session/support.js';
import { type Family, readPrometheusText, valueOf } from '../support/prometheus-text.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { ClientLogin, login, tryLogin } from '../support/smb-client-login.js';

/** A server that is measured. */
async function measured(options: Parameters<typeof serve>[0] = {}) {
  const fixture = await serve(options);
  const source = sourceOf(fixture.server, '1.2.3');
  return {
    fixture,
    text: () => source.metrics(),
    read: async () => readPrometheusText(await source.metrics()),
    [Symbol.asyncDispose]: async () => {
      source.close();
      await fixture[Symbol.asyncDispose]();
    },
  };
}

/** Waits until so many attempts are complete, their clients having left. */
async function leave(fixture: Fixture, attempts: number, ...clients: { close(): void }[]): Promise<void> {
  for (const client of clients) client.close();
  await fixture.records(attempts);
}

const attempts = (families: ReadonlyMap<string, Family>, labels: Record<string, string>): number =>
  valueOf(families, 'smb2_auth_attempts_total', labels);

describe('metrics of a server', () => {
  it('counts attempts by carrier, verdict, reason, mechanism and version', async () => {
    await using scene = await measured();
    const { fixture } = scene;
    const right = await fixture.negotiated();
    await right.treeConnect('disk', { session: await login(right) });
    const wrong = await fixture.negotiated();
    await tryLogin(wrong, { password: 'wrong' });
    const stranger = await fixture.negotiated();
    await tryLogin(stranger, { user: 'stranger' });
    const halfway = await fixture.negotiated();
    await new ClientLogin(halfway).first();
    await leave(fixture, 4, right, wrong, stranger, halfway);
    const families = await scene.read();
    const ntlm = { carrier: 'smb', mechanism: 'NTLM' };
    const proved = { ...ntlm, version: 'NTLMv2' };
    assert.equal(attempts(families, { ...proved, verdict: 'accepted', reason: 'accepted' }), 1);
    assert.equal(attempts(families, { ...proved, verdict: 'refused', reason: 'wrong-password' }), 1);
    assert.equal(attempts(families, { ...proved, verdict: 'refused', reason: 'unknown-account' }), 1);
    const left = { ...ntlm, verdict: 'unfinished', reason: 'left-after-challenge', version: 'none' };
    assert.equal(attempts(families, left), 1);
    assert.equal(families.get('smb2_auth_attempts_total')?.samples.length, 4);
  });

  it('counts the dialect of attempts, and the protection of accepted logins', async () => {
    await using scene = await measured();
    const { fixture } = scene;
    const old = await fixture.negotiated({ dialects: [0x0202] });
    await login(old);
    const usual = await fixture.negotiated();
    await login(usual, asBob);
    await leave(fixture, 2, old, usual);
    const families = await scene.read();
    assert.equal(valueOf(families, 'smb2_auth_dialects_total', { dialect: '2.0.2', verdict: 'accepted' }), 1);
    assert.equal(valueOf(families, 'smb2_auth_dialects_total', { dialect: '3.1.1', verdict: 'accepted' }), 1);
    const { samples = [] } = families.get('smb2_auth_protections_total') ?? {};
    assert.deepEqual(
      samples.map(({ labels, value }) => [labels['encryption'], labels['used'], value]),
      [
        ['none', 'unknown', 1],
        ['offered', 'unknown', 1],
      ],
    );
  });

  it('measures logins in seconds, each in the bucket of its time', async () => {
    await using scene = await measured();
    const { fixture } = scene;
    const client = await fixture.negotiated();
    const slow = new ClientLogin(client, alice);
    await slow.first();
    fixture.runtime.advance(2000);
    assert.equal((await slow.second()).status, 0);
    await leave(fixture, 1, client);
    const families = await scene.read();
    const name = 'smb2_auth_login_duration_seconds';
    const of = { carrier: 'smb', verdict: 'accepted' };
    assert.equal(valueOf(families, `${name}_count`, of), 1);
    assert.equal(valueOf(families, `${name}_sum`, of), 2);
    assert.equal(valueOf(families, `${name}_bucket`, { ...of, le: '1' }), 0);
    assert.equal(valueOf(families, `${name}_bucket`, { ...of, le: '2.5' }), 1);
  });

  it('shows connections, sessions, limits and readiness as they are when it is asked', async () => {
    await using scene = await measured({ limits: { connectionsPerAddress: 2 } });
    const { fixture } = scene;
    const first = await fixture.negotiated();
    await login(first);
    const second = await fixture.negotiated();
    await new ClientLogin(second).first();
    const third = await fixture.connect();
    await third.closed;
    const families = await scene.read();
    assert.equal(valueOf(families, 'smb2_auth_connections', { carrier: 'smb' }), 2);
    assert.equal(valueOf(families, 'smb2_auth_connections_made_total'), 3);
    assert.equal(valueOf(families, 'smb2_auth_sessions'), 1);
    assert.equal(valueOf(families, 'smb2_auth_sessions_beginning'), 1);
    assert.equal(valueOf(families, 'smb2_auth_limit_hits_total', { limit: 'connectionsPerAddress' }), 1);
    assert.equal(valueOf(families, 'smb2_auth_limit_hits_total', { limit: 'connections' }), 0);
    assert.equal(valueOf(families, 'smb2_auth_ready'), 1);
    assert.equal(valueOf(families, 'smb2_auth_part_up', { part: 'accounts' }), 1);
    assert.equal(valueOf(families, 'smb2_auth_build_info', { version: '1.2.3' }), 1);
    // A second look counts nothing twice.
    assert.equal(valueOf(await scene.read(), 'smb2_auth_connections_made_total'), 3);
  });

  it('counts tree connects by their outcome', async () => {
    await using scene = await measured();
    const { fixture } = scene;
    const client = await fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.treeConnect('nothing', { session });
    await fixture.treeRecords(2);
    const families = await scene.read();
    assert.equal(valueOf(families, 'smb2_auth_tree_connects_total', { outcome: 'granted' }), 1);
    assert.equal(valueOf(families, 'smb2_auth_tree_connects_total', { outcome: 'share-not-found' }), 1);
    client.close();
  });

  it('has the delay of the event loop, and what Node.js tells of the process', async () => {
    await using scene = await measured();
    const families = await scene.read();
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total', 'process_open_fds'])
      assert.ok(families.has(name), name);
  });

  it('counts nothing once it is closed, and two servers nothing of each other', async () => {
    await using one = await measured();
    await using other = await measured();
    const client = await one.fixture.negotiated();
    await login(client);
    await leave(one.fixture, 1, client);
    assert.equal(attempts(await one.read(), { verdict: 'accepted' }), 1);
    assert.equal(attempts(await other.read(), { verdict: 'accepted' }), 0);
  });

  it('promtool finds nothing to blame', async function () {
    requireProgram(this, 'promtool', false);
    await using scene = await measured({ accounts: [alice, bob] });
    const client = await scene.fixture.negotiated();
    await login(client);
    await leave(scene.fixture, 1, client);
    const { code, stdout, stderr } = await run('promtool', ['check', 'metrics'], {
      input: await scene.text(),
    });
    assert.deepEqual([code, stdout, stderr], [0, '', '']);
  });
});
