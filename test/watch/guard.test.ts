import assert from 'node:assert/strict';
import { Refusal } from '../../src/local-http/problem.js';
import { guardData, guardFile, type GuardedFields } from '../../src/watch/guard.js';
import { watchOf } from './support.js';

const token = 'ab'.repeat(32);
const good: GuardedFields = {
  host: '127.0.0.1:4480',
  origin: undefined,
  site: undefined,
  authorization: `Bearer ${token}`,
};

function statusOf(check: () => void): number | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    assert.ok(!JSON.stringify(error.body).includes(token));
    return error.body.status;
  }
}

const ofData = (fields: Partial<GuardedFields>): number | undefined =>
  statusOf(() => guardData({ ...good, ...fields }, token));
const ofFile = (fields: Partial<GuardedFields>): number | undefined =>
  statusOf(() => guardFile({ ...good, authorization: undefined, ...fields }));

describe('watch: the guard', () => {
  it('gives data to the page itself, and to programs that have the token', () => {
    assert.equal(ofData({}), undefined);
    assert.equal(ofData({ site: 'same-origin' }), undefined);
    assert.equal(ofData({ origin: 'http://127.0.0.1:4480', site: 'same-origin' }), undefined);
    assert.equal(ofData({ host: 'localhost:1', origin: 'http://localhost:1' }), undefined);
  });

  it('refuses a token that is missing, short, long, or wrong in a bit', () => {
    for (const authorization of [
      undefined,
      '',
      'Bearer ',
      token,
      `Bearer ${token.slice(1)}`,
      `Bearer ${token}0`,
      `Bearer b${token.slice(1)}`,
      `Basic ${token}`,
    ])
      assert.equal(ofData({ authorization }), 401, String(authorization));
  });

  it('refuses every other name of the host, the token notwithstanding', () => {
    for (const host of [undefined, '', 'evil.example', 'localhost.evil.example:4480', '127.0.0.2'])
      for (const status of [ofData({ host }), ofFile({ host })]) assert.equal(status, 403, String(host));
  });

  it('refuses every other origin, the same name at another port or by TLS too', () => {
    for (const origin of ['', 'null', 'http://127.0.0.1', 'http://127.0.0.1:4481', 'https://127.0.0.1:4480'])
      for (const status of [ofData({ origin }), ofFile({ origin })]) assert.equal(status, 403, origin);
  });

  it('refuses data to another site, and to a person who typed its address; files to another site', () => {
    for (const site of ['cross-site', 'same-site', '', 'unknown'])
      for (const status of [ofData({ site }), ofFile({ site })]) assert.equal(status, 403, site);
    assert.deepEqual([ofData({ site: 'none' }), ofFile({ site: 'none' })], [403, undefined]);
  });
});

describe('watch: the routes', () => {
  const watch = watchOf();
  const ask = async (path: string, fields: Readonly<Record<string, string>> = {}, method = 'GET') =>
    watch.routes.request(path, { method, headers: { host: '127.0.0.1', ...fields } });
  const withToken = { authorization: `Bearer ${watch.token}` };

  it('give the files of the page without a token, and nothing else', async () => {
    for (const [path, type, body] of [
      ['/watch/', 'text/html; charset=utf-8', 'the file index.html'],
      ['/watch/page.js', 'text/javascript; charset=utf-8', 'the file page.js'],
      ['/watch/page.css', 'text/css; charset=utf-8', 'the file page.css'],
    ] as const) {
      const answer = await ask(path);
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type'), await answer.text()],
        [200, type, body],
      );
    }
    for (const path of [
      '/watch/events',
      '/watch/attempts/1/conversation',
      '/watch/attempts/1/capture',
      '/watch/nothing',
      '/watch/page.js.map',
      '/watch/../../etc/passwd',
      '/watch/%2e%2e/package.json',
      '/other',
    ])
      assert.equal((await ask(path)).status, 401, path);
    const moved = await ask('/watch');
    assert.deepEqual([moved.status, moved.headers.get('location')], [308, '/watch/']);
  });

  it('answer an unknown path, number or method with a problem', async () => {
    for (const [path, method, status] of [
      ['/watch/nothing', 'GET', 404],
      ['/watch/attempts/7/conversation', 'GET', 404],
      ['/watch/attempts/7/capture', 'GET', 404],
      ['/watch/attempts/x/capture', 'GET', 400],
      ['/watch/attempts/-1/conversation', 'GET', 400],
      ['/watch/events?after=x', 'GET', 400],
      ['/watch/events', 'POST', 404],
      ['/watch/attempts/1/conversation', 'DELETE', 404],
    ] as const) {
      const answer = await ask(path, withToken, method);
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type')],
        [status, 'application/problem+json'],
        path,
      );
    }
  });

  it('put every answer under a policy by which nothing runs that is not of the page', async () => {
    for (const [path, fields] of [
      ['/watch/', {}],
      ['/watch', {}],
      ['/watch/page.js', {}],
      ['/watch/nothing', {}],
      ['/watch/nothing', withToken],
      ['/watch/', { origin: 'http://evil.example' }],
      ['/watch/attempts/7/conversation', withToken],
      ['/watch/events', withToken],
    ] as const) {
      const { headers, body } = await ask(path, fields);
      await body?.cancel();
      assert.deepEqual(
        [
          'content-security-policy',
          'x-content-type-options',
          'referrer-policy',
          'cross-origin-opener-policy',
          'cross-origin-resource-policy',
          'cache-control',
          'access-control-allow-origin',
        ].map((name) => headers.get(name)),
        [
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          'nosniff',
          'no-referrer',
          'same-origin',
          'same-origin',
          'no-store',
          null,
        ],
        path,
      );
    }
  });

  it('have another token at each start, which is in no answer', async () => {
    assert.match(watch.token, /^[0-9a-f]{64}$/);
    assert.notEqual(watchOf().token, watch.token);
    const { body, headers } = await ask('/watch/nothing', { authorization: 'Bearer x' });
    assert.ok(body !== null && !JSON.stringify([...headers]).includes(watch.token));
  });

  it('tell a failure to the log alone', async () => {
    const errors: unknown[] = [];
    const failing = watchOf({
      file: () => {
        throw new Error('the path of a disk');
      },
      onError: (error) => errors.push(error),
    });
    const answer = await failing.routes.request('/watch/', { headers: { host: 'localhost' } });
    assert.deepEqual([answer.status, errors.length], [500, 1]);
    assert.doesNotMatch(await answer.text(), /disk/);
  });

  it('say that the page was not built', async () => {
    const answer = await watchOf({ file: () => undefined }).routes.request('/watch/', {
      headers: { host: 'localhost' },
    });
    assert.equal(answer.status, 404);
  });
});
