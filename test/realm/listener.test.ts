import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTestRealm, type KdcAddress, type TestRealm } from '../../src/realm/index.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import {
  ask,
  keyOf,
  logIn,
  makeAsReq,
  makeRealm,
  makeTgsReq,
  name,
  readError,
  timestampOf,
} from './kdc-client.js';

const IDLE = 30_000;

describe('realm: UDP and TCP (RFC 4120 7.2)', () => {
  it('one port answers both, on the loopback interface', async () => {
    const { realm } = makeRealm();
    await using _ = realm;
    const address = await realm.listen();
    assert.equal(address.host, '127.0.0.1');
    assert.ok(address.port > 0);
    assert.deepEqual(realm.address, address);
    const request = makeAsReq();
    const overUdp = await askUdp(address, request);
    assert.equal(readError(overUdp).code, 'KDC_ERR_PREAUTH_REQUIRED');
    const socket = await open(address);
    socket.write(framed(request));
    assert.deepEqual(await readFrame(socket), overUdp);
    socket.destroy();
  });

  it('a port that is given is taken, or is an error', async () => {
    await using first = makeRealm().realm;
    const { port } = await first.listen();
    await using second = makeRealm({ port }).realm;
    await assert.rejects(second.listen(), {
      name: 'KdcAddressError',
      message: new RegExp(
        `^the KDC of the test realm cannot listen on 127\\.0\\.0\\.1 port ${port}, .*EADDRINUSE`,
      ),
      code: 'EADDRINUSE',
      address: '127.0.0.1',
      port,
    });
    assert.equal(second.address, undefined);
  });

  it('a port that is taken for UDP alone is not one of both', async () => {
    const udp = createSocket('udp4');
    udp.bind(0, '127.0.0.1');
    await once(udp, 'listening');
    await using realm = makeRealm({ port: udp.address().port }).realm;
    await assert.rejects(realm.listen(), { code: 'EADDRINUSE' });
    udp.close();
  });

  for (const host of [
    '0.0.0.0',
    '192.0.2.1',
    '::',
    'example.test',
    '127.0.0.1.example.test',
    '127.1',
    '',
    1,
  ]) {
    it(`refuses to listen on ${JSON.stringify(host)}`, () => {
      assert.throws(() => makeRealm({ host: host as string }), {
        name: 'ConfigurationError',
        message: /^host: expected/,
      });
    });
  }

  for (const host of ['localhost', '127.0.0.1', '::1']) {
    it(`listens on ${host}`, async () => {
      await using realm = makeRealm({ host }).realm;
      const address = await realm.listen();
      assert.equal(address.host, host === 'localhost' ? '127.0.0.1' : host);
      assert.equal(readError(await askUdp(address, makeAsReq())).code, 'KDC_ERR_PREAUTH_REQUIRED');
    });
  }

  it('7.2.1: an answer that is too large for UDP comes over TCP', async () => {
    const groups = Array.from({ length: 400 }, (_, at) => `group-${at}`);
    const { realm, runtime } = makeRealm({ accounts: [{ name: 'alice', password: 'Pa55w0rd!', groups }] });
    await using _ = realm;
    const address = await realm.listen();
    const request = makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now())]);
    assert.equal(readError(await askUdp(address, request)).code, 'KRB_ERR_RESPONSE_TOO_BIG');
    const socket = await open(address);
    socket.write(framed(request));
    const answer = await readFrame(socket);
    assert.equal(answer[0], 0x6b);
    assert.ok(answer.length > 4096);
    socket.destroy();
  });

  it('7.2.2: one connection carries several requests, in pieces and at once', async () => {
    const { realm, runtime } = makeRealm();
    await using _ = realm;
    const socket = await open(await realm.listen());
    const first = framed(makeAsReq());
    for (const byte of first) socket.write(Buffer.of(byte));
    assert.equal(readError(await readFrame(socket)).code, 'KDC_ERR_PREAUTH_REQUIRED');
    const tgt = await logIn(realm, runtime);
    const now = runtime.now();
    socket.write(Buffer.concat([framed(makeTgsReq(tgt, now)), framed(makeAsReq())]));
    assert.equal((await readFrame(socket))[0], 0x6d);
    assert.equal(readError(await readFrame(socket)).code, 'KDC_ERR_PREAUTH_REQUIRED');
    socket.destroy();
    await ask(realm, tgt, now);
  });

  for (const length of [65_537, 0x8000_0001, 0xffff_ffff]) {
    it(`7.2.2: a length of ${length} gets KRB_ERR_FIELD_TOOLONG, and the end`, async () => {
      await using realm = makeRealm().realm;
      const socket = await open(await realm.listen());
      const prefix = Buffer.alloc(4);
      prefix.writeUInt32BE(length);
      socket.write(prefix);
      assert.equal(readError(await readFrame(socket)).code, 'KRB_ERR_FIELD_TOOLONG');
      await ended(socket);
    });
  }

  it('bytes that are no message of Kerberos end the connection', async () => {
    await using realm = makeRealm().realm;
    const socket = await open(await realm.listen());
    socket.write(framed(Buffer.from('GET / HTTP/1.0')));
    await ended(socket);
  });

  it('a connection without a whole request ends after half a minute', async () => {
    const { realm, runtime } = makeRealm();
    await using _ = realm;
    const socket = await open(await realm.listen());
    await runtime.timers(IDLE);
    socket.write(Buffer.of(0, 0, 1));
    runtime.advance(IDLE);
    await ended(socket);
  });

  it('serves 64 connections at once; the next one takes the place of the oldest, as with MIT', async () => {
    const { realm, runtime } = makeRealm();
    await using _ = realm;
    const address = await realm.listen();
    const sockets: Socket[] = [];
    for (let count = 0; count < 64; count++) sockets.push(await open(address));
    await runtime.timers(IDLE, 64);
    const [oldest, second] = sockets;
    assert.ok(oldest && second);
    const end = ended(oldest);
    const next = await open(address);
    await end;
    for (const socket of [next, second]) {
      socket.write(framed(makeAsReq()));
      assert.equal(readError(await readFrame(socket)).code, 'KDC_ERR_PREAUTH_REQUIRED');
    }
    assert.equal(runtime.running(IDLE), 64);
    for (const socket of [...sockets, next]) socket.destroy();
  });

  it('answers others between the requests that come at once', async () => {
    const { realm } = makeRealm();
    await using _ = realm;
    const address = await realm.listen();
    const greedy = await open(address);
    let length = 0;
    greedy.on('data', (chunk: Buffer) => (length += chunk.length));
    const small = framed(Buffer.of(0x6a, 0));
    greedy.write(Buffer.concat(Array.from({ length: 10_000 }, () => small)));
    await once(greedy, 'data');
    const other = await open(address);
    other.write(framed(makeAsReq()));
    assert.equal(readError(await readFrame(other)).code, 'KDC_ERR_PREAUTH_REQUIRED');
    assert.ok(length < 10_000 * 100, 'the others waited for all of them');
    for (const socket of [greedy, other]) socket.destroy();
  });

  it('a client that does not read its answers is asked nothing more, and ends after half a minute', async () => {
    let answers = 0;
    class CountingRuntime extends HandDrivenRuntime {
      override after(delay: number, callback: () => void): () => void {
        answers += 1;
        return super.after(delay, callback);
      }
    }
    const runtime = new CountingRuntime();
    await using realm = makeRealm({ runtime }).realm;
    const socket = await open(await realm.listen());
    socket.pause();
    // The error repeats the name: more bytes than the buffers of both systems hold.
    const request = framed(makeAsReq({ cname: name(...Array.from({ length: 16 }, () => 'a'.repeat(250))) }));
    socket.write(Buffer.concat(Array.from({ length: 4000 }, () => request)));
    let before;
    do {
      before = answers;
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    } while (before !== answers);
    assert.ok(answers > 0 && answers < 4000, `${answers} answers`);
    runtime.advance(IDLE);
    await ended(socket);
  });

  it('datagrams whose answers never come give their places back', async () => {
    const accounts = {
      find: (account: string) =>
        account === 'slow' ? new Promise<undefined>(() => {}) : Promise.resolve(undefined),
    };
    const { realm, runtime } = makeRealm({ accounts });
    await using _ = realm;
    const address = await realm.listen();
    const udp = createSocket('udp4');
    for (let count = 0; count < 64; count++) {
      udp.send(makeAsReq({ cname: name('slow') }), address.port, address.host);
    }
    await runtime.timers(IDLE, 64);
    udp.send(makeAsReq(), address.port, address.host);
    runtime.advance(IDLE);
    assert.equal(readError(await askUdp(address, makeAsReq())).code, 'KDC_ERR_C_PRINCIPAL_UNKNOWN');
    udp.close();
  });

  it('closes with connections open, and twice', async () => {
    const { realm } = makeRealm();
    const address = await realm.listen();
    const socket = await open(address);
    const end = ended(socket);
    await realm.close();
    await end;
    await realm.close();
    assert.equal(realm.address, undefined);
    await assert.rejects(open(address), { code: 'ECONNREFUSED' });
  });

  it('a clock that fails ends the connection, and the KDC goes on', async () => {
    class FailingRuntime extends HandDrivenRuntime {
      fails = false;
      override now(): number {
        return this.fails ? Number.NaN : super.now();
      }
    }
    const runtime = new FailingRuntime();
    const realm: TestRealm = createTestRealm({
      realm: 'EXAMPLE.TEST',
      accounts: [{ name: 'alice', password: 'Pa55w0rd!' }],
      runtime,
    });
    await using _ = realm;
    const address = await realm.listen();
    runtime.fails = true;
    const socket = await open(address);
    socket.write(framed(makeAsReq()));
    await ended(socket);
    runtime.fails = false;
    assert.equal(readError(await askUdp(address, makeAsReq())).code, 'KDC_ERR_PREAUTH_REQUIRED');
  });

  it('timers that fail end the connection, and the KDC goes on', async () => {
    class FailingRuntime extends HandDrivenRuntime {
      fails = false;
      override after(delay: number, callback: () => void): () => void {
        return this.fails ? (undefined as never) : super.after(delay, callback);
      }
    }
    const runtime = new FailingRuntime();
    const { realm, errors } = makeRealm({ runtime });
    await using _ = realm;
    const address = await realm.listen();
    runtime.fails = true;
    await ended(await open(address));
    assert.match(String(errors), /^TypeError: runtime\.after gave no function that cancels$/);
    runtime.fails = false;
    assert.equal(readError(await askUdp(address, makeAsReq())).code, 'KDC_ERR_PREAUTH_REQUIRED');
  });

  for (const [what, onError] of [
    [
      'throws',
      (): unknown => {
        throw new Error('of the listener');
      },
    ],
    ['rejects', (): unknown => Promise.reject(new Error('of the listener'))],
  ] as const)
    it(`an error listener that ${what} ends nothing`, async () => {
      const accounts = {
        find: () => {
          throw new Error('of the store');
        },
      };
      const { realm } = makeRealm({ accounts, onError });
      await using _ = realm;
      const answer = await askUdp(await realm.listen(), makeAsReq());
      assert.equal(readError(answer).code, 'KRB_ERR_GENERIC');
    });
});

async function open({ host, port }: KdcAddress): Promise<Socket> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** Waits for the end of a connection, with an error or without. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => void socket.resume().on('close', () => resolve()));
}

function framed(message: Buffer): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(message.length);
  return Buffer.concat([prefix, message]);
}

/** The next message of a socket; bytes behind it stay for the next call. */
async function readFrame(socket: Socket): Promise<Buffer> {
  for (;;) {
    const prefix = socket.read(4) as Buffer | null;
    if (prefix !== null) {
      const length = prefix.readUInt32BE();
      for (;;) {
        const message = socket.read(length) as Buffer | null;
        if (message !== null) return message;
        await once(socket, 'readable');
      }
    }
    await once(socket, 'readable');
  }
}

async function askUdp({ host, port }: KdcAddress, message: Buffer): Promise<Buffer> {
  const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  udp.send(message, port, host);
  const [answer] = (await once(udp, 'message')) as [Buffer];
  udp.close();
  return answer;
}
