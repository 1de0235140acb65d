import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import { account, NtlmServer, reasonOf, storeOf } from '../../support/ntlm-login.js';

/** Names of the primitives of node:crypto that run while `action` does. */
async function primitivesOf(action: () => Promise<void>): Promise<string[]> {
  const calls: string[] = [];
  const { createHmac, hash, createCipheriv, timingSafeEqual } = crypto;
  Object.assign(crypto, {
    createHmac: (...args: Parameters<typeof createHmac>) => {
      calls.push(`hmac-${args[0]}`);
      return createHmac(...args);
    },
    hash: (...args: Parameters<typeof hash>) => {
      calls.push(args[0]);
      return hash(...args);
    },
    createCipheriv: (...args: Parameters<typeof createCipheriv>) => {
      calls.push(args[0]);
      return createCipheriv(...args);
    },
    timingSafeEqual: (...args: Parameters<typeof timingSafeEqual>) => {
      calls.push('timingSafeEqual');
      return timingSafeEqual(...args);
    },
  });
  syncBuiltinESMExports();
  try {
    await action();
  } finally {
    Object.assign(crypto, { createHmac, hash, createCipheriv, timingSafeEqual });
    syncBuiltinESMExports();
  }
  return calls;
}

describe('work for a name that exists and for one that does not', () => {
  const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;
  const kinds: readonly [string, NtlmClientOptions, string?][] = [
    ['NTLMv2', {}],
    ['NTLMv2 with an empty domain', { domain: '' }],
    ['NTLMv1', { response: 'ntlmv1', flags: withoutEss }],
    ['NTLMv1 with extended session security', { response: 'ntlmv1' }],
    ['LM', { response: 'lm', flags: withoutEss }],
    ['LM, whose hash the password is too long for', { response: 'lm', flags: withoutEss }, 'x'.repeat(15)],
  ];

  for (const [title, options, password = 'Password'] of kinds) {
    it(`is the same for ${title}`, async () => {
      const work = async (user: string, reason: string) => {
        const accounts = storeOf(account('User', { password }));
        const server = new NtlmServer({ accounts, policy: { ntlm: { v1: 'accept', lm: 'accept' } } });
        const client = new NtlmClient({ ...options, user, password: 'wrong' });
        const acceptor = server.acceptor();
        const challenge = await acceptor.step(client.negotiateMessage);
        assert.ok(challenge.kind === 'continue');
        const authenticate = client.authenticate(challenge.token);
        return primitivesOf(async () => {
          assert.equal(reasonOf(await acceptor.step(authenticate)), reason);
        });
      };
      const known = await work('User', 'wrong-password');
      assert.deepEqual(await work('nobody', 'unknown-account'), known);
      // Without the patched primitives, two empty lists would be equal.
      assert.ok(known.includes('timingSafeEqual'), known.join(' '));
    });
  }

  it('an NTLMv2 login with a MIC costs four HMACs at most', async () => {
    const server = new NtlmServer();
    const client = new NtlmClient();
    const acceptor = server.acceptor();
    const challenge = await acceptor.step(client.negotiateMessage);
    assert.ok(challenge.kind === 'continue');
    const authenticate = client.authenticate(challenge.token);
    const calls = await primitivesOf(async () => {
      assert.equal(reasonOf(await acceptor.step(authenticate)), 'accepted');
    });
    const hmacs = calls.filter((call) => call === 'hmac-md5').length;
    assert.ok(hmacs > 0 && hmacs <= 4, String(hmacs));
  });
});
