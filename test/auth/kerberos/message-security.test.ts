import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { KerberosMessageSecurity } from '../../../src/auth/kerberos/message-security.js';
import type { Side } from '../../../src/auth/kerberos/message-tokens.js';
import { createTokens, KerberosSecurityContext } from '../../../src/auth/kerberos/security-context.js';
import { anonymousIdentity } from '../../../src/auth/identity.js';
import { encryptionTypes } from '../../../src/krb5/encryption/index.js';
import { type GssEnd, type GssPeer, requireGssApi, startGssPeer } from './gss-peer.js';

const messages = ['', 'm', 'sixteen bytes ..', 'a message of several blocks, and a few bytes more'].map(
  (text) => Buffer.from(text),
);
const around = (sign: boolean) => ({ before: Buffer.from('header'), after: Buffer.from('trailer'), sign });

const styles = [
  ['', false],
  [', DCE style', true],
] as const;

for (const type of encryptionTypes)
  for (const [style, dceStyle] of styles)
    describe(`auth/kerberos/message-security: ${type.name}${style}`, () => {
      const isRc4 = type.name === 'rc4-hmac';
      const tokens = createTokens({
        etype: type.etype,
        protocolKey: Buffer.alloc(type.keyLength, 0x4b),
        acceptorSubkey: true,
        dceStyle,
        randomBytes,
      });
      const ends = (own = 7n, peer = 0xffff_fffen) => ({
        acceptor: new KerberosMessageSecurity(tokens, 'acceptor', { own, peer }),
        initiator: new KerberosMessageSecurity(tokens, 'initiator', { own: peer, peer: own }),
      });

      it('goes on over 32 and 64 bits, in both directions', () => {
        for (const start of [7n, 0xffff_fffen, 0xffff_ffff_ffff_fffen]) {
          const { acceptor, initiator } = ends(start, start + 1n);
          for (const message of [...messages, ...messages]) {
            assert.equal(acceptor.verifyMic(message, initiator.getMic(message)), true);
            assert.equal(initiator.verifyMic(message, acceptor.getMic(message)), true);
            const { sealed, signature } = acceptor.wrap(message);
            assert.deepEqual(initiator.unwrap(sealed, signature), message);
          }
        }
      });

      it('takes a peer whose numbers wrap at 32 bits', () => {
        const { acceptor } = ends(0n, 0x1_0000_0002n);
        const { initiator } = ends(0n, 2n);
        assert.equal(acceptor.verifyMic(Buffer.from('m'), initiator.getMic(Buffer.from('m'))), true);
      });

      it('keeps a message with surroundings where it is, and as long as it is', () => {
        const { acceptor, initiator } = ends();
        for (const message of messages)
          for (const sign of [true, false]) {
            const { sealed, signature } = acceptor.wrap(message, around(sign));
            assert.equal(sealed.length, message.length);
            assert.equal(signature.length, acceptor.wrapSignatureLength);
            assert.deepEqual(initiator.unwrap(sealed, signature, around(sign)), message);
            assert.equal(initiator.getMic(message, around(sign)).length, initiator.micLength);
          }
      });

      it('has the lengths of the specification', () => {
        const { micLength, wrapSignatureLength } = ends().acceptor;
        const expected = isRc4
          ? [37, 45]
          : [16 + type.checksumLength, 16 + (dceStyle ? 16 : 0) + 16 + 16 + type.checksumLength];
        assert.deepEqual([micLength, wrapSignatureLength], expected);
      });

      it('signs the surroundings where the carrier agreed to, and else not', () => {
        const other = { ...around(true), before: Buffer.from('HEADER') };
        for (const message of messages) {
          const { acceptor, initiator } = ends();
          const mic = initiator.getMic(message, around(true));
          assert.equal(acceptor.verifyMic(message, mic, other), false);
          assert.equal(acceptor.verifyMic(message, mic), false);
          assert.equal(acceptor.verifyMic(message, mic, around(true)), true);
          assert.equal(
            acceptor.verifyMic(message, initiator.getMic(message, around(false)), { ...other, sign: false }),
            true,
          );
          const { sealed, signature } = initiator.wrap(message, around(true));
          assert.equal(acceptor.unwrap(sealed, signature, other), undefined);
          assert.equal(acceptor.unwrap(sealed, signature, around(false)), undefined);
          assert.deepEqual(acceptor.unwrap(sealed, signature, around(true)), message);
        }
      });

      it('refuses a token with a bit flipped, but for two flags without a meaning', () => {
        const { acceptor, initiator } = ends();
        const message = Buffer.from('a message');
        const mic = initiator.getMic(message);
        for (const [bit, wrong] of flips(mic))
          assert.equal(acceptor.verifyMic(message, wrong), false, String(bit));
        for (const surroundings of [undefined, around(true)]) {
          const sender = ends().initiator;
          sender.getMic(message);
          const { sealed, signature } = sender.wrap(message, surroundings);
          const receiver = ends().acceptor;
          assert.equal(receiver.verifyMic(message, mic), true);
          for (const [bit, wrong] of flips(signature))
            if (isRc4 || bit >>> 4 !== 3)
              assert.equal(receiver.unwrap(sealed, wrong, surroundings), undefined, `signature ${bit}`);
          for (const [bit, wrong] of flips(sealed))
            assert.equal(receiver.unwrap(wrong, signature, surroundings), undefined, `message ${bit}`);
          assert.deepEqual(receiver.unwrap(sealed, signature, surroundings), message);
        }
      });

      it('refuses a token that is cut at any byte', () => {
        const { acceptor, initiator } = ends();
        const message = Buffer.from('a message');
        const mic = initiator.getMic(message);
        for (let end = 0; end < mic.length; end++)
          assert.equal(acceptor.verifyMic(message, mic.subarray(0, end)), false);
        assert.equal(acceptor.verifyMic(message, mic), true);
        const { sealed, signature } = initiator.wrap(message);
        for (let end = 0; end < signature.length; end++)
          assert.equal(acceptor.unwrap(sealed, signature.subarray(0, end)), undefined);
        for (let end = 0; end < sealed.length; end++)
          assert.equal(acceptor.unwrap(sealed.subarray(0, end), signature), undefined);
        assert.deepEqual(acceptor.unwrap(sealed, signature), message);
      });

      it('refuses a token again, one that comes too early, and its own', () => {
        const { acceptor, initiator } = ends(7n, 7n);
        const message = Buffer.from('m');
        const [first, second] = [initiator.getMic(message), initiator.getMic(message)];
        assert.equal(acceptor.verifyMic(message, second), false);
        assert.equal(acceptor.verifyMic(message, acceptor.getMic(message)), false);
        assert.equal(acceptor.verifyMic(message, first), true);
        assert.equal(acceptor.verifyMic(message, first), false);
        assert.equal(acceptor.verifyMic(message, second), true);
        const third = initiator.wrap(message);
        const own = ends(9n, 9n).acceptor.wrap(message);
        assert.equal(acceptor.unwrap(own.sealed, own.signature), undefined);
        assert.deepEqual(acceptor.unwrap(third.sealed, third.signature), message);
        assert.equal(acceptor.unwrap(third.sealed, third.signature), undefined);
      });
    });

for (const type of encryptionTypes)
  for (const [style, dceStyle] of styles)
    describe(`auth/kerberos/message-security with MIT’s GSS-API: ${type.name}${style}`, () => {
      let peer: GssPeer;
      before(async function () {
        await requireGssApi(this);
        peer = await startGssPeer(type.etype, dceStyle ? ['dce'] : []);
      });
      after(() => peer?.[Symbol.asyncDispose]());

      it('MIC and Wrap tokens, both ways', async () => {
        for (const theirs of ['initiator', 'acceptor'] as const) {
          const ours = await securityAgainst(peer, theirs, dceStyle);
          for (const message of messages) {
            const [mic] = bytesOf(await peer.call(theirs, 'getMic', message));
            assert.equal(ours.verifyMic(message, mic), true, theirs);
            assert.deepEqual(await peer.call(theirs, 'verifyMic', message, ours.getMic(message)), []);
            const [token] = bytesOf(await peer.call(theirs, 'wrap', message));
            const split = ours.wrapSignatureLength;
            assert.deepEqual(ours.unwrap(token.subarray(split), token.subarray(0, split)), message, theirs);
            // A Wrap token of DCE style leaves its carrier to keep both parts: a stream has no place for them.
            if (dceStyle) continue;
            const { sealed, signature } = ours.wrap(message);
            const unwrapped = await peer.call(theirs, 'unwrap', Buffer.concat([signature, sealed]));
            assert.deepEqual(unwrapped, [message], theirs);
          }
        }
      });

      for (const sign of [true, false])
        it(`messages in place, their surroundings ${sign ? 'signed' : 'left out'}`, async function () {
          // MIT pads the message there.
          if (type.name === 'rc4-hmac' && !dceStyle) this.skip();
          const { before, after } = around(true);
          const [head, tail] = sign ? [before, after] : [];
          for (const theirs of ['initiator', 'acceptor'] as const) {
            const ours = await securityAgainst(peer, theirs, dceStyle);
            for (const message of messages.slice(1)) {
              const [signature, sealed] = bytesOf(await peer.call(theirs, 'wrapIov', head, message, tail));
              assert.ok(sealed);
              assert.equal(signature.length, ours.wrapSignatureLength);
              assert.deepEqual(ours.unwrap(sealed, signature, around(sign)), message, theirs);
              const made = ours.wrap(message, around(sign));
              assert.deepEqual(
                await peer.call(theirs, 'unwrapIov', made.signature, head, made.sealed, tail),
                [message],
                theirs,
              );
            }
          }
        });

      it('a mechListMIC takes the first number of its direction', async () => {
        const { initiator } = await peer.ends();
        const context = new KerberosSecurityContext({
          ...optionsOf(initiator, dceStyle),
          identity: anonymousIdentity(),
          ownSequence: initiator.expects,
          peerSequence: initiator.sends,
          expiresAt: 5,
          expectsMechListMic: false,
        });
        const types = Buffer.from('mechanisms');
        const [mic] = bytesOf(await peer.call('initiator', 'getMic', types));
        assert.equal(context.verifyMechListMic(Buffer.from('others'), mic), false);
        assert.equal(context.verifyMechListMic(types, mic), true);
        assert.deepEqual(await peer.call('initiator', 'verifyMic', types, context.mechListMic(types)), []);
        const security = context.messageSecurity();
        const [next] = bytesOf(await peer.call('initiator', 'getMic', types));
        assert.equal(security.verifyMic(types, next), true);
        assert.deepEqual(await peer.call('initiator', 'verifyMic', types, security.getMic(types)), []);
        assert.equal(context.sessionKey.toString('hex'), initiator.key);
        assert.equal(context.expiresAt, 5);
      });
    });

describe('auth/kerberos/security-context', () => {
  it('refuses a key of another length, and an encryption type that we have not', () => {
    const options = { acceptorSubkey: false, dceStyle: false, randomBytes };
    for (const [etype, length] of [
      [18, 16],
      [17, 32],
      [23, 5],
      [3, 8],
    ] as const)
      assert.throws(() => createTokens({ ...options, etype, protocolKey: Buffer.alloc(length) }), RangeError);
  });
});

/** The other side of an end of MIT’s. */
async function securityAgainst(
  peer: GssPeer,
  theirs: Side,
  dceStyle: boolean,
): Promise<KerberosMessageSecurity> {
  const { [theirs]: end } = await peer.ends();
  return new KerberosMessageSecurity(
    createTokens(optionsOf(end, dceStyle)),
    theirs === 'initiator' ? 'acceptor' : 'initiator',
    { own: BigInt(end.expects), peer: BigInt(end.sends) },
  );
}

function optionsOf({ etype, key, acceptorSubkey }: GssEnd, dceStyle: boolean) {
  return { etype, protocolKey: Buffer.from(key, 'hex'), acceptorSubkey, dceStyle, randomBytes };
}

function bytesOf(results: Buffer[] | string): [Buffer, Buffer?] {
  assert.ok(typeof results !== 'string', String(results));
  const [first, second] = results;
  assert.ok(first);
  return second ? [first, second] : [first];
}

function* flips(bytes: Buffer): Generator<readonly [number, Buffer]> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = Buffer.from(bytes);
    copy[bit >>> 3] = (copy[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
    yield [bit, copy];
  }
}
