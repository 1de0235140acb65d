import assert from 'node:assert/strict';
import { Command, encodeEchoRequest, frame } from '../../../src/smb2-codec/index.js';
import type { SmbClient } from '../../support/smb-client.js';
import { login, negotiate, tryNegotiate } from '../../support/smb-client-login.js';
import { expectServing, expectStatus, serve } from '../support.js';

const everyDialect = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311];

/** Sends an ECHO with a MessageId of the test's choice. */
function echo(client: SmbClient, messageId: bigint, creditCharge = 0): Buffer {
  return frame(client.message(Command.ECHO, encodeEchoRequest, { header: { messageId, creditCharge } }));
}

describe('[MS-SMB2] 3.3.5.2.3 Verifying the Sequence Number', () => {
  it('the first request has MessageId 0, or the connection ends', async () => {
    await using fixture = await serve();
    for (const messageId of [1n, 2n ** 64n - 1n]) {
      const client = await fixture.connect();
      await assert.rejects(tryNegotiate(client, {}, { header: { messageId } }), { name: 'ConnectionClosed' });
    }
  });

  for (const dialect of everyDialect) {
    it(`0x${dialect.toString(16)}: used twice, or never granted: disconnect`, async () => {
      await using fixture = await serve();
      for (const step of [-1n, 4096n]) {
        const client = await fixture.negotiated({ dialects: [dialect] });
        await login(client);
        client.sendRaw(echo(client, client.nextMessageId + step));
        await client.expectDisconnect();
      }
      await expectServing(fixture);
    });

    it(`0x${dialect.toString(16)}: out of sequence is served`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated({ dialects: [dialect] });
      await login(client);
      const next = client.nextMessageId;
      for (const offset of [3n, 1n, 0n, 2n]) {
        client.sendRaw(echo(client, next + offset));
        const reply = await client.receive();
        expectStatus(reply, 'STATUS_SUCCESS');
        assert.equal(reply.header.messageId, next + offset);
      }
    });
  }

  it('a multi-credit request takes as many ids as its CreditCharge says', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    await login(client);
    const next = client.nextMessageId;
    client.sendRaw(echo(client, next, 3));
    expectStatus(await client.receive(), 'STATUS_SUCCESS');
    client.sendRaw(echo(client, next + 3n));
    expectStatus(await client.receive(), 'STATUS_SUCCESS');
    client.sendRaw(echo(client, next + 1n));
    await client.expectDisconnect();
  });

  it('a CreditCharge beyond the window: disconnect', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    await login(client);
    client.sendRaw(echo(client, client.nextMessageId, 65535));
    await client.expectDisconnect();
  });

  it('2.0.2 has no CreditCharge: the field is ignored', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated({ dialects: [0x0202] });
    await login(client);
    const next = client.nextMessageId;
    for (const offset of [0n, 1n]) {
      client.sendRaw(echo(client, next + offset, 500));
      expectStatus(await client.receive(), 'STATUS_SUCCESS');
    }
  });
});

describe('[MS-SMB2] 3.3.1.2 Algorithm for the Granting of Credits', () => {
  it('what is asked for is granted, up to the limit', async () => {
    await using fixture = await serve({ limits: { credits: 20 } });
    const client = await fixture.connect();
    const first = await tryNegotiate(client, {}, { header: { credits: 5 } });
    assert.equal(first.header.credits, 5);
    await login(client, { request: { header: { credits: 1 } } });
    const { header } = await client.echo({ header: { credits: 65535 } });
    assert.equal(header.credits, 20 - 4, 'so that 20 are held');
    assert.equal((await client.echo({ header: { credits: 65535 } })).header.credits, 1);
  });

  it('0 asked: 1 granted, so that a client that never asks can go on (nmap, printers)', async () => {
    await using fixture = await serve();
    for (const dialect of everyDialect) {
      const client = await fixture.connect();
      const nothing = { header: { credits: 0 } };
      const reply = await tryNegotiate(client, { dialects: [dialect] }, nothing);
      assert.equal(reply.header.credits, 1);
      const session = await login(client, { request: nothing });
      for (let i = 0; i < 5; i++) {
        const { header } = await client.treeConnect('disk', { session, ...nothing });
        assert.ok(header.credits >= 1);
      }
    }
  });

  it('failures grant as well', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    for (let i = 0; i < 40; i++) {
      const reply = await client.treeConnect('nowhere', { session, header: { credits: 1 } });
      assert.equal(reply.header.credits, 1);
    }
  });

  it('a client that withholds one id cannot widen the window without end', async () => {
    await using fixture = await serve({ limits: { credits: 8 } });
    const client = await fixture.negotiated();
    await login(client);
    const withheld = client.nextMessageId++;
    let granted = 0;
    for (let i = 0; i < 30; i++) {
      const messageId = client.nextMessageId;
      client.sendRaw(echo(client, messageId));
      const reply = await client.receive().catch(() => undefined);
      if (reply === undefined) break;
      client.nextMessageId++;
      granted += reply.header.credits;
      assert.ok(client.nextMessageId - withheld <= 17n);
      if (reply.header.credits === 0 && client.nextMessageId - withheld === 16n) break;
    }
    assert.ok(granted <= 16);
    client.sendRaw(echo(client, withheld));
    const last = await client.receive();
    assert.ok(last.header.credits >= 1, 'and is not left without a credit');
  });

  it('requests beyond the credits held: disconnect', async () => {
    await using fixture = await serve({ limits: { credits: 4 } });
    const client = await fixture.connect();
    await negotiate(client);
    await login(client);
    const next = client.nextMessageId;
    const flood = Array.from({ length: 64 }, (_, i) => echo(client, next + 8n + BigInt(i)));
    client.sendRaw(Buffer.concat(flood));
    await client.expectDisconnect();
  });
});
