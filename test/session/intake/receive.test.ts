import assert from 'node:assert/strict';
import {
  Command,
  encodeEchoRequest,
  encodeTreeConnectRequest,
  frame,
  HeaderFlags,
} from '../../../src/smb2-codec/index.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { encryptMessage } from '../../support/smb-client-keys.js';
import { ClientLogin, login, negotiate } from '../../support/smb-client-login.js';
import { expectServing, expectStatus, type Fixture, serve } from '../support.js';

const treeConnect = (w: Parameters<typeof encodeTreeConnectRequest>[0]) =>
  encodeTreeConnectRequest(w, { flags: 0, path: '\\\\server\\disk' });

async function loggedIn(fixture: Fixture, ciphers?: readonly number[]) {
  const client = await fixture.negotiated(ciphers && { ciphers });
  return { client, session: await login(client) };
}

/** Each look at its clock takes a millisecond, so that every turn of a server is soon over. */
class SlowRuntime extends FixedRuntime {
  override monotonic(): number {
    return this.elapsed++;
  }
}

describe('[MS-SMB2] 3.3.5.2 Receiving Any Message', () => {
  it('what is no SMB at all: disconnect', async () => {
    await using fixture = await serve();
    for (const bytes of [
      Buffer.from('GET / HTTP/1.1\r\nHost: server\r\n\r\n'),
      Buffer.from('1603010200010001fc0303', 'hex'),
      frame(Buffer.from('not SMB at all')),
      frame(Buffer.alloc(0)),
      frame(Buffer.from('fe')),
    ]) {
      const client = await fixture.connect();
      client.sendRaw(bytes);
      await client.expectDisconnect();
    }
    await expectServing(fixture);
  });

  it('a message shorter than a header: disconnect (3.3.5.2.6)', async () => {
    await using fixture = await serve();
    for (const length of [4, 32, 63]) {
      const client = await fixture.negotiated();
      client.sendRaw(frame(client.message(Command.ECHO, encodeEchoRequest).subarray(0, length)));
      await client.expectDisconnect();
    }
  });

  it('a Command that is none: disconnect (3.3.5.2.6)', async () => {
    await using fixture = await serve();
    const behindTheLast = Math.max(...Object.values(Command)) + 1;
    for (const command of [behindTheLast, 0x00ff, 0xffff]) {
      const { client, session } = await loggedIn(fixture);
      client.send(command, encodeEchoRequest, { session });
      await client.expectDisconnect();
    }
  });

  it('a StructureSize that is wrong: STATUS_INVALID_PARAMETER for a body, disconnect for a header', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    expectStatus(
      await client.request(Command.ECHO, (w) => w.u16(5).u16(0), { session }),
      'STATUS_INVALID_PARAMETER',
    );
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    const message = client.message(Command.ECHO, encodeEchoRequest);
    message.writeUInt16LE(63, 4);
    client.sendRaw(frame(message));
    await client.expectDisconnect();
  });

  it('68 KiB and more in a command that is not for data: disconnect', async () => {
    await using fixture = await serve();
    for (const [length, survives] of [
      [68 * 1024, true],
      [68 * 1024 + 1, false],
    ] as const) {
      const { client, session } = await loggedIn(fixture);
      client.send(
        Command.TREE_CONNECT,
        (w) => {
          treeConnect(w);
          w.zero(length - w.offset);
        },
        { session },
      );
      if (survives) expectStatus(await client.receive(), 'STATUS_SUCCESS');
      else await client.expectDisconnect();
    }
  });

  it('more than MaxTransactSize + 256: disconnect', async () => {
    await using fixture = await serve({ limits: { transactBytes: 65536 } });
    const { client, session } = await loggedIn(fixture);
    client.send(Command.WRITE, (w) => w.zero(65536 + 256 - 64 + 1), { session });
    await client.expectDisconnect();
  });

  it('a compressed message, which was never negotiated: disconnect (3.3.5.2.1.2)', async () => {
    await using fixture = await serve();
    for (const authenticated of [false, true]) {
      const client = await fixture.negotiated();
      if (authenticated) await login(client);
      client.sendRaw(frame(Buffer.concat([Buffer.from('fc534d42', 'hex'), Buffer.alloc(128)])));
      await client.expectDisconnect();
    }
  });
});

describe('[MS-SMB2] 2.1 framing', () => {
  it('bytes that arrive one by one are a frame like any other', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const sendRaw = client.sendRaw.bind(client);
    const drip = (bytes: Buffer) => {
      for (const byte of bytes) sendRaw(Buffer.of(byte));
    };
    client.sendRaw = drip;
    await negotiate(client);
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('several frames in one segment are answered one by one', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    const sent: Buffer[] = [];
    client.sendRaw = (bytes) => sent.push(bytes);
    for (let i = 0; i < 5; i++) client.send(Command.ECHO, encodeEchoRequest, { session });
    client.socket.write(Buffer.concat(sent));
    for (let i = 0; i < 5; i++) expectStatus(await client.receive(), 'STATUS_SUCCESS');
  });

  it('NetBIOS: a session request is granted, and keep-alives are ignored', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    client.sendRaw(Buffer.concat([Buffer.from('81000044', 'hex'), Buffer.alloc(68, 0x20)]));
    assert.equal((await client.receivePayload()).length, 0);
    client.sendRaw(Buffer.from('85000000', 'hex'));
    await negotiate(client);
    expectStatus(await client.treeConnect('disk', { session: await login(client) }), 'STATUS_SUCCESS');
  });

  it('NetBIOS: a session is requested once, and before everything else (RFC 1002 4.3.2)', async () => {
    await using fixture = await serve();
    const flooding = await fixture.connect();
    let answered = 0;
    flooding.socket.on('data', (bytes: Buffer) => (answered += bytes.length));
    flooding.sendRaw(Buffer.alloc(65536, Buffer.from('81000000', 'hex')));
    await flooding.closed;
    assert.equal(answered, 4);
    const late = await fixture.negotiated();
    late.sendRaw(Buffer.from('81000000', 'hex'));
    await late.expectDisconnect();
    assert.deepEqual(
      fixture.attempts.map(({ reason }) => reason),
      ['protocol-violation', 'protocol-violation'],
    );
    assert.match(fixture.attempts[0]?.explanation ?? '', /a session request inside a session/);
  });

  it('NetBIOS: what only a server sends ends the connection', async () => {
    await using fixture = await serve();
    for (const type of [0x82, 0x83, 0x84]) {
      const client = await fixture.connect();
      client.sendRaw(Buffer.from([type, 0, 0, 0]));
      await client.expectDisconnect();
    }
    await expectServing(fixture);
  });

  it('a flood of frames is served in order over many turns, and others in between', async () => {
    await using fixture = await serve({ limits: { authenticationSeconds: 3600 } }, new SlowRuntime());
    const { client, session } = await loggedIn(fixture);
    const flooding = await fixture.connect();
    flooding.sendRaw(Buffer.alloc(1024 * 1024, Buffer.from('85000000', 'hex')));
    const flooded = negotiate(flooding).then(() => 'flooded');
    const echoed = client.echo({ session }).then((reply) => {
      expectStatus(reply, 'STATUS_SUCCESS');
      return 'echoed';
    });
    assert.equal(await Promise.race([flooded, echoed]), 'echoed');
    await flooded;
    expectStatus(await flooding.treeConnect('disk', { session: await login(flooding) }), 'STATUS_SUCCESS');
  });
});

describe('[MS-SMB2] 3.3.5.2.1.1 Decrypting the Message: each way to be wrong disconnects', () => {
  for (const cipher of [1, 2, 3, 4]) {
    it(`cipher ${cipher}: any bit of a transform changed`, async () => {
      await using fixture = await serve();
      for (const at of [0, 4, 19, 20, 31, 36, 40, 42, 44, 52, 90]) {
        const { client, session } = await loggedIn(fixture, [cipher]);
        const transformed = client.encrypted(
          client.message(Command.ECHO, encodeEchoRequest, { session }),
          session,
        );
        transformed[at]! ^= 0x02;
        client.sendRaw(frame(transformed));
        await client.expectDisconnect();
      }
      await expectServing(fixture);
    });
  }

  it('shorter than, or no longer than, its header', async () => {
    await using fixture = await serve();
    for (const length of [4, 20, 51, 52]) {
      const { client, session } = await loggedIn(fixture);
      const transformed = client.encrypted(client.message(Command.ECHO, encodeEchoRequest), session);
      client.sendRaw(frame(transformed.subarray(0, length)));
      await client.expectDisconnect();
    }
  });

  for (const [name, change] of [
    ['Flags other than 1', (header: Buffer) => header.writeUInt16LE(0, 42)],
    ['Flags with a further bit', (header: Buffer) => header.writeUInt16LE(3, 42)],
    ['a session nobody has', (header: Buffer) => header.writeBigUInt64LE(0x4242n, 44)],
    ['OriginalMessageSize too large', (h: Buffer) => h.writeUInt32LE(h.readUInt32LE(36) + 1, 36)],
    ['OriginalMessageSize too small', (h: Buffer) => h.writeUInt32LE(h.readUInt32LE(36) - 1, 36)],
    ['OriginalMessageSize 0xffffffff', (h: Buffer) => h.writeUInt32LE(0xffffffff, 36)],
  ] as const) {
    it(`${name}, though authenticated`, async () => {
      await using fixture = await serve();
      const { client, session } = await loggedIn(fixture);
      const message = client.message(Command.ECHO, encodeEchoRequest, { session });
      client.sendRaw(frame(client.encrypted(message, session, (header) => void change(header))));
      await client.expectDisconnect();
    });
  }

  it('another SessionId inside than outside, or none', async () => {
    await using fixture = await serve();
    for (const inside of ['none', 'unknown', 'another of the connection']) {
      const { client, session } = await loggedIn(fixture);
      const other = await login(client);
      const sessionId = inside === 'none' ? 0n : inside === 'unknown' ? 0x4242n : other.id;
      client.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true, header: { sessionId } });
      await client.expectDisconnect();
    }
  });

  it('another SessionId in a later request of a compound', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    const other = await login(client);
    client.sendCompound([
      { command: Command.ECHO, body: encodeEchoRequest, options: { session, encrypt: true } },
      { command: Command.ECHO, body: encodeEchoRequest, options: { session: other, encrypt: true } },
    ]);
    await client.expectDisconnect();
  });

  it('a first request that is marked as related', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    const header = { flags: HeaderFlags.RELATED_OPERATIONS };
    client.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true, header });
    await client.expectDisconnect();
  });

  it('something inside that is no SMB2 message: nothing, a transform, SMB1', async () => {
    await using fixture = await serve();
    for (const inside of ['00', 'fd534d42', 'ff534d42', 'fc534d42', 'fe534d42']) {
      const { client, session } = await loggedIn(fixture);
      const payload = inside === 'fe534d42' ? Buffer.alloc(4) : Buffer.alloc(80);
      payload.write(inside, 'hex');
      client.sendRaw(frame(client.encrypted(payload, session)));
      await client.expectDisconnect();
    }
  });

  it('a nested transform', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    const inner = client.encrypted(client.message(Command.ECHO, encodeEchoRequest, { session }), session);
    client.sendRaw(frame(client.encrypted(inner, session)));
    await client.expectDisconnect();
  });

  it('a session that is still being set up', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    const keys = { ...(await login(client)).keys, clientToServer: Buffer.alloc(16) };
    const session = { id: exchange.sessionId, keys, sessionFlags: 0, sign: true, encrypt: true };
    client.send(Command.ECHO, encodeEchoRequest, { session });
    await client.expectDisconnect();
  });

  it('a guest or an anonymous user, who have no keys', async () => {
    await using fixture = await serve({ authPolicy: { guest: 'unknown-users', anonymous: 'accept' } });
    for (const options of [{ user: 'nobody' }, { response: 'anonymous' as const }]) {
      const client = await fixture.negotiated();
      const guest = await login(client, options);
      const { keys } = guest;
      const session = { ...guest, keys: { ...keys, clientToServer: keys.signing } };
      client.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true });
      await client.expectDisconnect();
    }
  });

  it('the session of another connection', async () => {
    await using fixture = await serve();
    const { session } = await loggedIn(fixture);
    const { client } = await loggedIn(fixture);
    client.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true });
    await client.expectDisconnect();
  });

  it('a session that was logged off', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
    client.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true });
    await client.expectDisconnect();
  });

  it('a connection that cannot encrypt: 2.1, no cipher in common, encryption off, not negotiated', async () => {
    await using fixture = await serve();
    await using off = await serve({ policy: { encryption: 'off' } });
    for (const [server, options] of [
      [fixture, { dialects: [0x0210] }],
      [fixture, { dialects: [0x0300], capabilities: 0 }],
      [fixture, { ciphers: [] }],
      [fixture, { ciphers: [0x7777] }],
      [off, {}],
    ] as const) {
      const client = await server.negotiated(options);
      const session = await login(client);
      const message = client.message(Command.ECHO, encodeEchoRequest, { session });
      const nonce = Buffer.alloc(12, 1);
      client.sendRaw(
        frame(encryptMessage(2, session.keys.signing, message, { sessionId: session.id, nonce })),
      );
      await client.expectDisconnect();
    }
    const fresh = await fixture.connect();
    fresh.sendRaw(frame(Buffer.concat([Buffer.from('fd534d42', 'hex'), Buffer.alloc(120, 1)])));
    await fresh.expectDisconnect();
  });

  it('keys of the other direction do not decrypt', async () => {
    await using fixture = await serve();
    const { client, session } = await loggedIn(fixture);
    const { keys } = session;
    const turned = { ...session, keys: { ...keys, clientToServer: keys.serverToClient } };
    client.send(Command.ECHO, encodeEchoRequest, { session: turned, encrypt: true });
    await client.expectDisconnect();
  });
});
