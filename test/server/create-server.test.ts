import assert from 'node:assert/strict';
import { createServer } from '../../src/server/create-server.js';
import { Command } from '../../src/smb2-codec/index.js';
import { create } from '../session/file-requests.js';
import { alice, diskShare, expectServing, expectStatus, serve } from '../session/support.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';

describe('createServer', () => {
  it('listens on a free port, the same for whoever asks', async () => {
    await using server = createServer({ accounts: [alice] });
    const [one, two] = await Promise.all([server.listen(), server.listen()]);
    assert.deepEqual(one, two);
    assert.equal(one.host, '127.0.0.1');
    assert.ok(one.port > 0);
  });

  it('rejects with the code of node:net when the port is taken, and listens once it is free', async () => {
    const fixture = await serve();
    const { port } = fixture;
    let closed = 0;
    const share = { ...diskShare(), close: async () => void closed++ };
    await using server = createServer({
      accounts: [alice],
      port,
      shares: [share, { name: 'scratch', temporary: true }],
    });
    await assert.rejects(server.listen(), { code: 'EADDRINUSE' });
    await expectServing(fixture);
    await fixture.close();
    assert.equal((await server.listen()).port, port);
    const client = await SmbClient.connect(port);
    await negotiate(client);
    const session = await login(client);
    for (const name of ['disk', 'scratch']) {
      expectStatus(await client.treeConnect(name, { session }), 'STATUS_SUCCESS');
    }
    client.close();
    assert.equal(closed, 0);
    await server.close();
    assert.equal(closed, 1);
  });

  it('rejects when the runtime starts no timers, and listens once it does', async () => {
    const runtime = new FixedRuntime();
    let starts = false;
    await using server = createServer({
      accounts: [alice],
      runtime: {
        now: () => runtime.now(),
        monotonic: () => runtime.monotonic(),
        randomBytes: (length) => runtime.randomBytes(length),
        after: (milliseconds, callback) => {
          if (starts) return runtime.after(milliseconds, callback);
          callback();
          return () => {};
        },
      },
    });
    await assert.rejects(server.listen(), /called back before it returned/);
    starts = true;
    assert.ok((await server.listen()).port > 0);
  });

  it('close drops every connection, closes the shares, and may be called twice', async () => {
    let closed = 0;
    const share = { ...diskShare(), close: async () => void closed++ };
    const fixture = await serve({ shares: [share] });
    const clients = [await fixture.connect(), await fixture.negotiated(), await fixture.negotiated()];
    await login(clients[2]!);
    await Promise.all([fixture.close(), fixture.close()]);
    for (const client of clients) await client.expectDisconnect();
    assert.equal(closed, 1);
    await assert.rejects(SmbClient.connect(fixture.port), { code: 'ECONNREFUSED' });
  });

  it('can be closed without ever having listened, and does not listen afterwards', async () => {
    const server = createServer({ accounts: [alice] });
    await server.close();
    await assert.rejects(server.listen(), /closed/);
  });

  it('can be closed while it begins to listen, and does not listen afterwards', async () => {
    const server = createServer({ accounts: [alice], shares: [{ name: 'scratch', temporary: true }] });
    const [{ port }] = await Promise.all([server.listen(), server.close()]);
    await assert.rejects(SmbClient.connect(port), { code: 'ECONNREFUSED' });
    await assert.rejects(server.listen(), /closed/);
  });

  it('tells of an event that there is none of', async () => {
    await using server = createServer({ accounts: [alice] });
    const untyped: { on(name: string, listener: () => void): void } = server;
    assert.throws(() => untyped.on('attempts', () => {}), /no event 'attempts'; there are attempt,/);
  });

  it('a session of one server is none of another', async () => {
    await using one = await serve();
    await using two = await serve();
    const [here, there] = [await one.connect(), await two.connect()];
    await negotiate(here);
    await negotiate(there);
    const session = await login(here);
    await login(there);
    const stranger = await two.negotiated();
    expectStatus(await stranger.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await here.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('a listener that fails, now or later, is logged and harms nobody', async () => {
    const errors: string[] = [];
    const heard: string[] = [];
    await using server = createServer({
      accounts: [alice],
      shares: [diskShare()],
      logger: { error: (message) => errors.push(message), warn: () => {} },
    });
    server.on('attempt', () => {
      throw new Error('a bug of the embedder');
    });
    const failingLater: () => unknown = () => Promise.reject(new Error('a bug of the embedder'));
    server.on('attempt', failingLater);
    server.on('attempt', ({ verdict }) => heard.push(verdict));
    const { port } = await server.listen();
    const client = await SmbClient.connect(port);
    await negotiate(client);
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    client.close();
    assert.deepEqual(heard, ['accepted']);
    assert.deepEqual(errors, ["a listener for 'attempt' failed", "a listener for 'attempt' failed"]);
  });

  it('a bug in a share ends that connection, is logged, and the server lives', async () => {
    const errors: unknown[] = [];
    const broken = {
      ...diskShare({ name: 'broken' }),
      open: () => {
        throw new TypeError('a bug of the embedder');
      },
    };
    await using fixture = await serve({
      shares: [diskShare(), broken],
      logger: { error: (_message, { error }) => errors.push(error), warn: () => {} },
    });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('broken', { session })).header;
    const opening = client.request(Command.CREATE, create(), { session, treeId });
    await assert.rejects(opening, { name: 'ConnectionClosed' });
    assert.equal(errors.length, 1);
    await expectServing(fixture);
  });

  it('each attempt is told once with its verdict before close is over', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    await tryLogin(client, { password: 'wrong' });
    await login(client);
    await fixture.server.close();
    assert.deepEqual(
      fixture.attempts.map(({ verdict }) => verdict),
      ['refused', 'accepted'],
    );
  });

  it('derives the SIDs of accounts from machineSid, the same in every server that has it', async () => {
    const machineSid = 'S-1-5-21-1-2-3';
    const sids = new Set<string | undefined>();
    for (const netbiosName of ['ONE', 'TWO']) {
      await using fixture = await serve({ machineSid, names: { netbiosName } });
      await login(await fixture.negotiated());
      sids.add(fixture.attempts[0]?.identity?.sid);
    }
    const [sid, ...others] = sids;
    assert.match(sid ?? '', /^S-1-5-21-1-2-3-\d+$/);
    assert.deepEqual(others, []);
  });
});
