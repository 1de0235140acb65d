import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { connect as connectTls, createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { createServer, type AttemptRecord, type HttpListenerOptions } from '../../../src/index.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { makeCertificate, type PemPair } from '../../../src/server/tls/make-certificate.js';
import { HttpClient } from '../../support/http-client.js';
import { NtlmClient, type NtlmClientOptions } from '../../support/ntlm-client.js';
import { AvId } from '../../../src/auth/ntlm/av-pairs.js';

const PREFIX = 'tls-server-end-point:';

function endPoint(certificate: string, hash = 'sha256'): Buffer {
  const { raw } = new X509Certificate(certificate);
  return Buffer.concat([Buffer.from(PREFIX), createHash(hash).update(raw).digest()]);
}

/** The check of the channel bindings in a record. */
function bindingsIn({ checks }: AttemptRecord) {
  return checks.find(({ check }) => check === 'channel-bindings');
}

describe('HTTPS listener: Extended Protection, RFC 5929 and [MS-NLMP] 3.2.5.1.2', () => {
  let own: PemPair;
  let others: PemPair;
  before(async () => {
    const request = { kind: 'ecdsa', hosts: ['localhost'] } as const;
    own = await makeCertificate(request, systemRuntime);
    others = await makeCertificate(request, systemRuntime);
  });

  async function serve(http: HttpListenerOptions = {}) {
    const server = createServer({
      listen: null,
      accounts: [{ name: 'User', password: 'Password' }],
      http: { tls: own, ...http },
    });
    const { port } = await server.listen();
    return {
      server,
      port,
      /** One login, and its record. */
      async login(client: NtlmClientOptions, to = port) {
        using connection = await HttpClient.connect(to, true);
        const attempt = server.next('attempt');
        const answer = await connection.login(new NtlmClient(client));
        return { answer, record: await attempt };
      },
      [Symbol.asyncDispose]: () => server.close(),
    };
  }

  const absent: NtlmClientOptions = {
    editAvPairs: (pairs) => pairs.filter(({ id }) => id !== AvId.MsvAvChannelBindings),
  };

  it('required: only a client that is bound to this certificate is let in, and each other one is told apart', async () => {
    await using fixture = await serve({ channelBindings: 'required' });
    const clients: [string, NtlmClientOptions, string, RegExp | undefined][] = [
      ['right', { channelBindings: endPoint(own.certificate) }, 'accepted', undefined],
      ['zero', {}, 'channel-binding-mismatch', /the client sends zero/],
      ['absent', absent, 'channel-binding-mismatch', /the client sends none/],
      [
        'another',
        { channelBindings: endPoint(others.certificate) },
        'channel-binding-mismatch',
        /another certificate than ours/,
      ],
      [
        'SHA-1',
        { channelBindings: endPoint(own.certificate, 'sha1') },
        'channel-binding-mismatch',
        /SHA-1 hash.*The certificate is ours/,
      ],
      [
        'SHA-384',
        { channelBindings: endPoint(own.certificate, 'sha384') },
        'channel-binding-mismatch',
        /SHA-384 hash/,
      ],
      [
        'no prefix',
        { channelBindings: endPoint(own.certificate).subarray(PREFIX.length) },
        'channel-binding-mismatch',
        /hash without/,
      ],
    ];
    for (const [title, client, reason, words] of clients) {
      const { answer, record } = await fixture.login(client);
      assert.deepEqual([record.reason, answer.status], [reason, reason === 'accepted' ? 200 : 401], title);
      assert.equal(bindingsIn(record)?.outcome, reason === 'accepted' ? 'passed' : 'failed', title);
      if (words !== undefined) assert.match(record.explanation, words, title);
    }
  });

  it('when sent, the default: zero and none are let in, anything wrong is not', async () => {
    await using fixture = await serve();
    for (const [client, reason, told] of [
      [{ channelBindings: endPoint(own.certificate) }, 'accepted', 'right'],
      [{}, 'accepted', 'zero'],
      [absent, 'accepted', 'absent'],
      [{ channelBindings: endPoint(others.certificate) }, 'channel-binding-mismatch', undefined],
    ] as const) {
      const { answer, record } = await fixture.login(client);
      assert.equal(record.reason, reason);
      const body = JSON.parse(answer.body) as { proved?: { channelBindings: string } };
      assert.equal(body.proved?.channelBindings, told);
    }
  });

  it('never: they are not looked at', async () => {
    await using fixture = await serve({ channelBindings: 'never' });
    const { record } = await fixture.login({ channelBindings: endPoint(others.certificate) });
    assert.deepEqual([record.reason, bindingsIn(record)], ['accepted', undefined]);
    assert.deepEqual(record.protection, { signing: 'none', encryption: 'required', used: 'encrypted' });
  });

  it('the names of services are checked', async () => {
    await using fixture = await serve({ serviceNames: ['HTTP/web.example'] });
    assert.equal((await fixture.login({ targetName: 'HTTP/web.example' })).record.reason, 'accepted');
    assert.equal(
      (await fixture.login({ targetName: 'cifs/web.example' })).record.reason,
      'target-name-mismatch',
    );
    assert.equal((await fixture.login({ targetName: null })).record.reason, 'target-name-mismatch');
  });

  it('bindings of the type tls-unique are named', async () => {
    await using fixture = await serve({ channelBindings: 'required' });
    const socket = connectTls({
      host: '127.0.0.1',
      port: fixture.port,
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.2',
    });
    await once(socket, 'secureConnect');
    const finished = socket.getFinished();
    assert.ok(finished);
    using connection = HttpClient.on(socket);
    const attempt = fixture.server.next('attempt');
    const client = new NtlmClient({ channelBindings: Buffer.concat([Buffer.from('tls-unique:'), finished]) });
    assert.equal((await connection.login(client)).status, 401);
    assert.match((await attempt).explanation, /tls-unique/);
  });

  /** A proxy that ends TLS with its own certificate and speaks TLS to the server. */
  async function inBetween(port: number, { certificate, key }: PemPair) {
    const sockets: TLSSocket[] = [];
    const proxy = createTlsServer({ cert: certificate, key }, (client) => {
      const server = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
      sockets.push(client, server);
      client.on('error', () => server.destroy());
      server.on('error', () => client.destroy());
      client.pipe(server).pipe(client);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    return {
      port: (proxy.address() as AddressInfo).port,
      [Symbol.dispose]() {
        for (const socket of sockets) socket.destroy();
        proxy.close();
      },
    };
  }

  /** Logs in as a client does that binds itself to the certificate it sees. */
  async function loginThrough(port: number): Promise<number> {
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const raw = socket.getPeerX509Certificate()?.raw ?? Buffer.alloc(0);
    const channelBindings = Buffer.concat([Buffer.from(PREFIX), createHash('sha256').update(raw).digest()]);
    using connection = HttpClient.on(socket);
    return (await connection.login(new NtlmClient({ channelBindings }))).status;
  }

  for (const channelBindings of ['required', 'when-sent'] as const) {
    it(`a proxy with another certificate in between is refused, and named: ${channelBindings}`, async () => {
      await using fixture = await serve({ channelBindings });
      using proxy = await inBetween(fixture.port, others);
      const attempt = fixture.server.next('attempt');
      assert.equal(await loginThrough(proxy.port), 401);
      const record = await attempt;
      assert.equal(record.reason, 'channel-binding-mismatch');
      assert.match(record.explanation, /sees another certificate than ours: a proxy ends its TLS connection/);
      assert.equal(await loginThrough(fixture.port), 200);
    });
  }

  it('never: the same proxy passes', async () => {
    await using fixture = await serve({ channelBindings: 'never' });
    using proxy = await inBetween(fixture.port, others);
    assert.equal(await loginThrough(proxy.port), 200);
  });

  it('HTTP in the clear on the port of HTTPS is a failure of TLS', async () => {
    await using fixture = await serve();
    const attempt = fixture.server.next('attempt');
    const socket = connect(fixture.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const record = await attempt;
    socket.destroy();
    assert.deepEqual([record.reason, record.connection.carrier], ['tls-failed', 'https']);
    assert.match(record.explanation, /HTTP without TLS/);
  });

  it('a client that does not trust the certificate is one, too', async () => {
    await using fixture = await serve();
    const attempt = fixture.server.next('attempt');
    const socket = connectTls({ host: '127.0.0.1', port: fixture.port });
    await once(socket, 'error');
    const record = await attempt;
    assert.match(record.reason, /^tls-failed$|^left-after-tls$/);
  });

  it('close() in the middle of a handshake ends the connection', async () => {
    const fixture = await serve();
    const socket = connect(fixture.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(Buffer.from('16030100', 'hex'));
    const ended = new Promise((resolve) => socket.on('close', resolve));
    await fixture.server.close();
    await ended;
  });
});
