import assert from 'node:assert/strict';
import {
  decodeAuthenticateMessage,
  encodeAuthenticateMessage,
  micOffset,
} from '../../src/auth/ntlm/authenticate-message.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import { ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { defaultAuthPolicy } from '../../src/auth/policy.js';
import { hmacMd5 } from '../../src/crypto/md5.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../support/ntlm-client.js';
import { account, assertAccepted, NtlmServer, reasonOf, storeOf } from '../support/ntlm-login.js';

const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;
const everything = { ntlm: { v1: 'accept', lm: 'accept' }, anonymous: 'accept' } as const;

/** Every kind of response there is. */
const kinds: Readonly<Record<string, NtlmClientOptions>> = {
  NTLMv2: {},
  'NTLMv2 without a MIC': { mic: false },
  NTLMv1: { response: 'ntlmv1', flags: withoutEss },
  'NTLMv1 with extended session security': { response: 'ntlmv1' },
  LM: { response: 'lm', flags: withoutEss },
  LMv2: { response: 'lmv2' },
};

describe('ways in that others left open', () => {
  describe('an account whose password is empty', () => {
    for (const [title, client] of Object.entries(kinds)) {
      it(`lets nobody in with ${title}`, async () => {
        const accounts = storeOf(account('User', { password: '' }));
        const step = await new NtlmServer({ accounts, policy: everything }).login({
          ...client,
          password: '',
        });
        assert.deepEqual(step, {
          kind: 'rejected',
          reason: 'empty-password-refused',
          status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
        });
      });
    }

    it('does not open an account whose NT hash is another password’s, nor does any that stands beside it', async () => {
      for (const password of ['', 'Other']) {
        const accounts = storeOf({ ...account('User'), password });
        const server = new NtlmServer({ accounts, policy: everything });
        const client = { response: 'lm', flags: withoutEss, password } as const;
        assert.equal(reasonOf(await server.login(client)), 'wrong-password');
      }
    });

    it('lets nobody in without any response, and makes nobody a guest', async () => {
      for (const guest of ['refuse', 'unknown-users'] as const) {
        const accounts = storeOf(account('User', { ntHash: ntowfV1(''), password: '' }));
        const server = new NtlmServer({ accounts, policy: { ...everything, guest } });
        assert.equal(reasonOf(await server.login(withoutResponse)), 'wrong-password');
      }
    });

    it('says no more than any other account to those who do not even send the empty password', async () => {
      const accounts = storeOf(account('User', { password: '' }));
      const step = await new NtlmServer({ accounts }).login({ password: 'guess' });
      assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_LOGON_FAILURE);
    });
  });

  describe('guests', () => {
    for (const [title, client] of Object.entries(kinds)) {
      it(`a wrong password for a name that exists is none, with ${title}`, async () => {
        const server = new NtlmServer({ policy: { ...everything, guest: 'unknown-users' } });
        assert.equal(reasonOf(await server.login({ ...client, password: 'wrong' })), 'wrong-password');
      });

      it(`a name that does not exist gets no key of its own choosing, with ${title}`, async () => {
        const server = new NtlmServer({ policy: { guest: 'unknown-users' } });
        const step = await server.login({ ...client, user: 'nobody' });
        assertAccepted(step);
        assert.equal(step.context.identity.kind, 'guest');
        assert.deepEqual(step.context.sessionKey, Buffer.alloc(16));
      });
    }

    it('nor does a session key of another length pass because it is not used ([MS-NLMP] 3.2.5.1.2)', async () => {
      for (const length of [0, 8, 15, 17]) {
        const server = new NtlmServer({ policy: { guest: 'unknown-users' } });
        const client: NtlmClientOptions = {
          user: 'nobody',
          editMessage: (message) => ({ ...message, encryptedRandomSessionKey: Buffer.alloc(length) }),
        };
        assert.equal(reasonOf(await server.login(client)), 'session-key-invalid');
      }
    });

    it('anonymous does not get in by their door', async () => {
      const server = new NtlmServer({ policy: { guest: 'unknown-users', anonymous: 'refuse' } });
      assert.equal(reasonOf(await server.login({ response: 'anonymous' })), 'anonymous-refused');
    });
  });

  describe('a policy that was left out, or misspelt where no type looked', () => {
    for (const word of [undefined, 'Accept', true]) {
      it(`accepts nothing, even past the look at the options: ${String(word)}`, async () => {
        const ntlm = { ...defaultAuthPolicy.ntlm };
        for (const key of ['v1', 'lm', 'mic']) Reflect.set(ntlm, key, word);
        const policy = { ...defaultAuthPolicy, ntlm };
        Reflect.set(policy, 'anonymous', word);
        Reflect.set(policy, 'guest', word);
        const refused = async (client: NtlmClientOptions) =>
          reasonOf(await new NtlmServer({ settings: { policy } }).login(client));
        assert.equal(await refused({ mic: false }), 'ntlm-mic-missing');
        assert.equal(await refused({ response: 'anonymous' }), 'anonymous-refused');
        assert.equal(await refused({ response: 'ntlmv1' }), 'ntlmv1-refused');
        assert.equal(await refused({ response: 'ntlmv1', flags: withoutEss }), 'ntlmv1-refused');
        assert.equal(await refused({ response: 'lm', flags: withoutEss }), 'lm-refused');
        assert.equal(await refused({ response: 'lmv2' }), 'lm-refused');
        assert.equal(await refused({ user: 'nobody' }), 'unknown-account');
      });
    }
  });

  describe('the MIC', () => {
    it('does not stand in for the proof: right MIC, altered NTProofStr', async () => {
      const client = new NtlmClient({
        editMessage: (message) => {
          const nt = Buffer.from(message.ntChallengeResponse);
          nt[0]! ^= 1;
          return { ...message, ntChallengeResponse: nt };
        },
      });
      const server = new NtlmServer();
      assert.equal(reasonOf(await server.login(client)), 'wrong-password');
      assert.deepEqual(server.checks('failed'), ['nt-proof']);
    });

    it('is over the bytes received: any order, with gaps, and more than the fields cover', async () => {
      const client = new NtlmClient();
      const acceptor = new NtlmServer().acceptor();
      const challenge = await acceptor.step(client.negotiateMessage);
      assert.ok(challenge.kind === 'continue');
      const strange = rearrange(client.authenticate(challenge.token));
      assert.notDeepEqual(encodeAuthenticateMessage(decodeAuthenticateMessage(strange)), strange);
      strange.fill(0, micOffset, micOffset + 16);
      const mic = hmacMd5(client.sessionKey, client.negotiateMessage, challenge.token, strange);
      mic.copy(strange, micOffset);
      assertAccepted(await acceptor.step(strange));
    });
  });

  describe('another login’s messages', () => {
    it('an AUTHENTICATE recorded at one server is worth nothing at another', async () => {
      const client = new NtlmClient();
      const first = new NtlmServer().acceptor();
      const challenge = await first.step(client.negotiateMessage);
      assert.ok(challenge.kind === 'continue');
      const recorded = client.authenticate(challenge.token);
      assertAccepted(await first.step(recorded));

      const server = new NtlmServer();
      // The other server has drawn random bytes before, as any server has.
      server.runtime.randomBytes(8);
      assert.equal(reasonOf(await server.login(client, () => recorded)), 'wrong-password');
    });
  });
});

const withoutResponse: NtlmClientOptions = {
  mic: false,
  editMessage: (message) => ({
    ...message,
    ntChallengeResponse: Buffer.alloc(0),
    lmChallengeResponse: Buffer.alloc(0),
  }),
};

/** The same fields in the opposite order, each behind a gap, and bytes behind the last. */
function rearrange(authenticate: Buffer): Buffer {
  const fields = [12, 20, 28, 36, 44, 52];
  const header = Buffer.from(authenticate.subarray(0, 88));
  const parts: Buffer[] = [header];
  let end = header.length;
  for (const field of fields.toReversed()) {
    const length = authenticate.readUInt16LE(field);
    const offset = authenticate.readUInt32LE(field + 4);
    parts.push(Buffer.alloc(6, 0xee), authenticate.subarray(offset, offset + length));
    header.writeUInt32LE(end + 6, field + 4);
    end += 6 + length;
  }
  return Buffer.concat([...parts, Buffer.alloc(10, 0xdd)]);
}
