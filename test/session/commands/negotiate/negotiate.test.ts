import assert from 'node:assert/strict';
import { Writer } from '../../../../src/bytes/index.js';
import { NtStatus } from '../../../../src/constants/nt-status.js';
import type { DialectName } from '../../../../src/protection/dialect.js';
import {
  Capabilities,
  Command,
  decodeHeader,
  decodeNegotiateResponse,
  Dialect,
  encodeSmb1NegotiateRequest,
  frame,
  SecurityMode,
} from '../../../../src/smb2-codec/index.js';
import type { SmbClient } from '../../../support/smb-client.js';
import { login, negotiate, tryNegotiate } from '../../../support/smb-client-login.js';
import { until } from '../../../support/until.js';
import { expectServing, expectStatus, serve } from '../../support.js';

const revisions = {
  '2.0.2': Dialect.SMB_2_0_2,
  '2.1': Dialect.SMB_2_1,
  '3.0': Dialect.SMB_3_0,
  '3.0.2': Dialect.SMB_3_0_2,
  '3.1.1': Dialect.SMB_3_1_1,
} as const satisfies Record<DialectName, number>;
const names = Object.keys(revisions) as DialectName[];

function smb1Negotiate(...dialects: string[]): Buffer {
  const w = new Writer();
  encodeSmb1NegotiateRequest(w, { dialects: ['NT LM 0.12', ...dialects] });
  return frame(w.finish());
}

async function multiProtocol(client: SmbClient, ...dialects: string[]) {
  client.sendRaw(smb1Negotiate(...dialects));
  const reply = await client.receive();
  client.nextMessageId = 1n;
  return { reply, response: decodeNegotiateResponse(reply.message) };
}

/** The client finds its request by the header, which comes back with its PID and MID. */
async function expectNoSmb1Dialect(client: SmbClient, request: Buffer): Promise<void> {
  request.write('fffe', 4 + 26, 'hex');
  request.write('0700', 4 + 30, 'hex');
  client.sendRaw(request);
  const answer = await client.receivePayload();
  const header = `ff534d42 72 00000000 80 ${'00'.repeat(16)} fffe 0000 0700`;
  assert.equal(answer.toString('hex'), `${header} 01 ffff 0000`.replaceAll(' ', ''));
  await client.expectDisconnect();
}

describe('[MS-SMB2] 3.3.5.4 Receiving an SMB2 NEGOTIATE Request', () => {
  for (const server of names) {
    it(`a server of ${server} meets every offer that contains it, and no other`, async () => {
      await using fixture = await serve({ policy: { dialects: [server] } });
      for (const offered of names) {
        const client = await fixture.connect();
        const dialects = [revisions[offered]];
        const reply = await tryNegotiate(client, { dialects });
        expectStatus(reply, offered === server ? 'STATUS_SUCCESS' : 'STATUS_NOT_SUPPORTED');
        if (offered === server) {
          assert.equal(decodeNegotiateResponse(reply.message).dialectRevision, revisions[server]);
        }
        client.close();
      }
    });
  }

  it('the greatest common dialect is chosen, whatever the order of the offer', async () => {
    await using fixture = await serve({ policy: { dialects: ['2.1', '3.0', '3.0.2'] } });
    for (const dialects of [
      [0x0202, 0x0210, 0x0300, 0x0302, 0x0311],
      [0x0311, 0x0302, 0x0300, 0x0210],
      [0x0302, 0x9999],
    ]) {
      const client = await fixture.connect();
      assert.equal((await negotiate(client, { dialects })).dialectRevision, Dialect.SMB_3_0_2);
    }
  });

  it('a list longer than any honest one is recorded by its beginning: 200 of them must not fill the memory', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const dialects = Array.from({ length: 30_000 }, () => 0x0100);
    expectStatus(await tryNegotiate(client, { dialects }), 'STATUS_NOT_SUPPORTED');
    client.close();
    await until('the attempt is recorded', () => fixture.attempts.length > 0);
    assert.equal(fixture.attempts[0]?.negotiation?.offeredDialects.length, 64);
  });

  it('DialectCount 0: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    expectStatus(await tryNegotiate(client, { dialects: [] }), 'STATUS_INVALID_PARAMETER');
  });

  it('dialects that end beyond the message: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const message = client.message(Command.NEGOTIATE, (w) => {
      w.u16(36).u16(5).u16(1).u16(0).u32(0).zero(16).zero(8).u16(0x0202);
    });
    client.sendRaw(frame(message));
    expectStatus(await client.receive(), 'STATUS_INVALID_PARAMETER');
  });

  it('a second NEGOTIATE: disconnect without an answer', async () => {
    await using fixture = await serve();
    for (const dialects of names.map((name) => [revisions[name]])) {
      const client = await fixture.negotiated({ dialects });
      await assert.rejects(tryNegotiate(client, { dialects }), { name: 'ConnectionClosed' });
    }
  });

  it('a second NEGOTIATE after a login: disconnect, and the session is gone', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    await login(client);
    await assert.rejects(tryNegotiate(client), { name: 'ConnectionClosed' });
    await expectServing(fixture);
  });

  it('SMB2_FLAGS_SIGNED on a NEGOTIATE: STATUS_INVALID_PARAMETER (3.3.5.2.4)', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const reply = await tryNegotiate(client, {}, { header: { flags: 8, signature: Buffer.alloc(16, 1) } });
    expectStatus(reply, 'STATUS_INVALID_PARAMETER');
  });

  it('the response: unsigned, one credit at least, MessageId 0, no session', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const { header, signature } = await tryNegotiate(client, {}, { header: { credits: 0 } });
    assert.equal(signature, 'none');
    assert.ok(header.credits >= 1);
    assert.equal(header.messageId, 0n);
    assert.equal(header.sessionId, 0n);
    assert.equal(header.treeId, 0);
  });

  it('SecurityMode says that signing is enabled, and required where the policy requires it', async () => {
    for (const signing of ['enabled', 'required'] as const) {
      await using fixture = await serve({ policy: { signing } });
      const { securityMode } = await negotiate(await fixture.connect());
      const required = signing === 'required' ? SecurityMode.SIGNING_REQUIRED : 0;
      assert.equal(securityMode, SecurityMode.SIGNING_ENABLED | required);
    }
  });

  const capabilities = {
    '2.0.2': 0,
    '2.1': Capabilities.LARGE_MTU,
    '3.0': Capabilities.LARGE_MTU | Capabilities.MULTI_CHANNEL | Capabilities.ENCRYPTION,
    '3.0.2': Capabilities.LARGE_MTU | Capabilities.MULTI_CHANNEL | Capabilities.ENCRYPTION,
    '3.1.1': Capabilities.LARGE_MTU | Capabilities.MULTI_CHANNEL,
  };
  for (const name of names) {
    it(`Capabilities of ${name}: what the client has as well`, async () => {
      await using fixture = await serve();
      const dialects = [revisions[name]];
      const all = await negotiate(await fixture.connect(), { dialects, capabilities: 0xff });
      assert.equal(all.capabilities, capabilities[name]);
      const none = await negotiate(await fixture.connect(), { dialects, capabilities: 0 });
      assert.equal(none.capabilities, capabilities[name] & Capabilities.LARGE_MTU);
      assert.ok(all.maxTransactSize >= 65536 && all.maxReadSize >= 65536 && all.maxWriteSize >= 65536);
    });
  }

  it('encryption that is off is not offered under 3.0', async () => {
    await using fixture = await serve({ policy: { encryption: 'off' } });
    const response = await negotiate(await fixture.connect(), { dialects: [Dialect.SMB_3_0] });
    assert.equal(response.capabilities & Capabilities.ENCRYPTION, 0);
  });

  it('nothing but NEGOTIATE before there is a dialect: disconnect (3.3.5.2.2)', async () => {
    await using fixture = await serve();
    for (const command of Object.values(Command)) {
      if (command === Command.NEGOTIATE) continue;
      const client = await fixture.connect();
      client.send(command, (w) => w.u16(4).u16(0).zero(64));
      await client.expectDisconnect();
    }
    await expectServing(fixture);
  });

  it('a refused NEGOTIATE leaves nothing that could be used', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    expectStatus(await tryNegotiate(client, { dialects: [0x0100] }), 'STATUS_NOT_SUPPORTED');
    client.send(Command.SESSION_SETUP, (w) => w.u16(25).zero(24));
    await client.expectDisconnect();
  });
});

describe('[MS-SMB2] 3.3.5.3 Receiving an SMB_COM_NEGOTIATE', () => {
  it('"SMB 2.???": answered 0x02FF, and the SMB2 NEGOTIATE that follows decides', async () => {
    await using fixture = await serve();
    for (const name of names) {
      const client = await fixture.connect();
      const { reply, response } = await multiProtocol(client, 'SMB 2.002', 'SMB 2.???');
      assert.equal(response.dialectRevision, Dialect.WILDCARD);
      assert.ok((response.capabilities & Capabilities.LARGE_MTU) !== 0);
      assert.equal(reply.header.messageId, 0n);
      assert.ok(reply.header.credits >= 1);
      await negotiate(client, { dialects: [revisions[name]] });
      const session = await login(client);
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    }
  });

  it('"SMB 2.002" alone: answered 2.0.2, and a login follows', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const { response } = await multiProtocol(client, 'SMB 2.002');
    assert.equal(response.dialectRevision, Dialect.SMB_2_0_2);
    client.negotiation = {
      dialect: Dialect.SMB_2_0_2,
      cipher: 0,
      signingAlgorithm: 0,
      securityMode: 0,
      capabilities: 0,
      clientGuid: Buffer.alloc(16),
      dialects: [],
      preauthHash: Buffer.alloc(64),
    };
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    await assert.rejects(tryNegotiate(client), { name: 'ConnectionClosed' });
  });

  it('a server of 2.0.2 alone does not know "SMB 2.???"', async () => {
    await using fixture = await serve({ policy: { dialects: ['2.0.2'] } });
    const client = await fixture.connect();
    const { response } = await multiProtocol(client, 'SMB 2.???', 'SMB 2.002');
    assert.equal(response.dialectRevision, Dialect.SMB_2_0_2);
    await expectNoSmb1Dialect(await fixture.connect(), smb1Negotiate('SMB 2.???'));
  });

  it('neither string: the DialectIndex that is none, as smbd answers, and a disconnect', async () => {
    await using fixture = await serve();
    await expectNoSmb1Dialect(await fixture.connect(), smb1Negotiate());
    await expectNoSmb1Dialect(await fixture.connect(), smb1Negotiate('SMB 2'));
    await expectServing(fixture);
  });

  it('a second SMB_COM_NEGOTIATE, and one after SMB2 NEGOTIATE: disconnect', async () => {
    await using fixture = await serve();
    const twice = await fixture.connect();
    await multiProtocol(twice, 'SMB 2.???');
    twice.sendRaw(smb1Negotiate('SMB 2.???'));
    await twice.expectDisconnect();
    const after = await fixture.negotiated();
    after.sendRaw(smb1Negotiate('SMB 2.???'));
    await after.expectDisconnect();
  });

  it('after 0x02FF anything but NEGOTIATE: disconnect (3.3.5.2.2)', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    await multiProtocol(client, 'SMB 2.???');
    client.send(Command.SESSION_SETUP, (w) => w.u16(25).zero(24));
    await client.expectDisconnect();
  });

  it('SMB_COM_NEGOTIATE uses up MessageId 0', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    await multiProtocol(client, 'SMB 2.???');
    client.nextMessageId = 0n;
    await assert.rejects(tryNegotiate(client), { name: 'ConnectionClosed' });
  });

  it('any other SMB1 command, and an SMB1 message cut short: disconnect', async () => {
    await using fixture = await serve();
    const whole = smb1Negotiate('SMB 2.???').subarray(4);
    const other = Buffer.from(whole);
    other[4] = 0x73;
    for (const message of [other, ...[8, 32, 40].map((length) => whole.subarray(0, length))]) {
      const client = await fixture.connect();
      client.sendRaw(frame(message));
      await client.expectDisconnect();
    }
    await expectServing(fixture);
  });
});

describe('the NEGOTIATE response on the wire', () => {
  it('is not padded: clients hash what is sent', async () => {
    await using fixture = await serve();
    for (const name of names) {
      const client = await fixture.connect();
      const reply = await tryNegotiate(client, { dialects: [revisions[name]] });
      assert.equal(decodeHeader(reply.message).status, NtStatus.STATUS_SUCCESS);
      const { message } = reply;
      const bufferEnd = message.readUInt16LE(64 + 56) + message.readUInt16LE(64 + 58);
      if (name === '3.1.1') {
        let offset = message.readUInt32LE(64 + 60);
        assert.equal(offset % 8, 0);
        let end = offset;
        for (let i = message.readUInt16LE(64 + 6); i > 0; i--) {
          end = offset + 8 + message.readUInt16LE(offset + 2);
          offset = Math.ceil(end / 8) * 8;
        }
        assert.equal(message.length, end);
      } else assert.equal(message.length, bufferEnd);
    }
  });

  it('carries another salt each time, and the same server GUID', async () => {
    await using fixture = await serve();
    const [one, two] = [await negotiate(await fixture.connect()), await negotiate(await fixture.connect())];
    assert.deepEqual(one.serverGuid, two.serverGuid);
    assert.notDeepEqual(one.negotiateContexts[0]!.data, two.negotiateContexts[0]!.data);
  });
});
