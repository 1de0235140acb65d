import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import type { AttemptRecord, Fault, Server, ServerOptions } from '../../src/index.js';
import { createServer } from '../../src/server/create-server.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { AuthLevel } from '../../src/rpc/pdu/index.js';
import { loginWithSpnego } from '../rpc/support/bind-logins.js';
import { rpcOverTcp } from '../rpc/support/rpc-over-tcp.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { CredSspClient } from '../support/credssp-client.js';
import { connectPlain, CredSspWire, everythingFrom } from '../support/credssp-connection.js';
import { encodeConnectionRequest } from '../../src/credssp/rdp/connection-request.js';
import { ntlmTokens, spnegoTokens } from '../support/gss-clients.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import type { Carrier } from '../../src/facts/recorder.js';

const options: ServerOptions = {
  listen: null,
  accounts: [{ name: 'User', password: 'Password' }],
  credssp: { tls: { generate: 'ecdsa' } },
  http: {},
  rpc: { anonymous: 'accept' },
};

async function serveWith(...faults: readonly Fault[]) {
  const server = createServer({ ...options, faults });
  await server.listen();
  const happened: string[] = [];
  server.on(
    'fault',
    ({ step, effect, user = '' }) => void happened.push(`${step}: ${effect} ${user}`.trim()),
  );
  return { server, happened, [Symbol.asyncDispose]: () => server.close() };
}

function portOf({ addresses }: Server, carrier: Carrier): number {
  return addresses[carrier]?.port ?? assert.fail(`${carrier} is served`);
}

function shown({ verdict, reason, faults }: AttemptRecord) {
  return { verdict, reason, faults: faults.map(({ step, effect }) => `${step}: ${effect}`) };
}

describe('faults at responses of HTTP', () => {
  it('http-schemes: the client is offered another scheme', async () => {
    await using fixture = await serveWith({
      when: { step: 'http-unauthorized' },
      what: { do: 'http-schemes', schemes: ['Basic realm="files"', 'Digest'] },
    });
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    const { status, fields } = await client.ask();
    assert.equal(status, 401);
    assert.equal(fields.get('www-authenticate'), 'Basic realm="files", Digest');
    assert.deepEqual(fixture.happened, ['http-unauthorized: schemes Basic realm="files", Digest']);
  });

  it('http-fields: WWW-Authenticate is missing, and the token with it', async () => {
    await using fixture = await serveWith({
      when: { step: 'http-continued' },
      what: { do: 'http-fields', remove: ['www-authenticate'], set: { 'Retry-After': '5' } },
    });
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    const token = new NtlmClient().negotiateMessage.toString('base64');
    const { status, fields } = await client.ask({ Authorization: `NTLM ${token}` });
    assert.deepEqual(
      [status, fields.get('www-authenticate'), fields.get('retry-after')],
      [401, undefined, '5'],
    );
  });

  it('http-status: an accepted login is answered with an error, and counts as refused', async () => {
    await using fixture = await serveWith({
      name: 'busy',
      when: { step: 'http-accepted', user: 'user', times: 1 },
      what: { do: 'http-status', status: 503 },
    });
    const completed = fixture.server.next('attempt-completed');
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    assert.equal((await client.login(new NtlmClient())).status, 503);
    assert.deepEqual(shown(await completed), {
      verdict: 'refused',
      reason: 'answered-otherwise',
      faults: ['http-accepted: http-status 503'],
    });
    await client.end();
    using again = await HttpClient.connect(portOf(fixture.server, 'http'));
    assert.equal((await again.login(new NtlmClient())).status, 200);
  });

  it('close behind the token: the connection ends in the middle of a login', async () => {
    await using fixture = await serveWith({
      when: { step: 'http-continued' },
      what: { do: 'close', after: true },
    });
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    await assert.rejects(client.login(new NtlmClient()), /the connection has ended/);
  });

  it('oversize: Content-Length beyond the body, a longer body, a long header', async () => {
    const lengths: number[] = [];
    for (const part of ['length', 'padding', 'header'] as const) {
      await using fixture = await serveWith({
        when: { step: 'http-unauthorized' },
        what: [
          { do: 'oversize', bytes: 5000, part },
          { do: 'close', after: true },
        ],
      });
      using client = await HttpClient.connect(portOf(fixture.server, 'http'));
      client.write('GET / HTTP/1.1\r\nHost: web.example\r\n\r\n');
      const all = await client.end();
      const [head = '', body = ''] = all.split('\r\n\r\n');
      lengths.push(Number(/^Content-Length: (\d+)$/m.exec(head)?.[1]) - body.length);
      if (part === 'header') assert.match(head, /^X-Padding: x{5000}$/m);
      if (part === 'padding') assert.ok(body.endsWith(' '.repeat(5000)));
    }
    assert.deepEqual(lengths, [5000, 0, 0]);
  });

  it('delay and drip keep a login whole; what comes behind on the connection waits', async () => {
    await using fixture = await serveWith(
      { when: { step: 'http-continued' }, what: { do: 'delay', milliseconds: 5 } },
      { when: { step: 'http-accepted' }, what: { do: 'split', bytes: 50 } },
    );
    const completed = fixture.server.next('attempt-completed');
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    const { status } = await client.login(new NtlmClient(), 'Negotiate');
    assert.equal(status, 200);
    assert.equal((await client.ask()).status, 200);
    client.socket.end();
    assert.deepEqual(shown(await completed), {
      verdict: 'accepted',
      reason: 'accepted',
      faults: ['http-continued: delay of 5 ms', 'http-accepted: split into pieces of 50 bytes'],
    });
  });

  it('a fault that is added while a connection is open holds for its next login', async () => {
    await using fixture = await serveWith();
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    assert.equal((await client.ask()).status, 401);
    const completed = fixture.server.next('attempt-completed');
    fixture.server.faults.add({ when: { step: 'http-accepted' }, what: { do: 'http-status', status: 500 } });
    assert.equal((await client.login(new NtlmClient())).status, 500);
    assert.equal((await completed).reason, 'answered-otherwise');
  });
});

describe('faults at answers of CredSSP', () => {
  async function bind(server: Server) {
    const wire = await CredSspWire.open(portOf(server, 'credssp'));
    const gss = spnegoTokens(ntlmTokens(new NtlmClient()));
    const client = new CredSspClient(gss, { subjectPublicKey: wire.subjectPublicKey });
    const failure = await client.bind(wire.exchange).catch((error: unknown) => error);
    return { wire, client, failure, last: client.answers.at(-1) };
  }

  for (const value of ['wrong', 'missing'] as const) {
    it(`public-key ${value}: the client’s check of the key fails, and the login counts as refused`, async () => {
      await using fixture = await serveWith({
        when: { step: 'credssp-public-key', user: 'User' },
        what: { do: 'public-key', value },
      });
      const completed = fixture.server.next('attempt-completed');
      const { wire, failure, last } = await bind(fixture.server);
      await using _ = wire;
      assert.ok(failure instanceof assert.AssertionError);
      if (value === 'missing') assert.equal(last?.pubKeyAuth, undefined);
      else {
        // It is properly sealed, so that a client which does not compare it goes on.
        assert.equal((failure.actual as Buffer | undefined)?.length, 32);
      }
      assert.deepEqual(shown(await completed), {
        verdict: 'refused',
        reason: 'answered-otherwise',
        faults: [`credssp-public-key: public-key ${value}`],
      });
    });
  }

  it('error-code: any NTSTATUS instead of the answer', async () => {
    await using fixture = await serveWith({
      when: { step: 'credssp-public-key' },
      what: { do: 'error-code', status: 'STATUS_ACCOUNT_DISABLED' },
    });
    const { wire, failure } = await bind(fixture.server);
    await using _ = wire;
    assert.equal(failure, NtStatus.STATUS_ACCOUNT_DISABLED);
  });

  it('credssp-version: another version in the first answer', async () => {
    await using fixture = await serveWith({
      when: { step: 'credssp-continued', times: 1 },
      what: { do: 'credssp-version', version: 2 },
    });
    const { wire, client } = await bind(fixture.server);
    await using _ = wire;
    assert.equal(client.answers[0]?.version, 2);
    assert.ok(client.answers[0]?.negoTokens);
  });

  it('rdp-failure and rdp-protocol: the negotiation of RDP ends otherwise', async () => {
    const request = encodeConnectionRequest({ negotiation: { flags: 0, requestedProtocols: 3 } });
    for (const [what, type, value] of [
      [{ do: 'rdp-failure', code: 2 }, 3, 2],
      [{ do: 'rdp-protocol', protocol: 1 }, 2, 1],
    ] as const) {
      await using fixture = await serveWith({ when: { step: 'rdp-negotiation' }, what });
      const socket = await connectPlain(portOf(fixture.server, 'credssp'));
      socket.write(request);
      if (what.do === 'rdp-protocol') setImmediate(() => socket.end());
      const confirm = await everythingFrom(socket);
      assert.equal(confirm.length, 19);
      assert.deepEqual([confirm[11], confirm.readUInt32LE(15)], [type, value]);
      socket.destroy();
    }
  });
});

describe('the way to TLS behind RDP’s negotiation', () => {
  const request = { negotiation: { flags: 0, requestedProtocols: 3 } } as const;

  it('begins once the Connection Confirm has left, however late and in pieces', async () => {
    await using fixture = await serveWith({
      when: { step: 'rdp-negotiation' },
      what: [
        { do: 'delay', milliseconds: 5 },
        { do: 'split', bytes: 7 },
      ],
    });
    await using wire = await CredSspWire.open(portOf(fixture.server, 'credssp'), request);
    assert.equal(wire.subjectPublicKey.length > 0, true);
  });

  for (const milliseconds of [0, 5]) {
    it(`does not begin behind a stall, which comes after ${milliseconds} ms`, async () => {
      await using fixture = await serveWith({
        when: { step: 'rdp-negotiation', times: 1 },
        what: [
          { do: 'delay', milliseconds },
          { do: 'stall', after: true },
        ],
      });
      const ended = fixture.server.next('attempt');
      const socket = await connectPlain(portOf(fixture.server, 'credssp'));
      socket.write(encodeConnectionRequest(request));
      const [confirm] = (await once(socket, 'data')) as [Buffer];
      assert.equal(confirm.length, 19);
      const tls = connectTls({ socket, rejectUnauthorized: false });
      tls.on('error', () => {});
      let isSecured = false;
      tls.on('secureConnect', () => (isSecured = true));
      // A later connection has its answer first.
      await using _ = await CredSspWire.open(portOf(fixture.server, 'credssp'), request);
      assert.equal(isSecured, false);
      socket.destroy();
      assert.equal((await ended).verdict, 'unfinished');
    });
  }
});

describe('faults at PDUs of RPC over TCP', () => {
  /** NetrServerGetInfo ([MS-SRVS] 3.1.4.17) without a name, of level 101. */
  const stub = Buffer.from('0000000065000000', 'hex');

  it('bind-nak, with its reason', async () => {
    await using fixture = await serveWith({
      when: { step: 'rpc-bind' },
      what: { do: 'bind-nak', reason: 8 },
    });
    await using tcp = await rpcOverTcp(portOf(fixture.server, 'rpc'));
    const { body } = await tcp.rpc.bind(SRVSVC);
    assert.deepEqual(body, { kind: 'bind-nak', reason: 8 });
    assert.deepEqual(fixture.happened, ['rpc-bind: bind-nak 8']);
  });

  it('rpc-fault, with any status', async () => {
    await using fixture = await serveWith({
      when: { step: 'rpc-response' },
      what: { do: 'rpc-fault', status: 0x1c01_0003 },
    });
    await using tcp = await rpcOverTcp(portOf(fixture.server, 'rpc'));
    await tcp.rpc.bind(SRVSVC);
    const [answer] = await tcp.rpc.request(21, stub);
    assert.ok(answer?.body.kind === 'fault');
    assert.equal(answer.body.status, 0x1c01_0003);
  });

  it('oversize: frag_length says more than follows', async () => {
    await using fixture = await serveWith({
      when: { step: 'rpc-response' },
      what: [
        { do: 'oversize', bytes: 100 },
        { do: 'close', after: true },
      ],
    });
    await using tcp = await rpcOverTcp(portOf(fixture.server, 'rpc'));
    await tcp.rpc.bind(SRVSVC);
    const chunks: Buffer[] = [];
    tcp.socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
    assert.deepEqual(await tcp.rpc.request(21, stub), []);
    const bytes = Buffer.concat(chunks);
    assert.equal(bytes.readUInt16LE(8), bytes.length + 100);
  });

  for (const value of ['wrong', 'missing'] as const) {
    it(`rpc-verifier ${value}`, async () => {
      await using fixture = await serveWith({
        when: { step: 'rpc-response' },
        what: { do: 'rpc-verifier', value },
      });
      await using tcp = await rpcOverTcp(portOf(fixture.server, 'rpc'));
      await loginWithSpnego(tcp.rpc, AuthLevel.PKT_INTEGRITY);
      const [answer] = await tcp.rpc.request(21, stub);
      assert.ok(answer);
      assert.equal(answer.security !== undefined, value === 'wrong');
      if (value === 'wrong') assert.throws(() => tcp.rpc.unprotect(answer));
    });
  }
});
