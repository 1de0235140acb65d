import assert from 'node:assert/strict';
import { once, setMaxListeners } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { createLocalListener, type LocalListener } from '../../src/local-http/listener.js';
import type { LocalPart, LocalPartName } from '../../src/local-http/local-part.js';
import { Refusal } from '../../src/local-http/problem.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { until } from '../support/until.js';

/** A part that says its name at each of its paths, and at any other one that it has none there. */
function partOf(name: LocalPartName, ...paths: string[]): LocalPart {
  const routes = new Hono();
  for (const path of paths) routes.get(`${path}/*`, (context) => context.text(name));
  routes.notFound((context) => context.text(`not at ${name}`, 404));
  return { name, routes, paths };
}

async function listenerOf(
  parts: readonly LocalPart[],
  host: string,
  errors: unknown[] = [],
): Promise<LocalListener & AsyncDisposable> {
  const listener = await createLocalListener(parts, {
    host,
    port: 0,
    runtime: systemRuntime,
    onError: (error) => errors.push(error),
  }).open();
  return { ...listener, [Symbol.asyncDispose]: async () => listener.close() };
}

/** The status and the body of a GET whose Host is as given. */
async function get(
  { port, host }: LocalListener,
  path: string,
  name = `127.0.0.1:${port}`,
): Promise<[number | undefined, string]> {
  const sent = request({
    host: host === '0.0.0.0' ? '127.0.0.1' : host,
    port,
    path,
    headers: { host: name },
  });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [
    AsyncIterable<Buffer> & { readonly statusCode?: number },
  ];
  let body = '';
  for await (const bytes of answer) body += bytes.toString();
  return [answer.statusCode, body];
}

/** A connection that sends some bytes. */
function connected({ port }: LocalListener, bytes: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return socket;
}

/** Connections that send some bytes and read nothing but their end. */
async function connections(listener: LocalListener, count: number, bytes: string): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connected(listener, bytes));
  for (const socket of sockets) socket.on('error', () => {}).resume();
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}

describe('local-http: the listener', () => {
  const control = partOf('control', '/v1', '/openapi.json');
  const watch = partOf('watch', '/watch');

  it('gives each request to the part whose path it is, and any other one to the first part', async () => {
    await using listener = await listenerOf([control, watch], '127.0.0.1');
    assert.equal(listener.url, `http://127.0.0.1:${listener.port}`);
    for (const [path, answer] of [
      ['/v1/accounts', [200, 'control']],
      ['/openapi.json', [200, 'control']],
      ['/watch/', [200, 'watch']],
      ['/watch/events?after=3', [200, 'watch']],
      ['/watching', [404, 'not at control']],
      ['/', [404, 'not at control']],
      ['/x/watch', [404, 'not at control']],
    ] as const)
      assert.deepEqual(await get(listener, path), answer, path);
  });

  it('on loopback serves only who names it so: the name of a page may lead there', async () => {
    await using listener = await listenerOf([partOf('admin', '/livez')], '127.0.0.1');
    for (const host of ['evil.example', '127.0.0.1.evil.example', '127.0.0.2'])
      assert.equal((await get(listener, '/livez', host))[0], 403, host);
    for (const host of ['localhost', '[::1]:1', '127.0.0.1'])
      assert.deepEqual(await get(listener, '/livez', host), [200, 'admin'], host);
  });

  it('at any other address serves by every name', async () => {
    await using listener = await listenerOf([partOf('admin', '/livez')], '0.0.0.0');
    assert.deepEqual(await get(listener, '/livez', 'metrics.example:9100'), [200, 'admin']);
  });

  it('answers HTTP/1.0 without a Host, as balancers ask, where no name is insisted on', async () => {
    const question = 'GET /livez HTTP/1.0\r\n\r\n';
    for (const [host, status] of [
      ['0.0.0.0', 200],
      ['127.0.0.1', 403],
    ] as const) {
      await using listener = await listenerOf([partOf('admin', '/livez')], host);
      const [answer] = (await once(connected(listener, question), 'data')) as [Buffer];
      assert.equal(answer.toString('latin1', 9, 12), String(status));
    }
  });

  it('ends a connection whose requests pile up, and serves four of them', async () => {
    const part = partOf('watch');
    let asked = 0;
    part.routes.get('/watch', (context) => {
      asked += 1;
      return context.text('x'.repeat(100_000));
    });
    await using listener = await listenerOf([{ ...part, paths: ['/watch'] }], '127.0.0.1');
    const socket = connected(listener, 'GET /watch HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1000));
    socket.on('error', () => {});
    socket.resume();
    await once(socket, 'close');
    assert.equal(asked, 4);
  });

  it('serves any number of requests of a connection one after the other', async () => {
    await using listener = await listenerOf([partOf('watch', '/watch')], '127.0.0.1');
    const question = 'GET /watch/ HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const socket = connected(listener, '');
    for (let count = 0; count < 20; count += 1) {
      socket.write(question);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 200 [\s\S]*watch$/);
    }
    socket.destroy();
  });

  for (const host of ['127.0.0.1', '0.0.0.0'])
    it(`at ${host} gives the place of a connection that asks nothing to a new one`, async () => {
      await using listener = await listenerOf([partOf('admin', '/livez')], host);
      const holding = await connections(listener, 128, 'GET');
      assert.deepEqual(await get(listener, '/livez'), [200, 'admin']);
      await until('one has ended', () => holding.some(({ destroyed }) => destroyed));
      assert.ok(holding.slice(2).every(({ destroyed }) => !destroyed));
      for (const socket of holding) socket.destroy();
    });

  it('lets all that wait for an answer wait on loopback, and the latest where strangers come', async () => {
    for (const [host, isServed] of [
      ['127.0.0.1', false],
      ['0.0.0.0', true],
    ] as const) {
      const closing = new AbortController();
      const part = partOf('admin', '/livez');
      let waiting = 0;
      part.routes.get('/wait', async (context) => {
        waiting += 1;
        await once(closing.signal, 'abort');
        return context.text('the end');
      });
      setMaxListeners(200, closing.signal);
      await using listener = await listenerOf(
        [{ ...part, paths: ['/livez', '/wait'], close: () => closing.abort() }],
        host,
      );
      const holding = await connections(listener, 128, 'GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await until('all wait', () => waiting === 128);
      const answer = await get(listener, '/livez').catch(() => undefined);
      assert.equal(answer?.[0], isServed ? 200 : undefined);
      assert.ok(holding.slice(2).every(({ destroyed }) => !destroyed));
      for (const socket of holding) socket.destroy();
    }
  });

  it('tells a failure of a part to the log alone, and a refusal to the client', async () => {
    const errors: unknown[] = [];
    const failure = new Error('a bug, with a secret in it');
    const failing = { ...partOf('watch'), paths: ['/watch'] };
    failing.routes.onError((error) => {
      throw error;
    });
    failing.routes.get('/watch', () => {
      throw failure;
    });
    failing.routes.post('/watch', () => {
      throw new Refusal(503, 'later');
    });
    await using listener = await listenerOf([failing], '127.0.0.1', errors);
    const [status, body] = await get(listener, '/watch');
    assert.deepEqual([status, errors], [500, [failure]]);
    assert.doesNotMatch(body, /secret/);
    const refused = await fetch(`${listener.url}/watch`, { method: 'POST' });
    assert.deepEqual([refused.status, ((await refused.json()) as { detail: string }).detail], [503, 'later']);
  });

  it('ends every wait of its parts when it closes', async () => {
    const closing = new AbortController();
    const waiting = partOf('watch');
    waiting.routes.get('/watch', async (context) => {
      await once(closing.signal, 'abort');
      return context.text('the end');
    });
    const listener = await listenerOf(
      [{ ...waiting, paths: ['/watch'], close: () => closing.abort() }],
      '127.0.0.1',
    );
    const answer = get(listener, '/watch');
    await get(listener, '/nothing');
    await listener.close();
    assert.deepEqual(await answer, [200, 'the end']);
  });
});
