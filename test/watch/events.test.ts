import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { login, tryLogin } from '../support/smb-client-login.js';
import { until } from '../support/until.js';
import { BYTES_OF_EVENTS, EventJournal } from '../../src/watch/event-journal.js';
import { MOST_PAGES } from '../../src/watch/watch.js';
import { EventReader, listen, serveWatched, watchOf, type WatchedFixture } from './support.js';

/** Logs in and leaves. */
async function logIn({ fixture }: WatchedFixture, password = 'secret', user = 'alice'): Promise<void> {
  const client = await fixture.negotiated();
  await tryLogin(client, { user, password });
  client.close();
}

describe('watch: the events', () => {
  it('begin with the server, and go on with each attempt at its verdict and when it is complete', async () => {
    await using test = await serveWatched();
    using page = await EventReader.open(test);
    const { data: server, id } = await page.event('server');
    assert.deepEqual(
      { ...server, now: typeof server.now },
      {
        version: '1.0.0',
        now: 'number',
        listeners: [{ carrier: 'smb', host: '127.0.0.1', port: test.fixture.port }],
        names: { netbiosName: 'PRINTSRV' },
        shares: ['disk'],
        keeps: { attempts: 1000, bytesPerConnection: 262_144 },
      },
    );
    assert.equal(id, 0);
    const client = await test.fixture.negotiated();
    await login(client);
    const { data: first } = await page.event('attempt');
    assert.deepEqual([first.id, first.verdict, first.next], [1, 'accepted', []]);
    client.close();
    await page.event('attempt', ({ next }) => next.length > 0);
    assert.deepEqual(
      page.events.map((event) => [event.id, event.type]),
      [
        [0, 'server'],
        [1, 'attempt'],
        [2, 'attempt'],
      ],
    );
    assert.equal(page.response.headers['content-type'], 'text/event-stream');
  });

  it('begin with the shares that are served by then', async () => {
    await using test = await serveWatched();
    await test.fixture.server.shares.replace([{ name: 'scans', temporary: true }]);
    using page = await EventReader.open(test);
    const { data: server } = await page.event('server');
    assert.deepEqual(server.shares, ['scans']);
  });

  it('have trees, incidents and failures with their attempt', async () => {
    await using test = await serveWatched();
    using page = await EventReader.open(test);
    const client = await test.fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('nowhere', { session });
    const { data } = await page.event('tree');
    assert.deepEqual([data.attempt, data.reason], [1, 'share-not-found']);
    client.close();
  });

  it('come from where the page was, an attempt once, in its last state', async () => {
    await using test = await serveWatched();
    await logIn(test);
    await logIn(test, 'wrong');
    await test.fixture.records(2);
    using page = await EventReader.open(test);
    await page.event('attempt', ({ id }) => id === 2);
    const attempts = page.events.filter(({ type }) => type === 'attempt').map(({ data }) => data);
    assert.deepEqual(
      attempts.map((data) => 'verdict' in data && [data.id, data.verdict]),
      [
        [1, 'accepted'],
        [2, 'refused'],
      ],
    );
    const { id } = await page.event('attempt', (data) => data.id === 1);
    using again = await EventReader.open(test, id);
    await again.event('attempt');
    assert.deepEqual(
      again.events.slice(0, 2).map(({ type, data }) => [type, 'verdict' in data && data.id]),
      [
        ['server', false],
        ['attempt', 2],
      ],
    );
  });

  it('of another start of the server are all new to the page', async () => {
    await using test = await serveWatched();
    await logIn(test);
    await test.fixture.records(1);
    using page = await EventReader.open(test, 123_456);
    assert.equal((await page.event('attempt')).data.id, 1);
  });

  it('tell the posture of each client with its findings, a second after it changed', async () => {
    await using test = await serveWatched();
    using page = await EventReader.open(test);
    const start = performance.now();
    for (let count = 0; count < 5; count += 1) await logIn(test);
    const { data } = await page.event('posture', ({ clients }) => clients[0]?.attempts === 5);
    assert.deepEqual([data.omitted, data.omittedClients, data.clients.length], [0, 0, 1]);
    const [client] = data.clients;
    assert.deepEqual(
      [client?.client, client?.accepted, client?.dialects, client?.carriers, client?.reasons],
      ['127.0.0.1', 5, ['3.1.1'], ['smb'], ['left-after-success']],
    );
    assert.deepEqual(
      client?.findings.find(({ code }) => code === 'no-kerberos'),
      {
        code: 'no-kerberos',
        title: 'Does not offer Kerberos',
        help: 'Without Kerberos a client depends on mechanisms that are on their way out.',
        level: 'note',
      },
    );
    assert.ok(client.columns.some(({ key, values }) => key === 'ciphersOffered' && values.length > 0));
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds >= 1 && page.events.filter(({ type }) => type === 'posture').length <= seconds);
  });

  it('have nothing of the network outside one line of JSON each, whatever names it sends', async () => {
    await using test = await serveWatched();
    using page = await EventReader.open(test);
    const user = '</script>\n\ndata: {"id":9}\r\nid: 7\u2028\u202e\u0000\ud800<img src=x onerror=alert(1)>';
    await logIn(test, 'wrong', user);
    const { data } = await page.event('attempt');
    assert.equal(data.claimed?.user, user);
    assert.ok(page.events.every(({ type }) => ['server', 'attempt', 'posture'].includes(type)));
    assert.ok(!/[^\n -~“”‘’…–—·×→]/.test(page.text));
  });

  it('are for a bounded number of pages, and a page that leaves makes room', async () => {
    await using test = await serveWatched();
    const pages: EventReader[] = [];
    for (let count = 0; count < MOST_PAGES; count += 1) pages.push(await EventReader.open(test));
    const refused = await test.get('/watch/events');
    assert.equal(refused.status, 503);
    assert.equal(((await refused.json()) as { detail: string }).detail, '16 pages are open already');
    pages[0]?.[Symbol.dispose]();
    await until('there is room for a page', async () => {
      const answer = await test.get('/watch/events');
      await answer.body?.cancel();
      return answer.status === 200;
    });
    for (const page of pages) page[Symbol.dispose]();
  });

  it('have no page in a HEAD, whose answer nobody reads to its end', async () => {
    await using test = await serveWatched();
    const headers = { authorization: `Bearer ${test.watch.token}` };
    for (let count = 0; count < MOST_PAGES; count += 1) {
      const head = await fetch(`${test.listener.url}/watch/events`, { method: 'HEAD', headers });
      assert.deepEqual([head.status, head.headers.get('content-type')], [200, 'text/event-stream']);
    }
    const answer = await test.get('/watch/events');
    assert.equal(answer.status, 200);
    await answer.body?.cancel();
  });

  it('end when the listener closes', async () => {
    await using test = await serveWatched();
    using page = await EventReader.open(test);
    await page.event('server');
    await test.listener.close();
    await until('the stream has ended', () => page.isEnded);
  });

  it('are lost by a page that does not read: it is told so, and nothing grows meanwhile', async () => {
    const { watch, tell } = watchOfEvents();
    await using listener = await listen(watch);
    using slow = await EventReader.open({ watch, listener }, 0, true);
    const fault = 'x'.repeat(20_000);
    // More than the sockets and the kernel hold, and then more than the journal holds.
    for (const count of [600, 1400]) {
      for (let index = 0; index < count; index += 1) tell('fault', { fault } as never);
      using quick = await EventReader.open({ watch, listener });
      await quick.event('fault');
    }
    slow.response.resume();
    const { data } = await slow.event('lost');
    assert.ok(data.events > 500, String(data.events));
    const faults = (): number => slow.events.filter(({ type }) => type === 'fault').length;
    await until('the page has all that is left', () => faults() + data.events === 2000);
    const lost = slow.events.findIndex(({ type }) => type === 'lost');
    const place = slow.events[lost]?.id ?? 0;
    assert.deepEqual(
      [slow.events[lost - 1]?.id, slow.events[lost + 1]?.id],
      [place - data.events, place + 1],
    );
  });

  it('reach a page whose connection is cut in the middle again from where it was', async () => {
    await using test = await serveWatched();
    const socket = connect(test.listener.port, '127.0.0.1');
    socket.write(
      `GET /watch/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${test.watch.token}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.destroy();
    await logIn(test);
    await test.fixture.records(1);
    using page = await EventReader.open(test, 0);
    assert.equal((await page.event('attempt')).data.id, 1);
  });
});

/** A watch whose events a test tells itself. */
function watchOfEvents() {
  const listeners = new Map<string, (event: never) => unknown>();
  const watch = watchOf();
  watch.observe({
    addresses: {},
    shares: [],
    on: (name, listener) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  });
  return { watch, tell: (name: string, event: never) => listeners.get(name)?.(event) };
}

describe('watch: the journal of events', () => {
  it('holds a bounded number of bytes and of events, and says how many it has forgotten', () => {
    const journal = new EventJournal(() => {});
    const detail = 'y'.repeat(1_000_000);
    for (let count = 1; count <= 40; count += 1) journal.add('fault', { detail } as never);
    assert.ok(journal.bytes <= BYTES_OF_EVENTS);
    assert.deepEqual([journal.last, journal.forgottenSince(0), journal.next(0)?.id], [40, 24, 25]);
    for (let count = 1; count <= 5000; count += 1) journal.add('fault', {} as never);
    assert.deepEqual([journal.last, journal.forgottenSince(0), journal.next(0)?.id], [5040, 1040, 1041]);
    assert.equal(journal.forgottenSince(1040), 0);
    assert.equal(journal.next(5040), undefined);
  });

  it('has the last record of each attempt, and counts no bytes of the one before', () => {
    const journal = new EventJournal(() => {});
    for (let attempt = 1; attempt <= 100; attempt += 1) journal.add('attempt', { attempt } as never, attempt);
    const { bytes } = journal;
    for (let attempt = 1; attempt <= 100; attempt += 1) journal.add('attempt', { attempt } as never, attempt);
    // The ids have three digits, and 192 digits before.
    assert.equal(journal.bytes - bytes, 300 - 192);
    assert.equal(journal.next(0)?.id, 101);
    const ids: number[] = [];
    for (let event = journal.next(0); event !== undefined; event = journal.next(event.id)) ids.push(event.id);
    assert.equal(ids.length, 100);
  });
});
