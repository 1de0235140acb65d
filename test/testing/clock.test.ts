import assert from 'node:assert/strict';
import type { Duration } from '../../src/testing/clock.js';
import { startServer } from '../../src/testing/start-server.js';
import type { TestServer } from '../../src/testing/test-server.js';
import { expectStatus } from '../session/support.js';
import { type Reply, SmbClient } from '../support/smb-client.js';
import { ClientLogin, login, negotiate, tryLogin } from '../support/smb-client-login.js';

const alice = { user: 'alice', password: 'pw' };

describe('the clock of a test server', () => {
  const clients: SmbClient[] = [];

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  async function negotiated({ host, port }: TestServer): Promise<SmbClient> {
    const client = await SmbClient.connect(port, host);
    clients.push(client);
    await negotiate(client);
    return client;
  }

  async function loginStatus(server: TestServer, password: string): Promise<Reply> {
    return tryLogin(await negotiated(server), { user: 'alice', password });
  }

  it('does not go beyond the last year that every encoding of a time has', async () => {
    await using server = await startServer({ users: { alice: 'pw' } });
    await server.clock.advance({ days: 366_000 });
    for (let step = 0; step < 6; step++) await server.clock.advance({ days: 366_000 });
    await assert.rejects(
      server.clock.advance({ days: 366_000 }),
      /span: would move the clock beyond the year/,
    );
    assert.equal((await loginStatus(server, 'pw')).header.status, 0);
    server.clock.reset();
    await server.clock.advance({ days: 366_000 });
  });

  it('says the time of the server', async () => {
    await using server = await startServer({ users: { alice: 'pw' } });
    assert.ok(Math.abs(server.clock.now - Date.now()) < 1000);
    await server.clock.advance({ days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 });
    assert.ok(Math.abs(server.clock.now - Date.now() - 90_061_001) < 1000);
    assert.equal((await loginStatus(server, 'pw')).header.status, 0);
    const { startedAt } = await server.expectAccepted('alice');
    assert.ok(startedAt - Date.now() > 80_000_000);
    server.clock.reset();
    assert.ok(Math.abs(server.clock.now - Date.now()) < 1000);
  });

  it('ends a lock-out', async () => {
    const lockout = { threshold: 2, windowSeconds: 60, durationSeconds: 600 };
    await using server = await startServer({ users: { alice: 'pw' }, authPolicy: { lockout } });
    for (const password of ['one', 'two']) await loginStatus(server, password);
    expectStatus(await loginStatus(server, 'pw'), 'STATUS_ACCOUNT_LOCKED_OUT');
    await server.clock.advance({ minutes: 9, seconds: 59 });
    expectStatus(await loginStatus(server, 'pw'), 'STATUS_ACCOUNT_LOCKED_OUT');
    await server.clock.advance({ seconds: 1 });
    expectStatus(await loginStatus(server, 'pw'), 'STATUS_SUCCESS');
  });

  it('forgets wrong passwords once the window has passed', async () => {
    const lockout = { threshold: 2, windowSeconds: 60, durationSeconds: 600 };
    await using server = await startServer({ users: { alice: 'pw' }, authPolicy: { lockout } });
    await loginStatus(server, 'one');
    await server.clock.advance({ minutes: 1 });
    await loginStatus(server, 'two');
    expectStatus(await loginStatus(server, 'pw'), 'STATUS_SUCCESS');
  });

  it('expires a session', async () => {
    const policy = { sessionLifetimeSeconds: 3600 };
    // Without it, the connection would have been silent for too long.
    const limits = { idleSeconds: 86_400 };
    await using server = await startServer({ users: { alice: 'pw' }, shares: ['data'], policy, limits });
    const client = await negotiated(server);
    const session = await login(client, alice);
    await client.treeConnect('data', { session });
    await server.clock.advance({ hours: 1, seconds: 1 });
    expectStatus(await client.treeConnect('data', { session }), 'STATUS_NETWORK_SESSION_EXPIRED');
    expectStatus(await tryLogin(client, { ...alice, reauthenticate: session }), 'STATUS_SUCCESS');
  });

  it('ends connections without a login, and silent ones, at their limits', async () => {
    const limits = { authenticationSeconds: 45, idleSeconds: 900 };
    await using server = await startServer({ users: { alice: 'pw' }, limits });
    const silent = await negotiated(server);
    await login(silent, alice);
    const stranger = await negotiated(server);
    await server.clock.advance({ seconds: 46 });
    await stranger.closed;
    assert.equal((await server.attempt({ reason: 'timed-out' })).verdict, 'unfinished');
    await server.clock.advance({ minutes: 15 });
    await silent.closed;
  });

  it('makes a challenge too old', async () => {
    const ntlm = { challengeLifetimeSeconds: 60 };
    await using server = await startServer({
      users: { alice: 'pw' },
      authPolicy: { ntlm },
      limits: { authenticationSeconds: 3600 },
    });
    const exchange = new ClientLogin(await negotiated(server), alice);
    await exchange.first();
    await server.clock.advance({ seconds: 61 });
    expectStatus(await exchange.second(), 'STATUS_LOGON_FAILURE');
    await server.expectRefused('alice', 'challenge-expired');
  });

  it('has no effect on a wait for an event', async () => {
    await using server = await startServer({ users: { alice: 'pw' } });
    const attempt = server.attempt({ timeout: 3000 });
    const next = server.next('attempt', { timeout: 3000 });
    await server.clock.advance({ days: 365 });
    await loginStatus(server, 'pw');
    assert.deepEqual(
      (await Promise.all([attempt, next])).map(({ reason }) => reason),
      ['accepted', 'accepted'],
    );
  });

  it('takes no span that is none', async () => {
    await using server = await startServer();
    for (const span of [
      -1,
      Number.NaN,
      Infinity,
      {},
      { second: 1 },
      { seconds: '1' },
      { hours: -1 },
      null,
      '1h',
    ]) {
      await assert.rejects(server.clock.advance(span as Duration), { name: 'ConfigurationError' });
    }
  });
});
