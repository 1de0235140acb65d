import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type SecureContext, type TLSSocket } from 'node:tls';
import type { Fact } from '../../../src/facts/fact.js';
import type { ConnectionEnd } from '../../../src/facts/recorder.js';
import type { TlsFailed } from '../../../src/facts/tls.js';
import { HeldBytes } from '../../../src/runtime/held-bytes.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { endpointsOf } from '../../../src/server/carriers/carrier-connection.js';
import { StreamConnection } from '../../../src/server/carriers/stream-connection.js';
import type { StreamProtocol, Transport } from '../../../src/server/carriers/stream-protocol.js';
import { MessageTurns } from '../../../src/server/message-turns.js';
import { defaultNames } from '../../../src/schema/defaults.js';
import { secureContextOf } from '../../../src/server/tls/secure-context.js';
import { openCertificate, type ServerCertificate } from '../../../src/server/tls/server-certificate.js';
import type { TlsChannel } from '../../../src/server/tls/tls-channel.js';
import { defaultLimits } from '../../../src/session/model/policy.js';
import type { ServerState } from '../../../src/session/model/server-state.js';

/** Answers each chunk in upper case; `tls` and what comes behind it in the same chunk begin TLS. */
class Shouting implements StreamProtocol {
  readonly authenticated = false;
  readonly stage = 'has said nothing yet';
  readonly heldLength = 0;
  readonly channels: TlsChannel[] = [];
  isClosed = false;
  readonly #transport: Transport;
  readonly #secureContext: SecureContext;

  constructor(transport: Transport, secureContext: SecureContext) {
    this.#transport = transport;
    this.#secureContext = secureContext;
  }

  async receive(bytes: Buffer): Promise<void> {
    await Promise.resolve();
    if (this.channels.length > 0 || bytes.toString('latin1', 0, 3) !== 'tls') {
      this.#transport.send(Buffer.from(bytes.toString('latin1').toUpperCase(), 'latin1'));
      if (bytes.toString('latin1') === 'bye') this.#transport.drop('refused');
      return;
    }
    this.#transport.send(Buffer.from('go'));
    this.#transport.startTls(this.#secureContext, bytes.subarray(3));
  }

  secured(channel: TlsChannel): void {
    this.channels.push(channel);
  }

  closed(): void {
    this.isClosed = true;
  }
}

/** A listener whose connections shout, and all that it saw. */
class Fixture implements AsyncDisposable {
  readonly facts: Fact[] = [];
  readonly seen: Record<'received' | 'sent', Buffer[]> = { received: [], sent: [] };
  readonly protocols: Shouting[] = [];
  readonly held = new HeldBytes('heldBytesPerConnection', defaultLimits.heldBytesPerConnection);
  readonly connections: StreamConnection[] = [];
  readonly ended: Promise<ConnectionEnd>;
  readonly #listener: Server;
  readonly #sockets: Socket[] = [];

  constructor(certificate: ServerCertificate, fromTheFirstByte: boolean) {
    const secureContext = secureContextOf(certificate);
    let end = (_end: ConnectionEnd): void => {};
    this.ended = new Promise((resolve) => (end = resolve));
    const state = {
      limits: defaultLimits,
      runtime: systemRuntime,
      turns: new MessageTurns(() => false),
      onLimit: () => {},
      onInternalError: (error: unknown) => assert.fail(String(error)),
      recorder: {
        connectionOpened: () => ({ report: (fact: Fact) => this.facts.push(fact), closed: end }),
      },
      tap: {
        connectionOpened: () => ({
          received: (bytes: Buffer) => this.seen.received.push(Buffer.from(bytes)),
          sent: (bytes: Buffer) => this.seen.sent.push(Buffer.from(bytes)),
          closed: () => {},
        }),
      },
    } as unknown as ServerState;
    this.#listener = createServer((socket) => {
      this.#sockets.push(socket);
      const create = (transport: Transport): Shouting => {
        const protocol = new Shouting(transport, secureContext);
        this.protocols.push(protocol);
        if (fromTheFirstByte) transport.startTls(secureContext);
        return protocol;
      };
      this.connections.push(
        new StreamConnection(
          'credssp',
          [socket, 1, this.held, endpointsOf(socket)],
          { server: state, decisions: { decide: undefined }, openings: { decideOpening: undefined } },
          create,
        ),
      );
    });
  }

  async listen(): Promise<number> {
    this.#listener.listen(0, '127.0.0.1');
    await once(this.#listener, 'listening');
    return (this.#listener.address() as AddressInfo).port;
  }

  seenText(direction: 'received' | 'sent'): string {
    return Buffer.concat(this.seen[direction]).toString('latin1');
  }

  failure(): TlsFailed | undefined {
    return this.facts.find((fact) => fact.kind === 'tls-failed');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#listener.close();
    await once(this.#listener, 'close');
  }
}

/** The next bytes of a stream, until there are so many. */
async function read(stream: Socket, length: number): Promise<string> {
  let text = '';
  while (text.length < length) {
    const [chunk] = (await once(stream, 'data')) as [Buffer];
    text += chunk.toString('latin1');
  }
  return text;
}

async function secured(options: ConnectionOptions): Promise<TLSSocket> {
  const tls = connectTls({ rejectUnauthorized: false, ...options });
  await once(tls, 'secureConnect');
  return tls;
}

describe('TLS on a connection', () => {
  let certificate: ServerCertificate;

  before(async () => {
    certificate = await openCertificate(
      {},
      {
        names: defaultNames,
        host: '127.0.0.1',
        runtime: systemRuntime,
        logger: { error: () => {}, warn: () => {} },
        place: 'tls',
        usualKind: 'ecdsa',
      },
    );
  });

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
    it(`speaks ${version} from the first byte, and the tap sees the records alone`, async () => {
      await using fixture = new Fixture(certificate, true);
      const port = await fixture.listen();
      const limits = { minVersion: version, maxVersion: version };
      const client = await secured({ port, host: '127.0.0.1', servername: 'files.example.com', ...limits });
      client.write('a long secret');
      assert.equal(await read(client, 13), 'A LONG SECRET');
      assert.equal(new X509Certificate(client.getPeerCertificate().raw).toString(), certificate.certificate);
      client.end();
      assert.deepEqual(await fixture.ended, { by: 'client', how: 'closed' });
      const [established] = fixture.facts;
      assert.deepEqual(
        { ...established, cipher: '' },
        { kind: 'tls-established', protocol: version, cipher: '', serverName: 'files.example.com' },
      );
      assert.match(String(established?.kind === 'tls-established' && established.cipher), /^TLS_/);
      assert.equal(fixture.failure(), undefined);
      assert.equal(fixture.protocols[0]?.isClosed, true);
      assert.deepEqual([fixture.seen.received[0]?.[0], fixture.seen.sent[0]?.[0]], [0x16, 0x16]);
      assert.doesNotMatch(fixture.seenText('received') + fixture.seenText('sent'), /secret/i);
    });

  it('begins after a negotiation in the clear, with the first bytes of TLS in the same chunk', async () => {
    await using fixture = new Fixture(certificate, false);
    const port = await fixture.listen();
    const raw = connect(port, '127.0.0.1');
    raw.write('hello');
    assert.equal(await read(raw, 5), 'HELLO');
    const hello = await clientHello();
    raw.write(Buffer.concat([Buffer.from('tls'), hello.subarray(0, 50)]));
    assert.match(await read(raw, 2), /^go/);
    raw.write(hello.subarray(50));
    // A ServerHello comes back.
    assert.match(await read(raw, 3), /^\u0016\u0003\u0003/);
    assert.equal(fixture.seenText('received'), `hellotls${hello.toString('latin1')}`);
    raw.destroy();
    await fixture.ended;
    assert.equal(fixture.failure()?.code, 'left');
  });

  it('goes on after a negotiation in the clear', async () => {
    await using fixture = new Fixture(certificate, false);
    const port = await fixture.listen();
    const raw = connect(port, '127.0.0.1');
    raw.write('tls');
    assert.equal(await read(raw, 2), 'go');
    const client = await secured({ socket: raw });
    client.write('inside');
    assert.equal(await read(client, 6), 'INSIDE');
    assert.match(fixture.seenText('received'), /^tls\u0016/);
    assert.match(fixture.seenText('sent'), /^go\u0016/);
    client.write('bye');
    assert.equal(await read(client, 3), 'BYE');
    assert.deepEqual(await fixture.ended, { by: 'server', why: 'refused' });
    await once(client, 'close');
  });

  it('has bindings of the connection that both sides know', async () => {
    await using fixture = new Fixture(certificate, true);
    const port = await fixture.listen();
    const client = await secured({ port, host: '127.0.0.1', maxVersion: 'TLSv1.2' });
    client.write('x');
    await read(client, 1);
    const [unique, bare, exporter] = fixture.protocols[0]?.channels[0]?.mistakes ?? [];
    assert.deepEqual(bare?.bindings, client.getFinished());
    assert.equal(unique?.bindings.toString('latin1'), `tls-unique:${bare?.bindings.toString('latin1')}`);
    const material = client.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
    assert.deepEqual(exporter?.bindings, Buffer.concat([Buffer.from('tls-exporter:'), material]));
    client.destroy();
  });

  it('resumes no session', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      await using fixture = new Fixture(certificate, true);
      const port = await fixture.listen();
      const options = { port, host: '127.0.0.1', minVersion: version, maxVersion: version };
      const first = await secured(options);
      first.write('x');
      await read(first, 1);
      const session = first.getSession();
      first.destroy();
      const again = await secured({ ...options, ...(session && { session }) });
      assert.equal(again.isSessionReused(), false);
      again.destroy();
    }
  });

  it('serves megabytes', async () => {
    await using fixture = new Fixture(certificate, true);
    const port = await fixture.listen();
    const client = await secured({ port, host: '127.0.0.1' });
    const whole = 'abcdefgh'.repeat(400_000);
    client.write(whole);
    assert.equal(await read(client, whole.length), whole.toUpperCase());
    client.end();
    await fixture.ended;
    await once(client, 'close');
    assert.equal(fixture.held.bytes, 0);
  });

  for (const [what, code, detail, by, connectTo] of [
    [
      'a client that does not trust the certificate',
      'alert-unknown-ca',
      /knows no issuer/,
      'client',
      (port: number) => alert(port, 48),
    ],
    [
      'a client with TLS 1.1 alone',
      'unsupported-protocol',
      /no version of TLS above 1\.1/,
      'server',
      (port: number) =>
        fail(
          connectTls({
            port,
            host: '127.0.0.1',
            minVersion: 'TLSv1.1',
            maxVersion: 'TLSv1.1',
            ciphers: 'ALL:@SECLEVEL=0',
          }),
        ),
    ],
    [
      'a client with RSA key exchange alone',
      'no-shared-cipher',
      /no cipher suite/,
      'server',
      (port: number) =>
        fail(connectTls({ port, host: '127.0.0.1', maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' })),
    ],
    [
      'HTTP in the clear',
      'http-request',
      /HTTP without TLS/,
      'server',
      (port: number) => say(port, 'GET / HTTP/1.1\r\n\r\n'),
    ],
    [
      'other bytes',
      'wrong-version-number',
      /not TLS/,
      'server',
      (port: number) => say(port, 'SSH-2.0-x\r\n'),
    ],
    [
      'a client that leaves in the handshake',
      'left',
      /left during the handshake/,
      'client',
      (port: number) => say(port, '\u0016\u0003\u0001\u0002\u0000\u0001'),
    ],
  ] as const)
    it(`says what was wrong with ${what}`, async () => {
      await using fixture = new Fixture(certificate, true);
      const port = await fixture.listen();
      await connectTo(port);
      const end = await fixture.ended;
      assert.equal(end.by, by);
      assert.equal(fixture.failure()?.code, code);
      assert.match(fixture.failure()?.detail ?? '', detail);
    });

  it('says nothing of a client that sends nothing', async () => {
    await using fixture = new Fixture(certificate, true);
    await say(await fixture.listen(), '');
    assert.deepEqual(await fixture.ended, { by: 'client', how: 'closed' });
    assert.deepEqual(fixture.facts, []);
  });

  it('can be stopped in the middle of a handshake', async () => {
    await using fixture = new Fixture(certificate, true);
    const raw = connect(await fixture.listen(), '127.0.0.1');
    raw.write('\u0016\u0003\u0001\u0002\u0000\u0001', 'latin1');
    await once(raw, 'connect');
    while (fixture.seen.received.length === 0) await new Promise(setImmediate);
    fixture.connections[0]?.stop();
    assert.deepEqual(await fixture.ended, { by: 'server', why: 'shutdown' });
    await once(raw, 'close');
    assert.equal(fixture.failure(), undefined);
  });
});

/** The first record of a client, which is never answered. */
async function clientHello(): Promise<Buffer> {
  const sink = createServer();
  sink.listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const client = connectTls({ port: (sink.address() as AddressInfo).port, host: '127.0.0.1' });
  client.on('error', () => {});
  const [socket] = (await once(sink, 'connection')) as [Socket];
  const [hello] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  sink.close();
  return hello;
}

/** Answers the certificate of the server with a fatal alert (RFC 8446 6), and leaves. */
async function alert(port: number, description: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(await clientHello());
  await read(socket, 3);
  socket.end(Buffer.of(0x15, 3, 3, 0, 2, 2, description));
  socket.resume();
  await once(socket, 'close');
}

/** Waits for the handshake to fail. */
async function fail(client: TLSSocket): Promise<void> {
  await once(client, 'error');
}

async function say(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  socket.end(text, 'latin1');
  await once(socket, 'close');
}
