import assert from 'node:assert/strict';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import type { Step } from '../../../src/auth/mechanism.js';
import { createNtlmMechanism } from '../../../src/auth/ntlm/create-mechanism.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { type AuthPolicy, defaultAuthPolicy } from '../../../src/auth/policy.js';
import { policyPresets } from '../../../src/auth/policy-presets.js';
import { decodeNegTokenResp } from '../../../src/auth/spnego/index.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import { acceptorOf, answer, KERBEROS, NTLM, offer } from './support.js';

const names = {
  netbiosName: 'SERVER',
  dnsName: 'server.example',
  netbiosDomain: 'DOMAIN',
  dnsDomain: 'example',
};

/** Accepts every kind of response and key. */
const permissive: AuthPolicy = {
  ...defaultAuthPolicy,
  ntlm: { ...defaultAuthPolicy.ntlm, v1: 'accept', lm: 'accept', require128: false },
};

const withoutBits = windowsFlags & ~(F.ENCRYPTION_128 | F.ENCRYPTION_56);

/** A client with NTLM inside SPNEGO, against the real mechanism; returns the step its AUTHENTICATE ends in. */
async function login(
  options: NtlmClientOptions,
  {
    policy = defaultAuthPolicy,
    first = NTLM,
    mic = true,
  }: { policy?: AuthPolicy; first?: string; mic?: boolean | 'wrong' } = {},
) {
  const accounts = accountsInMemory([{ name: 'User', password: 'Password' }]);
  const mechanism = createNtlmMechanism({ accounts, policy, names, runtime: new FixedRuntime() });
  const { acceptor } = acceptorOf([mechanism]);
  const client = new NtlmClient(options);
  const { token, list } = offer([...new Set([first, NTLM])], client.negotiateMessage);

  let step = await acceptor.step(token);
  if (first !== NTLM) step = await acceptor.step(answer({ responseToken: client.negotiateMessage }));
  const authenticate = client.authenticate(respOf(step).responseToken ?? Buffer.alloc(0));
  const mechListMic = mic ? client.mechListMic(list) : undefined;
  if (mic === 'wrong') mechListMic?.writeUInt8(mechListMic.readUInt8(9) ^ 1, 9);
  step = await acceptor.step(answer({ responseToken: authenticate, mechListMic }));
  return { acceptor, client, list, step };
}

/** The same client without SPNEGO around its messages. */
async function loginBare(options: NtlmClientOptions): Promise<Step> {
  const accounts = accountsInMemory([{ name: 'User', password: 'Password' }]);
  const ntlm = createNtlmMechanism({ accounts, policy: permissive, names, runtime: new FixedRuntime() });
  const { acceptor } = acceptorOf([ntlm]);
  const client = new NtlmClient(options);
  const challenge = await acceptor.step(client.negotiateMessage);
  return acceptor.step(client.authenticate(challenge.token ?? Buffer.alloc(0)));
}

function respOf(step: Step) {
  assert.ok(step.token);
  return decodeNegTokenResp(step.token);
}

describe('auth/spnego: NTLM inside', () => {
  for (const first of [NTLM, KERBEROS]) {
    it(`both MICs are right, ${first === NTLM ? 'NTLM' : 'Kerberos'} offered first`, async () => {
      const { step, client, list } = await login({}, { first });
      assert.equal(step.kind === 'accepted' && step.context.identity.account, 'User');
      const { negState, mechListMic } = respOf(step);
      assert.equal(negState, 'accept-completed');
      assert.ok(mechListMic && client.verifyMechListMic(list, mechListMic));
    });
  }

  const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;
  const variants: readonly (readonly [string, NtlmClientOptions])[] = [
    ['NTLMv2', {}],
    ['NTLMv2 without SIGN, as libsmb2', { flags: (windowsFlags & ~F.SIGN) >>> 0 }],
    ['NTLMv2 with 56-bit keys, as smbtorture', { flags: (windowsFlags & ~F.ENCRYPTION_128) >>> 0 }],
    ['NTLMv2 with 40-bit keys', { flags: (withoutBits | F.SIGN) >>> 0 }],
    ['NTLMv2 without key exchange', { flags: (windowsFlags & ~F.KEY_EXCH) >>> 0 }],
    ['NTLMv2 without extended session security', { flags: withoutEss }],
    ['NTLMv1', { response: 'ntlmv1', flags: withoutEss }],
    ['NTLMv1 with a key of the LM hash', { response: 'ntlmv1', flags: (withoutEss | F.LM_KEY) >>> 0 }],
    ['NTLMv1 with extended session security', { response: 'ntlmv1' }],
    ['LM', { response: 'lm', flags: withoutEss }],
    ['LMv2', { response: 'lmv2' }],
  ];
  for (const [title, options] of variants) {
    it(`${title}: MICs in both directions, behind another mechanism too, and a wrong one refused`, async () => {
      for (const first of [NTLM, KERBEROS]) {
        const { step, client, list } = await login(options, { policy: permissive, first });
        assert.equal(step.kind === 'accepted' && step.context.identity.account, 'User');
        const { mechListMic } = respOf(step);
        assert.ok(mechListMic && client.verifyMechListMic(list, mechListMic));
        const altered = await login(options, { policy: permissive, first, mic: 'wrong' });
        assert.equal(altered.step.kind === 'rejected' && altered.step.reason, 'mech-list-mic-invalid');
      }
      const bare = await loginBare(options);
      assert.equal(bare.kind === 'accepted' && bare.context.identity.account, 'User');
      assert.equal(bare.token, undefined);
    });
  }

  it('[MS-SPNG] <8>: NTLM’s MIC without a mechListMIC takes a third leg', async () => {
    const { step, client, list, acceptor } = await login({ mic: true }, { mic: false });
    const { negState, mechListMic } = respOf(step);
    assert.equal(negState, 'accept-incomplete');
    assert.ok(mechListMic && client.verifyMechListMic(list, mechListMic));
    const final = await acceptor.step(answer({ mechListMic: client.mechListMic(list) }));
    assert.equal(final.kind, 'accepted');
  });

  it('a client with neither MIC is done after two legs', async () => {
    const { step } = await login({ mic: false }, { mic: false });
    assert.equal(step.kind, 'accepted');
    assert.equal(step.token?.toString('hex'), 'a1073005a0030a0100');
  });

  it('a mechanism list altered on the way is found out', async () => {
    const accounts = accountsInMemory([{ name: 'User', password: 'Password' }]);
    const policy = defaultAuthPolicy;
    const mechanism = createNtlmMechanism({ accounts, policy, names, runtime: new FixedRuntime() });
    const { acceptor } = acceptorOf([mechanism]);
    const client = new NtlmClient();
    const sent = offer([KERBEROS, NTLM]);
    const first = await acceptor.step(offer([NTLM], client.negotiateMessage).token);
    const authenticate = client.authenticate(respOf(first).responseToken ?? Buffer.alloc(0));
    const step = await acceptor.step(
      answer({ responseToken: authenticate, mechListMic: client.mechListMic(sent.list) }),
    );
    assert.equal(step.kind === 'rejected' && step.reason, 'mech-list-mic-invalid');
  });

  // rpcclient and smbd send each other sequence number 1 in the first message after a mechListMIC.
  it('[MS-SPNG] 3.2.5.1: the MICs leave the keys for messages where they were, but count as messages', async () => {
    const { step, client, list } = await login({});
    assert.ok(step.kind === 'accepted');
    const { mechListMic } = respOf(step);
    assert.ok(mechListMic && client.verifyMechListMic(list, mechListMic));
    const message = Buffer.from('first message');
    const [server, peer] = [step.context.messageSecurity(), client.messageSecurity()];
    const mic = server.getMic(message);
    assert.equal(mic.readUInt32LE(12), 1);
    assert.ok(peer.verifyMic(message, mic));
    assert.ok(server.verifyMic(message, peer.getMic(message)));
  });

  it('a wrong password is refused before any MIC is looked at', async () => {
    const { step } = await login({ password: 'wrong' });
    assert.equal(step.kind === 'rejected' && step.reason, 'wrong-password');
    assert.equal(respOf(step).negState, 'reject');
  });

  it('a guest’s MIC, made with a key we do not know, does not stand in the way', async () => {
    for (const first of [NTLM, KERBEROS]) {
      const { step } = await login({ user: 'Nobody' }, { policy: policyPresets['nas-guest'], first });
      assert.equal(step.kind === 'accepted' && step.context.identity.kind, 'guest');
      assert.equal(respOf(step).mechListMic, undefined);
    }
  });

  it('anonymous with and without a MIC', async () => {
    const policy = { ...defaultAuthPolicy, anonymous: 'accept' } as const;
    for (const mic of [true, false]) {
      const { step } = await login({ response: 'anonymous' }, { policy, first: KERBEROS, mic });
      assert.equal(step.kind === 'accepted' && step.context.identity.kind, 'anonymous');
    }
  });
});
