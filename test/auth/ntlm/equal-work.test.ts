import assert from 'node:assert/strict';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { CallCounter } from '../../support/call-counter.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import { account, NtlmServer, reasonOf, storeOf } from '../../support/ntlm-login.js';

/**
 * How often each function of crypto/ and each rule of values/ is called while `action` runs. The profiler of V8 counts
 * the calls: nothing is put in the place of a function.
 */
async function callsOf(action: () => Promise<void>): Promise<Map<string, number>> {
  using profiler = new CallCounter();
  profiler.start();
  await action();
  return profiler.calls(/\/src\/(crypto|values)\//);
}

/** The most calls of each function in several runs: V8 misses calls while it optimizes their caller, and adds none. */
async function mostCalls(run: () => Promise<Map<string, number>>): Promise<Map<string, number>> {
  const most = new Map<string, number>();
  for (let i = 0; i < 3; i++) {
    for (const [name, count] of await run()) most.set(name, Math.max(count, most.get(name) ?? 0));
  }
  return most;
}

describe('work for a name that exists and for one that does not', () => {
  const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;
  const kinds: readonly [title: string, options: NtlmClientOptions, password?: string][] = [
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
        return callsOf(async () => {
          assert.equal(reasonOf(await acceptor.step(authenticate)), reason);
        });
      };
      const known = await mostCalls(() => work('User', 'wrong-password'));
      assert.deepEqual(await mostCalls(() => work('nobody', 'unknown-account')), known);
      assert.ok(known.size > 0);
    });
  }

  it('an NTLMv2 login with a MIC costs four HMACs', async () => {
    const server = new NtlmServer();
    const client = new NtlmClient();
    const acceptor = server.acceptor();
    const challenge = await acceptor.step(client.negotiateMessage);
    assert.ok(challenge.kind === 'continue');
    const authenticate = client.authenticate(challenge.token);
    const calls = await callsOf(async () => {
      assert.equal(reasonOf(await acceptor.step(authenticate)), 'accepted');
    });
    const hmacs = calls.get('hmacMd5') ?? 0;
    assert.ok(hmacs > 0 && hmacs <= 4, String(hmacs));
  });
});
