import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer, type AttemptRecord, type Server, type ServerOptions } from '../../../src/index.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';
import { HttpClient } from '../../support/http-client.js';
import { NtlmClient } from '../../support/ntlm-client.js';

/** A server of HTTP alone, and the attempts that it told of. */
async function serve(options: Partial<ServerOptions> = {}) {
  const errors: string[] = [];
  const server = createServer({
    listen: null,
    accounts: [{ name: 'User', password: 'Password' }],
    http: {},
    logger: { error: (message, { error }) => errors.push(`${message}: ${String(error)}`), warn: () => {} },
    ...options,
  });
  const attempts: AttemptRecord[] = [];
  server.on('attempt-completed', (attempt) => attempts.push(attempt));
  const { port } = await server.listen();
  return {
    server,
    attempts,
    errors,
    port,
    connect: () => HttpClient.connect(port),
    async [Symbol.asyncDispose]() {
      await server.close();
      assert.deepEqual(errors, []);
    },
  };
}

const alice = () => new NtlmClient();

/** The reason of the next attempt that is complete. */
async function reasonOf(server: Server, act: () => Promise<unknown>): Promise<string> {
  const attempt = server.next('attempt-completed');
  await act();
  return (await attempt).reason;
}

describe('HTTP listener: requests on a connection, RFC 9112', () => {
  it('a login takes three legs on one connection, and its record has HTTP’s own fields', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    const completed = fixture.server.next('attempt-completed');
    const answer = await client.login(alice());
    assert.deepEqual([answer.status, answer.fields.get('persistent-auth')], [200, 'true']);
    const { attempt } = JSON.parse(answer.body) as { attempt: number };
    assert.equal((await client.ask({ 'User-Agent': 'x' }, 'GET /next?secret HTTP/1.1')).status, 200);
    const record = await completed;
    assert.deepEqual([record.id, record.reason, record.connection.carrier], [attempt, 'accepted', 'http']);
    const { carrier, scheme, proxy, method, target } = record.login as unknown as Record<string, unknown>;
    assert.deepEqual([carrier, scheme, proxy, method, target], ['http', 'NTLM', false, 'GET', '/']);
    assert.deepEqual(record.protection, { signing: 'none', encryption: 'none', used: 'none' });
    assert.match(record.next.join(), /GET .*\/next\?….* answered 200/);
  });

  it('bodies are read and dropped, with each leg, however they come', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    const body = 'x'.repeat(200_000);
    assert.equal((await client.login(alice(), 'NTLM', 'POST /upload HTTP/1.1', body)).status, 200);
    client.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
    client.write('3\r\nabc\r\n0\r\nTrailer: a\r\n\r\n');
    assert.equal((await client.answer()).status, 200);
  });

  it('a client that expects 100 (Continue) is asked for its body', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    client.write('POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n');
    assert.equal((await client.answer()).status, 100);
    client.write('body');
    assert.equal((await client.answer()).status, 401);
    assert.equal((await client.login(alice())).status, 200);
  });

  it('HEAD has no body, and the length that it would have', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    const head = await client.ask({}, 'HEAD / HTTP/1.1');
    const get = await client.ask();
    assert.deepEqual([head.status, head.body], [401, '']);
    assert.equal(head.fields.get('content-length'), get.fields.get('content-length'));
  });

  it('requests that come at once are answered in their order', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    const { negotiateMessage } = alice();
    const token = negotiateMessage.toString('base64');
    client.write(
      `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: NTLM ${token}\r\n\r\n${'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(300)}`,
    );
    assert.match((await client.answer()).fields.get('www-authenticate') ?? '', /^NTLM TlRM/);
    for (let i = 0; i < 300; i++) {
      assert.equal((await client.answer()).fields.get('www-authenticate'), 'Negotiate, NTLM');
    }
  });

  it('“Connection: close” is obeyed, and told of in the middle of a login', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    assert.equal((await client.ask({ Connection: 'close' })).status, 401);
    assert.equal(await client.end(), '');
    using other = await fixture.connect();
    const token = alice().negotiateMessage.toString('base64');
    const reason = await reasonOf(fixture.server, async () => {
      const answer = await other.ask({ Connection: 'close', Authorization: `NTLM ${token}` });
      assert.match(answer.body, /keep the connection alive/);
      assert.equal(await other.end(), '');
    });
    assert.equal(reason, 'http-connection-close');
  });

  it('a second leg on another connection is told of', async () => {
    await using fixture = await serve();
    using first = await fixture.connect();
    using second = await fixture.connect();
    const client = alice();
    const challenge = await first.ask({
      Authorization: `NTLM ${client.negotiateMessage.toString('base64')}`,
    });
    const token = Buffer.from((challenge.fields.get('www-authenticate') ?? '').slice(5), 'base64');
    const reason = await reasonOf(fixture.server, async () => {
      const answer = await second.ask({
        Authorization: `NTLM ${client.authenticate(token).toString('base64')}`,
      });
      assert.equal(answer.status, 401);
    });
    assert.equal(reason, 'http-connection-changed');
  });

  it('a proxy asks, CONNECT logs in, and the connection goes on behind it', async () => {
    await using fixture = await serve({ http: { proxy: true } });
    using client = await fixture.connect();
    const ntlm = alice();
    const connectTo = 'CONNECT files.example:443 HTTP/1.1';
    const first = await client.ask(
      { 'Proxy-Authorization': `NTLM ${ntlm.negotiateMessage.toString('base64')}` },
      connectTo,
    );
    assert.equal(first.status, 407);
    const challenge = Buffer.from((first.fields.get('proxy-authenticate') ?? '').slice(5), 'base64');
    const token = ntlm.authenticate(challenge).toString('base64');
    const last = await client.ask({ 'Proxy-Authorization': `NTLM ${token}` }, connectTo);
    assert.equal(last.status, 501);
    assert.equal((JSON.parse(last.body) as { authenticated: boolean }).authenticated, true);
    assert.equal((await client.ask({}, 'GET http://files.example/ HTTP/1.1')).status, 200);
  });
});

describe('HTTP listener: requests that are refused with words', () => {
  for (const [title, request, status, reason] of [
    ['HTTP/1.0', 'GET / HTTP/1.0\r\nHost: a\r\n\r\n', 505, 'http-version-refused'],
    [
      'the preface of HTTP/2',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
      505,
      'http-version-refused',
    ],
    ['a version that there is not', 'GET / HTTP/3.7\r\nHost: a\r\n\r\n', 505, 'http-version-refused'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'http-request-malformed'],
    ['a field without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n', 400, 'http-request-malformed'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'http-request-malformed',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'http-request-malformed',
    ],
    [
      'a body that is too long',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n',
      413,
      'http-body-too-long',
    ],
    [
      'a header that is too long',
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'c'.repeat(70 * 1024)}\r\n\r\n`,
      431,
      'http-header-too-long',
    ],
  ] as const) {
    it(`${title}: ${status}, and the end of the connection`, async () => {
      await using fixture = await serve();
      using client = await fixture.connect();
      const found = await reasonOf(fixture.server, async () => {
        client.write(Buffer.from(request, 'latin1'));
        const answer = await client.answer();
        assert.equal(answer.status, status);
        assert.equal((JSON.parse(answer.body) as { reason: string }).reason, reason);
        assert.equal(await client.end(), '');
      });
      assert.equal(found, reason);
    });
  }

  it('chunks that come to more than the limit: 413', async () => {
    await using fixture = await serve({ limits: { transactBytes: 65_536 } });
    using client = await fixture.connect();
    client.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let i = 0; i < 5; i++) client.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`);
    assert.equal((await client.answer()).status, 413);
    assert.equal(fixture.server.limitHits.get('transactBytes'), 1);
  });

  for (const [title, bytes] of [
    ['SMB', Buffer.from('00000044fe534d4240000000', 'hex')],
    ['TLS', Buffer.from('160301007a0100007603030000', 'hex')],
    ['zeros', Buffer.alloc(200)],
  ] as const) {
    it(`${title} instead of HTTP: no answer`, async () => {
      await using fixture = await serve();
      using client = await fixture.connect();
      const reason = await reasonOf(fixture.server, async () => {
        client.write(bytes);
        assert.equal(await client.end(), '');
      });
      assert.equal(reason, 'not-http');
    });
  }

  it('a password in Basic is nowhere in the records', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    const attempt = fixture.server.next('attempt-completed');
    const encoded = Buffer.from('alice:Tr0ub4dor').toString('base64');
    await client.ask({ Authorization: `Basic ${encoded}` }, 'GET /?p=Tr0ub4dor HTTP/1.1');
    client.socket.end();
    const record = await attempt;
    assert.equal(record.reason, 'http-scheme-refused');
    assert.doesNotMatch(JSON.stringify(record), new RegExp(`Tr0ub4dor|${encoded}`));
  });

  for (const [title, fields, line] of [
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\nff\r\nab', 'POST /upload'],
    ['a length', 'Content-Length: 9\r\n\r\nab', 'PUT /upload'],
  ] as const) {
    it(`a body of ${title} that never comes: the record has the request`, async () => {
      await using fixture = await serve();
      using client = await fixture.connect();
      const attempt = fixture.server.next('attempt-completed');
      client.write(`${line} HTTP/1.1\r\nHost: a\r\n${fields}`);
      client.socket.end();
      const { reason, explanation } = await attempt;
      assert.equal(reason, 'http-without-login');
      assert.match(explanation, /(POST|PUT) .*\/upload/);
    });
  }

  for (const [title, last] of [
    ['Host', 'Host: b'],
    ['Authorization', 'Authorization: Basic YTpi\r\nAuthorization: NTLM TlRMTVNTUAABAAAA'],
  ] as const) {
    it(`a second ${title} behind thousands of fields is seen`, async () => {
      await using fixture = await serve();
      using client = await fixture.connect();
      client.write(`GET / HTTP/1.1\r\nHost: a\r\n${'a:\r\n'.repeat(10_000)}${last}\r\n\r\n`);
      assert.equal((await client.answer()).status, 400);
    });
  }

  it('a ticket with a PAC of 40 KiB fits into a header', async () => {
    await using fixture = await serve();
    using client = await fixture.connect();
    const large = Buffer.concat([Buffer.from([0x60]), Buffer.alloc(40 * 1024)]);
    const answer = await client.ask({ Authorization: `Negotiate ${large.toString('base64')}` });
    assert.deepEqual([answer.status, answer.fields.get('www-authenticate')], [401, 'Negotiate, NTLM']);
  });
});

describe('HTTP listener: limits', () => {
  it('authenticationSeconds: a client that sends its header octet by octet', async () => {
    const runtime = new HandDrivenRuntime();
    await using fixture = await serve({ runtime });
    using client = await fixture.connect();
    client.write('GET / HTTP/1.1\r\nX: ');
    for (let second = 0; second < 45; second++) {
      client.write('x');
      runtime.advance(1000);
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    const reason = await reasonOf(fixture.server, async () => {
      runtime.advance(1000);
      assert.equal(await client.end(), '');
    });
    assert.equal(reason, 'timed-out');
    assert.equal(fixture.server.limitHits.get('authenticationSeconds'), 1);
  });

  it('idleSeconds: a user who asks for nothing', async () => {
    const runtime = new HandDrivenRuntime();
    await using fixture = await serve({ runtime, limits: { idleSeconds: 60 } });
    using client = await fixture.connect();
    assert.equal((await client.login(alice())).status, 200);
    // The time without a user does not count.
    runtime.advance(50_000);
    assert.equal((await client.ask()).status, 200);
    runtime.advance(61_000);
    runtime.advance(1_000);
    assert.equal(await client.end(), '');
    assert.equal(fixture.server.limitHits.get('idleSeconds'), 1);
  });

  it('connections are counted with those of SMB', async () => {
    await using fixture = await serve({ listen: undefined as never, limits: { connections: 1 } });
    const { smb, http } = fixture.server.addresses;
    assert.ok(smb !== undefined && http !== undefined);
    const held = connect(smb.port, '127.0.0.1');
    await once(held, 'connect');
    using client = await HttpClient.connect(http.port);
    assert.equal(await client.end(), '');
    assert.equal(fixture.server.limitHits.get('connections'), 1);
    held.destroy();
  });

  it('a client that reads no answers is not answered for ever', async () => {
    await using fixture = await serve({ limits: { queuedBytes: 65_536 } });
    using client = await fixture.connect();
    client.socket.pause();
    let blocked = false;
    for (let i = 0; i < 400 && !blocked; i++) {
      blocked = !client.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(500));
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    assert.ok(blocked, 'the server reads no more');
  });

  it('close() ends every connection, also in the middle of a login and of a body', async () => {
    const fixture = await serve();
    using first = await fixture.connect();
    using second = await fixture.connect();
    using third = await fixture.connect();
    await first.login(alice());
    await second.ask({ Authorization: `NTLM ${alice().negotiateMessage.toString('base64')}` });
    third.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nbeginning');
    await fixture.server.close();
    await Promise.all([first.end(), second.end(), third.end()]);
    assert.deepEqual(fixture.errors, []);
  });
});
