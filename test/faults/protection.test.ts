import assert from 'node:assert/strict';
import { NtStatus } from '../../src/constants/nt-status.js';
import type { FaultAction } from '../../src/faults/fault.js';
import { decryptMessage, signatureOf } from '../support/smb-client-keys.js';
import { expectStatus } from '../session/support.js';
import { isMarkedSigned, loggedIn, rawEcho, variants } from './variants.js';

const signed = variants.filter(({ encrypted }) => !encrypted);
const encrypted = variants.filter((variant) => variant.encrypted);

function once(what: FaultAction) {
  return { name: 'spoilt', when: { step: 'echo', times: 1 }, what } as const;
}

describe('faults of a signature ([MS-SMB2] 3.2.5.1.3)', () => {
  for (const variant of signed) {
    describe(variant.title, () => {
      it('wrong: one bit differs, and the next answer is right again', async () => {
        await using server = await loggedIn(variant, once({ do: 'signature', value: 'wrong' }));
        const { client, session } = server;
        const message = await rawEcho(client, session);
        assert.ok(isMarkedSigned(message));
        const right = signatureOf(session.keys.signingAlgorithm, session.keys.signing, message);
        const differs = right.map((byte, index) => byte ^ message[48 + index]!);
        assert.deepEqual([...differs], [1, ...Array.from({ length: 15 }, () => 0)]);
        expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
      });

      it('missing: marked as signed, with zeros', async () => {
        await using server = await loggedIn(variant, once({ do: 'signature', value: 'missing' }));
        const message = await rawEcho(server.client, server.session);
        assert.deepEqual(
          [isMarkedSigned(message), message.subarray(48, 64).equals(Buffer.alloc(16))],
          [true, true],
        );
      });

      it('stripped: not marked, and a client that knows its session refuses it', async () => {
        await using server = await loggedIn(variant, once({ do: 'signature', value: 'stripped' }));
        await assert.rejects(server.client.echo({ session: server.session }), /is answered unsigned/);
      });

      it('zero-key: right under a key of zeros, and wrong under the session’s', async () => {
        await using server = await loggedIn(variant, once({ do: 'signature', value: 'zero-key' }));
        const { client, session } = server;
        const message = await rawEcho(client, session);
        const { signingAlgorithm } = session.keys;
        const forged = signatureOf(signingAlgorithm, Buffer.alloc(16), message);
        assert.deepEqual(message.subarray(48, 64), forged);
        assert.throws(() => client.verify(message, session.keys), /wrong signature/);
      });
    });
  }
});

describe('faults of an encrypted answer ([MS-SMB2] 3.2.5.1.1)', () => {
  for (const variant of encrypted) {
    describe(variant.title, () => {
      for (const value of ['wrong', 'missing'] as const) {
        it(`signature ${value}: the client cannot open it, and the next one is right`, async () => {
          await using server = await loggedIn(variant, once({ do: 'signature', value }));
          const { client, session } = server;
          await assert.rejects(client.echo({ session }), /authenticate/);
          expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
        });
      }

      it('zero-key: opens with a key of zeros', async () => {
        await using server = await loggedIn(variant, once({ do: 'signature', value: 'zero-key' }));
        const { client, session } = server;
        const payload = await rawEcho(client, session);
        const { cipher } = client.settled;
        const plain = decryptMessage(cipher, Buffer.alloc(16), payload);
        assert.equal(plain.readUInt32LE(8), NtStatus.STATUS_SUCCESS);
        assert.throws(() => decryptMessage(cipher, session.keys.serverToClient, payload));
      });

      for (const what of [{ do: 'plaintext' }, { do: 'signature', value: 'stripped' }] as const) {
        it(`${what.do}: the answer comes in the clear, unsigned, and the next one encrypted`, async () => {
          await using server = await loggedIn(variant, once(what));
          const { client, session } = server;
          const clear = await client.echo({ session });
          assert.deepEqual([clear.encrypted, clear.signature], [false, 'none']);
          assert.equal((await client.echo({ session })).encrypted, true);
        });
      }
    });
  }

  it('plaintext: at every answer from then on', async () => {
    const what = { do: 'plaintext' } as const;
    const fault = { when: { step: 'answer', user: 'alice', after: 1 }, what } as const;
    await using server = await loggedIn(variants[5]!, fault);
    const { client, session } = server;
    const seen: boolean[] = [];
    for (let i = 0; i < 3; i++) seen.push((await client.echo({ session })).encrypted);
    // The answer that accepts the login is not encrypted, and does not count.
    assert.deepEqual(seen, [true, false, false]);
  });

  for (const variant of variants.slice(1, 4)) {
    it(`encrypted unasked, under ${variant.title}`, async () => {
      await using server = await loggedIn(variant, once({ do: 'encrypted' }));
      const { client, session } = server;
      assert.equal((await client.echo({ session })).encrypted, true);
      assert.equal((await client.echo({ session })).encrypted, false);
    });
  }
});
