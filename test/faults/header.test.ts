import assert from 'node:assert/strict';
import { decodeHeader } from '../../src/smb2-codec/index.js';
import type { FaultAction } from '../../src/faults/fault.js';
import { decryptMessage } from '../support/smb-client-keys.js';
import { expectStatus } from '../session/support.js';
import { loggedIn, rawEcho, variants } from './variants.js';

function once(what: FaultAction) {
  return { when: { step: 'echo', times: 1 }, what } as const;
}

describe('faults of a header ([MS-SMB2] 3.2.5.1.2)', () => {
  for (const variant of variants) {
    it(`wrong MessageId, TreeId and SessionId, otherwise as it should be, under ${variant.title}`, async () => {
      const what = { do: 'header', messageId: 1000, treeId: 'all-ones', sessionId: -1 } as const;
      await using server = await loggedIn(variant, once(what));
      const { client, session } = server;
      const expected = client.nextMessageId + 1000n;
      const payload = await rawEcho(client, session);
      const message = variant.encrypted
        ? decryptMessage(client.settled.cipher, session.keys.serverToClient, payload)
        : payload;
      const { messageId, treeId, sessionId } = decodeHeader(message);
      assert.deepEqual([messageId, treeId, sessionId], [expected, 0xffff_ffff, session.id - 1n]);
      if (!variant.encrypted) client.verify(message, session.keys);
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    });

    for (const grant of [0, 1, 65_535]) {
      it(`${grant} credits under ${variant.title}`, async () => {
        await using server = await loggedIn(variant, once({ do: 'credits', grant }));
        const { client, session } = server;
        const starved = await client.echo({ session });
        assert.equal(starved.header.credits, grant);
        const usual = await client.echo({ session });
        assert.notEqual(usual.header.credits, grant);
      });
    }
  }

  it('zero for an id', async () => {
    await using server = await loggedIn(variants[2]!, once({ do: 'header', sessionId: 'zero' }));
    const message = await rawEcho(server.client, server.session);
    assert.equal(decodeHeader(message).sessionId, 0n);
  });

  it('credits beyond the server’s own grant can be used', async () => {
    await using server = await loggedIn(variants[2]!, once({ do: 'credits', grant: 4000 }));
    const { client, session } = server;
    await client.echo({ session });
    client.nextMessageId += 3900n;
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  it('starved of all credits, a client has those that it still holds', async () => {
    const fault = { when: { step: 'echo' }, what: { do: 'credits', grant: 0 } } as const;
    await using server = await loggedIn(variants[2]!, fault);
    const { client, session } = server;
    const credits: number[] = [];
    for (let i = 0; i < 3; i++) credits.push((await client.echo({ session })).header.credits);
    assert.deepEqual(credits, [0, 0, 0]);
  });
});
