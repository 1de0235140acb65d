import assert from 'node:assert/strict';
import { type AdminSource, createAdmin, sourceOf } from '../../src/admin/admin.js';
import type { LocalPart } from '../../src/local-http/local-part.js';
import { createServer, type Readiness } from '../../src/server/create-server.js';
import { alice } from '../session/support.js';

const ready: Readiness = {
  isReady: true,
  parts: [
    { part: 'listeners', isNeeded: true, trouble: undefined },
    { part: 'accounts', isNeeded: true, trouble: undefined },
    { part: 'state', isNeeded: false, trouble: 'The store s:1 is not open yet.' },
  ],
};

const unready: Readiness = {
  isReady: false,
  parts: [
    { part: 'listeners', isNeeded: true, trouble: undefined },
    { part: 'accounts', isNeeded: true, trouble: 'a.json: gone\n[+] accounts' },
    { part: 'domain', isNeeded: true, trouble: 'dc1 refuses \u001b[31mall' },
    { part: 'state', isNeeded: false, trouble: 'The store s:1 is not open yet.' },
  ],
};

function adminOf(source: Partial<AdminSource>): LocalPart {
  return createAdmin({
    readiness: async () => ready,
    metrics: async () => 'm 1\n',
    close: () => {},
    ...source,
  });
}

/** Status, text and fields of an answer. */
async function ask(part: LocalPart, path: string, method = 'GET') {
  const response = await part.routes.request(path, { method });
  return { status: response.status, body: await response.text(), fields: response.headers };
}

describe('health and metrics', () => {
  it('is alive while it answers', async () => {
    const { status, body, fields } = await ask(adminOf({}), '/livez');
    assert.deepEqual([status, body], [200, 'ok\n']);
    assert.equal(fields.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(fields.get('cache-control'), 'no-store');
    assert.equal(fields.get('x-content-type-options'), 'nosniff');
  });

  it('is ready without a word more, and names each cause where it is not, in printable lines', async () => {
    const { status, body } = await ask(adminOf({}), '/readyz');
    assert.deepEqual([status, body], [200, 'ok\n']);
    const not = await ask(adminOf({ readiness: async () => unready }), '/readyz');
    assert.equal(not.status, 503);
    assert.equal(not.body, 'accounts: a.json: gone\\u{a}[+] accounts\ndomain: dc1 refuses \\u{1b}[31mall\n');
  });

  it('tells of every part with ?verbose', async () => {
    const { status, body } = await ask(adminOf({}), '/readyz?verbose');
    assert.equal(status, 200);
    assert.equal(
      body,
      '[+] listeners\n[+] accounts\n[-] state: The store s:1 is not open yet. (logins go on without it)\nready\n',
    );
    const not = await ask(adminOf({ readiness: async () => unready }), '/readyz?verbose');
    assert.equal(not.status, 503);
    assert.match(
      not.body,
      /^\[\+\] listeners\n\[-\] accounts: .*\n\[-\] domain: .*\n\[-\] state: .*\nnot ready\n$/,
    );
  });

  it('serves metrics in the form that Prometheus reads', async () => {
    const { status, body, fields } = await ask(adminOf({}), '/metrics');
    assert.deepEqual([status, body], [200, 'm 1\n']);
    assert.equal(fields.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  });

  it('answers HEAD, and refuses other methods and paths', async () => {
    const admin = adminOf({});
    assert.deepEqual([(await ask(admin, '/readyz', 'HEAD')).body], ['']);
    assert.equal((await ask(admin, '/readyz', 'HEAD')).status, 200);
    const { status, fields } = await ask(admin, '/metrics', 'POST');
    assert.equal(status, 405);
    assert.equal(fields.get('allow'), 'GET, HEAD');
    const missing = await ask(admin, '/metrics/x');
    assert.deepEqual([missing.status, missing.body], [404, 'there are /livez, /readyz, /metrics\n']);
  });

  it('asks once for all who ask at one time', async () => {
    let asked = 0;
    let answer = (_text: string): void => {};
    const admin = adminOf({
      metrics: () => {
        asked++;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    const answers = Array.from({ length: 50 }, () => ask(admin, '/metrics'));
    await new Promise((resolve) => setImmediate(resolve));
    answer('m 2\n');
    assert.deepEqual([...new Set((await Promise.all(answers)).map(({ body }) => body))], ['m 2\n']);
    assert.equal(asked, 1);
    const later = ask(admin, '/metrics');
    await new Promise((resolve) => setImmediate(resolve));
    answer('m 3\n');
    assert.equal((await later).body, 'm 3\n');
  });

  it('passes an error of its own on to the listener, which logs it', async () => {
    const admin = adminOf({ metrics: () => Promise.reject(new Error('a bug')) });
    await assert.rejects(async () => admin.routes.request('/metrics'), /^Error: a bug$/);
  });

  it('follows a server to its end', async () => {
    const server = createServer({ accounts: [alice] });
    const admin = createAdmin(sourceOf(server, '1.2.3'));
    assert.deepEqual(
      [(await ask(admin, '/livez')).status, (await ask(admin, '/readyz')).body],
      [200, 'listeners: the server does not listen\n'],
    );
    await server.listen();
    assert.equal((await ask(admin, '/readyz')).status, 200);
    const closed = server.close();
    const { status, body } = await ask(admin, '/readyz');
    assert.deepEqual([status, body], [503, 'listeners: the server is stopping\n']);
    await closed;
    assert.match((await ask(admin, '/metrics')).body, /^smb2_auth_ready 0$/m);
    admin.close?.();
  });
});
