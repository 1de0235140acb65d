import assert from 'node:assert/strict';
import { asBob, expectStatus } from '../session/support.js';
import { ClientLogin, login, tryLogin } from '../support/smb-client-login.js';
import type { ClientSession, SmbClient } from '../support/smb-client.js';
import { until } from '../support/until.js';
import { workerServers } from '../support/worker-servers.js';

async function expectGoesOn(client: SmbClient, session: ClientSession): Promise<void> {
  expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
}

describe('SessionIds of several processes', () => {
  for (const sessionIds of ['64-bit', '32-bit'] as const) {
    it(`${sessionIds}: each tells the process, and no two are the same`, async () => {
      await using servers = await workerServers({ server: { profile: { sessionIds } } });
      const ids: bigint[] = [];
      for (const [place, { fixture }] of servers.workers.entries()) {
        const client = await fixture.negotiated();
        for (let n = 0; n < 8; n++) {
          const { id } = await login(client);
          assert.equal(Number(id & 1n), place);
          assert.ok(sessionIds === '64-bit' || id <= 0xffff_ffffn);
          ids.push(id);
        }
      }
      assert.equal(new Set(ids).size, ids.length);
    });
  }
});

describe('PreviousSessionId of a session at another process', () => {
  it('of the same user: it has ended when the new login is answered', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers;
    const first = await one.fixture.negotiated();
    const session = await login(first);
    await expectGoesOn(first, session);
    const second = await other.fixture.negotiated();
    const exchange = new ClientLogin(second, { previousSessionId: session.id });
    await exchange.first();
    one.wire.hold('owner');
    exchange.sendSecond();
    let isAnswered = false;
    const answer = second.receive().then((reply) => {
      isAnswered = true;
      return reply;
    });
    await until('the owner asks for the end', () =>
      one.wire.sent.some(({ by, message }) => by === 'owner' && message.some(([word]) => word === 'end')),
    );
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isAnswered, false);
    one.wire.release();
    const next = exchange.complete(await answer);
    expectStatus(await first.echo({ session }), 'STATUS_USER_SESSION_DELETED');
    await expectGoesOn(second, next);
  });

  it('of another user: ignored', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers;
    const first = await one.fixture.negotiated();
    const session = await login(first);
    const second = await other.fixture.negotiated();
    await expectGoesOn(second, await login(second, { ...asBob, previousSessionId: session.id }));
    await expectGoesOn(first, session);
  });

  it('of a login that fails: ignored', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers;
    const first = await one.fixture.negotiated();
    const session = await login(first);
    const second = await other.fixture.negotiated();
    expectStatus(
      await tryLogin(second, { password: 'wrong', previousSessionId: session.id }),
      'STATUS_LOGON_FAILURE',
    );
    await expectGoesOn(first, session);
  });

  it('of a process that is gone, and of a session that nobody has: the login is accepted', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers;
    const session = await login(await one.fixture.negotiated());
    const client = await other.fixture.negotiated();
    await login(client, { previousSessionId: session.id ^ 2n });
    one.wire.cut();
    await login(client, { previousSessionId: session.id });
  });

  it('of a process that dies while it is asked: the login is accepted, since its sessions are gone', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers;
    const session = await login(await one.fixture.negotiated());
    const client = await other.fixture.negotiated();
    one.wire.hold('owner');
    const next = login(client, { previousSessionId: session.id });
    await until('the owner asks for the end', () =>
      one.wire.sent.some(({ by, message }) => by === 'owner' && message.some(([word]) => word === 'end')),
    );
    one.wire.cut();
    await next;
  });

  it('of a process that is stuck: the login is refused, and says why', async () => {
    await using servers = await workerServers({ join: { patience: 60 } });
    const [one, other] = servers.workers;
    const session = await login(await one.fixture.negotiated());
    one.wire.hold('owner');
    const record = other.fixture.server.next('attempt');
    const reply = await tryLogin(await other.fixture.negotiated(), { previousSessionId: session.id });
    expectStatus(reply, 'STATUS_INSUFFICIENT_RESOURCES');
    assert.equal((await record).reason, 'previous-session-kept');
    const [message] = other.fixture.internalErrors.splice(0);
    assert.equal(message, 'internal error while ending a session of another process');
  });
});

describe('[MS-SMB2] 3.3.5.5 binding to a session at another process', () => {
  it('is refused with a reason of its own, and the session goes on', async () => {
    await using servers = await workerServers();
    const [one, other] = servers.workers;
    const first = await one.fixture.negotiated();
    const session = await login(first);
    const record = other.fixture.server.next('attempt');
    const reply = await tryLogin(await other.fixture.negotiated(), { bind: session });
    expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
    assert.equal((await record).reason, 'session-elsewhere');
    await expectGoesOn(first, session);
  });

  it('at its own process it is bound as ever', async () => {
    await using servers = await workerServers();
    for (const { fixture } of servers.workers) {
      const session = await login(await fixture.negotiated());
      const second = await fixture.negotiated();
      await expectGoesOn(second, await login(second, { bind: session }));
    }
  });
});
