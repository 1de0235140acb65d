import assert from 'node:assert/strict';
import { createServer } from '../../src/server/create-server.js';
import { WaitError, type WaitOptions } from '../../src/server/waits.js';
import { alice, diskShare, serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';

describe('server.attempt', () => {
  it('is the next attempt, and not the one before', async () => {
    await using fixture = await serve();
    await tryLogin(await fixture.negotiated(), { password: 'wrong' });
    const attempt = fixture.server.next('attempt');
    await login(await fixture.negotiated());
    assert.equal((await attempt).reason, 'accepted');
  });

  it('ends with its time, and says that nobody came', async () => {
    await using fixture = await serve();
    await assert.rejects(fixture.server.next('attempt', { timeout: 5 }), {
      name: 'WaitError',
      code: 'ERR_WAIT_TIMEOUT',
      message: `no 'attempt' within 5 ms: nobody connected to 127.0.0.1:${fixture.port}.`,
    });
  });

  it('says how far clients came', async () => {
    await using fixture = await serve({}, new HandDrivenRuntime());
    const tree = fixture.server.next('tree');
    await fixture.connect();
    await fixture.negotiated();
    await login(await fixture.negotiated());
    fixture.runtime.advance(4000);
    const from = String.raw`The one from 127\.0\.0\.1:\d+`;
    const tale = `3 clients connected\\. ${from} has sent no request yet\\. ${from} has negotiated, and not begun a login\\. ${from} is logged in\\.`;
    await assert.rejects(tree, new RegExp(`within 4000 ms: ${tale}`));
  });

  it('says that an attempt came too early', async () => {
    await using fixture = await serve();
    await login(await fixture.negotiated());
    await assert.rejects(
      fixture.server.next('attempt', { timeout: 5 }),
      /nobody connected .* The last 'attempt' came before this wait began: begin it before the client starts\.$/,
    );
  });

  it('says that the server does not listen', async () => {
    await using server = createServer({ accounts: [alice] });
    await assert.rejects(
      server.next('attempt', { timeout: 5 }),
      /within 5 ms: the server does not listen\.$/,
    );
  });

  it('ends when the server closes, and does not begin afterwards', async () => {
    const server = createServer({ accounts: [alice] });
    await server.listen();
    const before = server.next('attempt', { timeout: Infinity });
    await server.close();
    await assert.rejects(before, {
      code: 'ERR_SERVER_CLOSED',
      message: /^no 'attempt' before the server closed: nobody connected to 127\.0\.0\.1:\d+\.$/,
    });
    await assert.rejects(server.next('attempt'), { code: 'ERR_SERVER_CLOSED' });
  });

  it('gets what the server delivers as it closes', async () => {
    const server = createServer({ accounts: [alice] });
    const { port } = await server.listen();
    const attempt = server.next('attempt');
    const client = await SmbClient.connect(port);
    await negotiate(client);
    await server.close();
    assert.equal((await attempt).verdict, 'unfinished');
  });

  it('ends with a signal, for its reason', async () => {
    await using fixture = await serve();
    const reason = new Error('enough');
    await assert.rejects(fixture.server.next('attempt', { signal: AbortSignal.abort(reason) }), reason);
    const controller = new AbortController();
    const attempt = fixture.server.next('attempt', { signal: controller.signal, timeout: Infinity });
    controller.abort(reason);
    await assert.rejects(attempt, reason);
  });

  it('has a stack that leads to whoever waits', async () => {
    await using fixture = await serve();
    const error = await fixture.server
      .next('attempt', { timeout: 5 })
      .catch((caught: unknown) => caught as Error);
    assert.ok(error instanceof WaitError);
    assert.match(error.stack ?? '', /^WaitError: no 'attempt'[\s\S]*waits\.test\.js/);
  });

  it('that nobody awaits is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): unknown => unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const server = createServer({ accounts: [alice] });
      void server.next('attempt');
      await server.close();
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(unhandled, []);
  });

  for (const [options, message] of [
    [{ timeout: 0 }, /^timeout: expected milliseconds/],
    [{ timeout: 2 ** 31 }, /^timeout: expected milliseconds/],
    [{ timeout: '5' }, /^timeout: expected milliseconds/],
    [{ timeout: NaN }, /^timeout: expected milliseconds/],
    [{ timeOut: 5 }, /^timeOut: unknown option/],
    [{ signal: {} }, /^signal: expected an AbortSignal/],
  ] as const) {
    it(`does not take ${JSON.stringify(options)}`, async () => {
      await using server = createServer({ accounts: [alice] });
      assert.throws(() => server.next('attempt', options as unknown as WaitOptions), {
        name: 'TypeError',
        message,
      });
    });
  }
});

describe('server.next', () => {
  it('is the next event of a name', async () => {
    await using fixture = await serve({ shares: [diskShare()] });
    const tree = fixture.server.next('tree');
    const client = await fixture.negotiated();
    await client.treeConnect('nothing', { session: await login(client) });
    assert.equal((await tree).reason, 'share-not-found');
  });

  it('says what came instead', async () => {
    await using fixture = await serve({ limits: { connectionsPerAddress: 1 } });
    const tree = fixture.server.next('tree', { timeout: Infinity });
    const client = await fixture.negotiated();
    await tryLogin(client, { password: 'wrong' });
    await (await fixture.connect()).expectDisconnect();
    await fixture.close();
    await assert.rejects(
      tree,
      /An attempt of “alice” was refused \(wrong-password\): .+ limits\.connectionsPerAddress was reached\./,
    );
  });

  it('tells of an event that there is none of', async () => {
    await using server = createServer({ accounts: [alice] });
    const untyped: { next(name: string): unknown } = server;
    assert.throws(() => untyped.next('attempts'), /no event 'attempts'; there are attempt,/);
  });
});
