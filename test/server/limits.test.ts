import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import type { AccountStore } from '../../src/auth/account.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { withinDescriptors } from '../../src/server/admission.js';
import { defaultLimits, type Limits } from '../../src/session/model/policy.js';
import { descriptorsForFiles } from '../../src/shares/directory/descriptors.js';
import { ShareError } from '../../src/shares/share-error.js';
import { Command, encodeEchoRequest, frame } from '../../src/smb2-codec/index.js';
import { create, fileIdOf, temporaryShare, watch } from '../session/file-requests.js';
import { diskShare, expectServing, expectStatus, type Fixture, serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { ClientLogin, login, negotiate, tryLogin, tryNegotiate } from '../support/smb-client-login.js';
import { connectBoth } from '../support/test-balancer.js';
import { until } from '../support/until.js';

function expectHit(fixture: Fixture, limit: keyof Limits, times = 1): void {
  assert.equal(fixture.limitHits.get(limit), times, `${limit} is counted`);
}

describe('limits: connections', () => {
  it('connections: one more is dropped at once, and a place that becomes free is given away', async () => {
    await using fixture = await serve({ limits: { connections: 2 } });
    const first = await fixture.negotiated();
    const second = await fixture.negotiated();
    const third = await fixture.connect();
    await third.expectDisconnect();
    expectHit(fixture, 'connections');
    expectStatus(await second.treeConnect('disk', { session: await login(second) }), 'STATUS_SUCCESS');
    first.close();
    second.close();
    // The server may not know yet that they left.
    await until('one more client is let in', async () => {
      const next = await fixture.connect();
      return (await tryNegotiate(next).catch(() => undefined)) !== undefined;
    });
  });

  it('connectionsPerAddress', async () => {
    await using fixture = await serve({ limits: { connectionsPerAddress: 1 } });
    const first = await fixture.negotiated();
    await (await fixture.connect()).expectDisconnect();
    expectHit(fixture, 'connectionsPerAddress');
    expectStatus(await first.treeConnect('disk', { session: await login(first) }), 'STATUS_SUCCESS');
  });

  it('unauthenticatedConnections: those with a session do not count', async () => {
    await using fixture = await serve({ limits: { unauthenticatedConnections: 2 } });
    for (let i = 0; i < 4; i++) await login(await fixture.negotiated());
    const waiting = [await fixture.negotiated(), await fixture.negotiated()];
    await (await fixture.connect()).expectDisconnect();
    expectHit(fixture, 'unauthenticatedConnections');
    await login(waiting[0]!);
    await fixture.negotiated();
    await (await fixture.connect()).expectDisconnect();
  });
});

describe('limits: bytes held', () => {
  const kilobytes = (count: number) => frame(Buffer.alloc(count * 1024)).subarray(0, -1);

  it('heldBytesPerConnection: unfinished frames', async () => {
    await using fixture = await serve({ limits: { heldBytesPerConnection: 32 * 1024 } });
    const client = await fixture.connect();
    client.sendRaw(kilobytes(33));
    await client.expectDisconnect();
    expectHit(fixture, 'heldBytesPerConnection');
  });

  it('heldBytesPerAddress: of all its connections, and what left is not counted any more', async () => {
    await using fixture = await serve({ limits: { heldBytesPerAddress: 64 * 1024 } });
    const first = await fixture.connect();
    first.sendRaw(kilobytes(40));
    const second = await fixture.connect();
    second.sendRaw(kilobytes(40));
    // The server reads in its own order: one of them is one too many.
    await Promise.race([first.closed, second.closed]);
    expectHit(fixture, 'heldBytesPerAddress');
    first.close();
    second.close();
    await Promise.all([first.closed, second.closed]);
    await login(await fixture.negotiated());
  });

  it('heldBytesPerAddress: logins that wait for a slow store', async () => {
    let answer = (): void => {};
    let find: AccountStore['find'] | undefined;
    const asked = new Promise<void>((resolve) => {
      find = () => {
        resolve();
        return new Promise((found) => (answer = () => found(undefined)));
      };
    });
    await using fixture = await serve({
      limits: { heldBytesPerAddress: 1200 },
      accounts: { find: find! },
    });
    const waiting = await fixture.negotiated();
    const slow = new ClientLogin(waiting);
    await slow.first();
    slow.sendSecond();
    await asked;
    const other = await fixture.connect();
    // Alone it has room; an AUTHENTICATE that waits takes more than the rest.
    other.sendRaw(frame(Buffer.alloc(1000)).subarray(0, -1));
    await other.expectDisconnect();
    expectHit(fixture, 'heldBytesPerAddress');
    answer();
    assert.equal((await waiting.receive()).status, NtStatus.STATUS_LOGON_FAILURE);
  });

  it('unauthenticatedConnectionsPerAddress: one address leaves the others places to log in', async () => {
    await using fixture = await serve({
      limits: { unauthenticatedConnections: 3, unauthenticatedConnectionsPerAddress: 2 },
    });
    await login(await fixture.negotiated());
    const held = [await fixture.negotiated(), await fixture.negotiated()];
    await (await fixture.connect()).expectDisconnect();
    expectHit(fixture, 'unauthenticatedConnectionsPerAddress');
    const other = connectSocket({ port: fixture.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    await once(other, 'connect');
    await login(held[0]!);
    await login(await fixture.negotiated());
    other.destroy();
  });
});

describe('limits: descriptors of the process', () => {
  it('files take half of them, and connections what is left beside a few', () => {
    assert.equal(withinDescriptors(defaultLimits, undefined), defaultLimits);
    assert.equal(withinDescriptors(defaultLimits, 1_048_576), defaultLimits);
    const { connections, unauthenticatedConnections, unauthenticatedConnectionsPerAddress } =
      withinDescriptors(defaultLimits, 1024);
    assert.deepEqual(
      [connections, unauthenticatedConnections, unauthenticatedConnectionsPerAddress],
      [448, 224, 112],
    );
    assert.ok(descriptorsForFiles(1024) + connections < 1024);
    assert.equal(withinDescriptors({ ...defaultLimits, connections: 100 }, 1024).connections, 100);
  });
});

describe('limits: time', () => {
  it('authenticationSeconds: 45 without a session, whatever is sent ([MS-SMB2] 3.3.6.3, note <442>)', async () => {
    await using fixture = await serve({}, new HandDrivenRuntime());
    const silent = await fixture.connect();
    const negotiated = await fixture.negotiated();
    const halfway = await fixture.negotiated();
    await new ClientLogin(halfway).first();
    const failed = await fixture.negotiated();
    const partial = await fixture.connect();
    partial.sendRaw(Buffer.from([0, 0, 0x40]));
    const loggedIn = await fixture.negotiated();
    const session = await login(loggedIn);
    fixture.runtime.advance(44_000);
    await tryLogin(failed, { password: 'wrong' });
    fixture.runtime.advance(1_001);
    for (const client of [silent, negotiated, halfway, failed, partial]) await client.expectDisconnect();
    expectHit(fixture, 'authenticationSeconds', 5);
    expectStatus(await loggedIn.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('authenticationSeconds: whatever an account store that never answers is still doing', async () => {
    const accounts = { find: () => new Promise<undefined>(() => {}) };
    await using fixture = await serve({ accounts }, new HandDrivenRuntime());
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    exchange.sendSecond();
    fixture.runtime.advance(45_001);
    await client.expectDisconnect();
    expectHit(fixture, 'authenticationSeconds');
  });

  it('authenticationSeconds: counted anew when the last session is logged off', async () => {
    await using fixture = await serve({}, new HandDrivenRuntime());
    const client = await fixture.negotiated();
    await client.logoff({ session: await login(client) });
    fixture.runtime.advance(46_000);
    await client.expectDisconnect();
  });

  it('proxyHeaderSeconds: a balancer’s connection without its header, and no other', async () => {
    await using fixture = await serve({ proxyProtocol: ['127.0.0.2'] }, new HandDrivenRuntime());
    const client = await fixture.negotiated();
    const [silent] = await connectBoth(fixture.port, '127.0.0.2');
    const [partial, accepted] = await connectBoth(fixture.port, '127.0.0.2');
    partial.write('PROXY TCP4 ');
    await until('the server has read it', () => accepted.bytesRead === 11);
    fixture.runtime.advance(4_000);
    assert.equal(fixture.limitHits.size, 0);
    fixture.runtime.advance(1_001);
    await Promise.all([silent, partial].map((socket) => once(socket.resume(), 'close')));
    expectHit(fixture, 'proxyHeaderSeconds', 2);
    await login(client);
    client.close();
  });

  it('idleSeconds: an authenticated connection that is silent', async () => {
    await using fixture = await serve({ limits: { idleSeconds: 100 } }, new HandDrivenRuntime());
    const idle = await fixture.negotiated();
    await login(idle);
    fixture.runtime.advance(99_000);
    const busy = await fixture.negotiated();
    const session = await login(busy);
    fixture.runtime.advance(2_000);
    await idle.expectDisconnect();
    expectHit(fixture, 'idleSeconds');
    expectStatus(await busy.echo({ session }), 'STATUS_SUCCESS');
  });
});

describe('limits: sessions, trees, opens, requests', () => {
  it('sessionsPerConnection, those being set up included: STATUS_INSUFFICIENT_RESOURCES', async () => {
    await using fixture = await serve({ limits: { sessionsPerConnection: 3 } });
    const client = await fixture.negotiated();
    const session = await login(client);
    const waiting = [new ClientLogin(client), new ClientLogin(client)];
    for (const exchange of waiting) await exchange.first();
    expectStatus(await tryLogin(client), 'STATUS_INSUFFICIENT_RESOURCES');
    expectHit(fixture, 'sessionsPerConnection');
    const refused = fixture.attempts.at(-1);
    assert.deepEqual([refused?.reason, refused?.verdict], ['limit-reached', 'refused']);
    assert.match(refused?.explanation ?? '', /sessionsPerConnection = 3/);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    await client.logoff({ session });
    await login(client);
  });

  it('unauthenticatedSessions: logins begun on a connection where nobody is logged in', async () => {
    await using fixture = await serve({ limits: { unauthenticatedSessions: 2 } });
    const client = await fixture.negotiated();
    const begun = [new ClientLogin(client), new ClientLogin(client)];
    for (const exchange of begun) await exchange.first();
    expectStatus(await tryLogin(client), 'STATUS_INSUFFICIENT_RESOURCES');
    expectHit(fixture, 'unauthenticatedSessions');
    assert.equal(fixture.attempts.at(-1)?.reason, 'limit-reached');
    const [first] = begun;
    assert.ok(first);
    first.complete(await first.second());
    await login(client);
  });

  it('channelsPerSession: STATUS_INSUFFICIENT_RESOURCES, and the session goes on with those it has', async () => {
    await using fixture = await serve({ limits: { channelsPerSession: 2 } });
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const channel = await login(second, { bind: session });
    const third = await fixture.negotiated();
    expectStatus(await tryLogin(third, { bind: session }), 'STATUS_INSUFFICIENT_RESOURCES');
    expectHit(fixture, 'channelsPerSession');
    assert.equal(fixture.attempts.at(-1)?.reason, 'limit-reached');
    assert.match(fixture.attempts.at(-1)?.explanation ?? '', /channelsPerSession = 2/);
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    second.close();
    await second.closed;
    expectStatus(await first.echo({ session }), 'STATUS_SUCCESS');
    await login(third, { bind: session });
    assert.equal(channel.id, session.id);
  });

  it('treesPerSession: STATUS_INSUFFICIENT_RESOURCES', async () => {
    await using fixture = await serve({ limits: { treesPerSession: 2 } });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    await client.treeConnect('disk', { session });
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_INSUFFICIENT_RESOURCES');
    expectHit(fixture, 'treesPerSession');
    await client.treeDisconnect({ session, treeId });
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('opensPerSession: STATUS_INSUFFICIENT_RESOURCES', async () => {
    await using fixture = await serve({ shares: [temporaryShare], limits: { opensPerSession: 2 } });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    for (let i = 0; i < 2; i++) {
      expectStatus(await client.request(Command.CREATE, create(), { session, treeId }), 'STATUS_SUCCESS');
    }
    const third = await client.request(Command.CREATE, create(), { session, treeId });
    expectStatus(third, 'STATUS_INSUFFICIENT_RESOURCES');
    expectHit(fixture, 'opensPerSession');
  });

  it('asyncRequests: STATUS_INSUFFICIENT_RESOURCES', async () => {
    await using fixture = await serve({ shares: [temporaryShare], limits: { asyncRequests: 2 } });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    const fileId = fileIdOf(await client.request(Command.CREATE, create(), { session, treeId }));
    const ask = () => client.request(Command.CHANGE_NOTIFY, watch(fileId), { session, treeId });
    for (let i = 0; i < 2; i++) expectStatus(await ask(), 'STATUS_PENDING');
    expectStatus(await ask(), 'STATUS_INSUFFICIENT_RESOURCES');
    expectHit(fixture, 'asyncRequests');
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  it('credits: a client cannot have more requests at work than it has credits', async () => {
    let working = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const open = () => {
      most = Math.max(most, ++working);
      return new Promise<never>((_, reject) => {
        release.push(() => {
          working--;
          reject(new ShareError(NtStatus.STATUS_ACCESS_DENIED));
        });
      });
    };
    await using fixture = await serve({
      shares: [{ ...diskShare(), open }],
      limits: { credits: 8, asyncRequests: 0 },
    });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    for (let i = 0; i < 9; i++) client.send(Command.CREATE, create('x'), { session, treeId });
    await client.closed;
    for (const each of release) each();
    assert.equal(most, 8);
  });
});

describe('limits: bytes', () => {
  it('unauthenticatedFrameBytes: a longer frame ends the connection before it has arrived', async () => {
    await using fixture = await serve({ limits: { unauthenticatedFrameBytes: 8192 } });
    for (const stage of ['connected', 'negotiated', 'halfway'] as const) {
      const client = await fixture.connect();
      if (stage !== 'connected') await negotiate(client);
      if (stage === 'halfway') await new ClientLogin(client).first();
      client.sendRaw(Buffer.from([0, 0, 0x20, 0x01]));
      await client.expectDisconnect();
    }
    expectHit(fixture, 'unauthenticatedFrameBytes', 3);
    const client = await fixture.negotiated();
    const session = await login(client);
    const echo = client.message(Command.ECHO, encodeEchoRequest, { session, sign: false });
    client.sendRaw(Buffer.from([0, 0, 0x20, 0x01]));
    client.sendRaw(Buffer.alloc(0x2001).fill(echo, 0, echo.length));
    expectStatus(await client.receive(), 'STATUS_SUCCESS');
  });

  it('unauthenticatedFrameBytes holds again after the last LOGOFF', async () => {
    await using fixture = await serve({ limits: { unauthenticatedFrameBytes: 8192 } });
    const client = await fixture.negotiated();
    await client.logoff({ session: await login(client) });
    client.sendRaw(Buffer.from([0, 0, 0x20, 0x01]));
    await client.expectDisconnect();
  });

  it('16 MiB announced: disconnect, also of an authenticated client', async () => {
    await using fixture = await serve();
    for (const authenticated of [false, true]) {
      const client = await fixture.negotiated();
      if (authenticated) await login(client);
      client.sendRaw(Buffer.from([0, 0xff, 0xff, 0xff]));
      await client.expectDisconnect();
    }
    expectHit(fixture, 'unauthenticatedFrameBytes');
    expectHit(fixture, 'transactBytes');
  });

  it('transactBytes is what the NEGOTIATE response announces, but 64 KiB under 2.0.2', async () => {
    await using fixture = await serve({ limits: { transactBytes: 131072 } });
    for (const [dialect, bytes] of [
      [0x0202, 65536],
      [0x0210, 131072],
      [0x0311, 131072],
    ] as const) {
      const response = await negotiate(await fixture.connect(), { dialects: [dialect] });
      assert.equal(response.maxTransactSize, bytes);
      assert.equal(response.maxReadSize, bytes);
      assert.equal(response.maxWriteSize, bytes);
    }
  });

  it('authenticationSeconds: a frame that never ends does not prolong them', async () => {
    await using fixture = await serve({}, new HandDrivenRuntime());
    const clients = [];
    for (let i = 0; i < 20; i++) {
      const client = await fixture.connect();
      client.sendRaw(Buffer.concat([Buffer.from([0, 0, 0x40, 0]), Buffer.alloc(100)]));
      clients.push(client);
    }
    fixture.runtime.advance(46_000);
    for (const client of clients) await client.expectDisconnect();
    await expectServing(fixture);
  });

  it('nothing is served in a frame behind a violation', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const bad = frame(client.message(0x00ff, encodeEchoRequest, { session }));
    const good = frame(client.message(Command.ECHO, encodeEchoRequest, { session, sign: false }));
    client.sendRaw(Buffer.concat([bad, good]));
    await client.expectDisconnect();
  });
});

describe('limits: their tests', () => {
  it('every limit has a test whose title begins with its name', () => {
    const tests = ['limits', 'slow-reader']
      .map((name) => readFileSync(`test/server/${name}.test.ts`, 'utf8'))
      .join();
    const titles = [...tests.matchAll(/\bit\(\s*['"`](\w+)/g)].map(([, name]) => name);
    assert.deepEqual(
      Object.keys(defaultLimits).filter((limit) => !titles.includes(limit)),
      [],
    );
  });
});
