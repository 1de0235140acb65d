import assert from 'node:assert/strict';
import { anonymousIdentity } from '../../../src/auth/identity.js';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { NtlmMessageSecurity } from '../../../src/auth/ntlm/message-security.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { sessionBaseKeyV1 } from '../../../src/auth/ntlm/ntlm-v1.js';
import { NtlmSecurityContext } from '../../../src/auth/ntlm/security-context.js';
import { exportedSessionKey, sealKey } from '../../../src/auth/ntlm/session-keys.js';

const key = Buffer.alloc(16, 0x55);
const message = Buffer.from('Plaintext');
const base = F.SIGN | F.SEAL | F.ENCRYPTION_128 | F.UNICODE;

const variants: readonly [string, number][] = [
  ['extended session security and key exchange', base | F.EXTENDED_SESSIONSECURITY | F.KEY_EXCH],
  ['extended session security', base | F.EXTENDED_SESSIONSECURITY],
  ['neither', base],
  ['a key of the LM hash', base | F.LM_KEY],
];

describe('[MS-NLMP] 3.4 session security', () => {
  for (const [title, flags] of variants) {
    const pair = () => ({
      client: new NtlmMessageSecurity(flags, key, 'client'),
      server: new NtlmMessageSecurity(flags, key, 'server'),
    });

    describe(`with ${title}`, () => {
      it('refuses an altered message or signature', () => {
        for (let offset = 0; offset < 16; offset++) {
          const { client, server } = pair();
          const signature = client.getMic(message);
          signature[offset]! ^= 1;
          // RandomPad of the older signature means nothing ([MS-NLMP] 2.2.2.9.1).
          const meaningless = !(flags & F.EXTENDED_SESSIONSECURITY) && offset >= 4 && offset < 8;
          assert.equal(server.verifyMic(message, signature), meaningless, `byte ${offset}`);
        }
        const { client, server } = pair();
        const { sealed, signature } = client.wrap(message);
        sealed[0]! ^= 1;
        assert.equal(server.unwrap(sealed, signature), undefined);
      });

      it('refuses a signature of another length', () => {
        const { client, server } = pair();
        const signature = client.getMic(message);
        assert.equal(server.verifyMic(message, signature.subarray(0, 15)), false);
      });

      it('refuses a replayed message', () => {
        const { client, server } = pair();
        const { sealed, signature } = client.wrap(message);
        assert.deepEqual(server.unwrap(sealed, signature), message);
        assert.equal(server.unwrap(sealed, signature), undefined);
      });

      it('signs the clear text around a message when it has to', () => {
        const around = { before: Buffer.from('header'), after: Buffer.from('trailer'), sign: false };
        const other = { ...around, before: Buffer.from('Header') };
        const { client, server } = pair();
        const { sealed, signature } = client.wrap(message, around);
        // [MS-NLMP] 3.4.6.1: NTLMv2 signs all of it, NTLMv1 only what the carrier asks for.
        const expected = flags & F.EXTENDED_SESSIONSECURITY ? undefined : message;
        assert.deepEqual(server.unwrap(sealed, signature, other), expected);

        const signing = pair();
        const asked = signing.client.wrap(message, { ...around, sign: true });
        assert.equal(
          signing.server.unwrap(asked.sealed, asked.signature, { ...other, sign: true }),
          undefined,
        );
        const good = pair();
        const right = good.client.wrap(message, { ...around, sign: true });
        assert.deepEqual(
          good.server.unwrap(right.sealed, right.signature, { ...around, sign: true }),
          message,
        );
      });
    });
  }

  it('does not take a message back that was sent', () => {
    const flags = base | F.EXTENDED_SESSIONSECURITY | F.KEY_EXCH;
    const server = new NtlmMessageSecurity(flags, key, 'server');
    assert.equal(server.verifyMic(message, server.getMic(message)), false);
  });

  it('3.4.4.3 without SIGN: a constant, which proves nothing', () => {
    const flags = F.UNICODE | F.EXTENDED_SESSIONSECURITY | F.ALWAYS_SIGN;
    const client = new NtlmMessageSecurity(flags, key, 'client');
    const server = new NtlmMessageSecurity(flags, key, 'server');
    const constant = client.getMic(message);
    assert.equal(constant.toString('hex'), '01000000000000000000000000000000');
    assert.equal(server.verifyMic(message, constant), false);
  });

  it('3.4.5.3 SEALKEY of an LM key at 56 and at 40 bits', () => {
    assert.equal(sealKey(F.LM_KEY | F.ENCRYPTION_56, key, 'client').toString('hex'), '55555555555555a0');
    assert.equal(sealKey(F.LM_KEY, key, 'client').toString('hex'), '5555555555e538b0');
  });
});

describe('mechListMICs without extended session security, as smbclient 4.17 and smbd exchanged them', () => {
  const flags = 0x62008215;
  const mechTypes = Buffer.from('300c060a2b06010401823702020a', 'hex');
  const encryptedKey = Buffer.from('cefd46650dfb85ba2578a3c735474e06', 'hex');
  const clients = Buffer.from('0100000094dc8a0beb7e3b2ea8534d6c', 'hex');
  const servers = Buffer.from('010000007115958d1a912045efa95b1d', 'hex');
  const context = () => {
    const exported = exportedSessionKey(flags, sessionBaseKeyV1(ntHashOfPassword('Pa55w0rd!')), encryptedKey);
    assert.ok(exported);
    return new NtlmSecurityContext(anonymousIdentity(), flags, exported, false);
  };

  it('take one handle and one sequence number: ours goes on where the client’s ended', () => {
    const server = context();
    assert.equal(server.verifyMechListMic(mechTypes, clients), true);
    assert.deepEqual(server.mechListMic(mechTypes), servers);
  });

  it('are in the order in which they are sent: ours first has the beginning of the key stream', () => {
    const server = context();
    assert.deepEqual(server.mechListMic(mechTypes).subarray(8), clients.subarray(8));
    assert.equal(server.verifyMechListMic(mechTypes, clients), false);
  });
});

describe('NTLMv1 signatures of a message with text around it', () => {
  const around = { before: Buffer.from('header'), after: Buffer.from('trailer'), sign: true };

  it('may leave the text out, as smbd and its clients do, and are answered in kind', () => {
    const client = new NtlmMessageSecurity(base, key, 'client');
    const server = new NtlmMessageSecurity(base, key, 'server');
    const first = client.wrap(message);
    assert.deepEqual(server.unwrap(first.sealed, first.signature, around), message);
    const answer = server.wrap(message, around);
    assert.deepEqual(client.unwrap(answer.sealed, answer.signature), message);
  });

  it('never leave it out with extended session security', () => {
    const flags = base | F.EXTENDED_SESSIONSECURITY;
    const { sealed, signature } = new NtlmMessageSecurity(flags, key, 'client').wrap(message);
    assert.equal(new NtlmMessageSecurity(flags, key, 'server').unwrap(sealed, signature, around), undefined);
  });
});
