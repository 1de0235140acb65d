import assert from 'node:assert/strict';
import { defaultAuthPolicy, type AuthPolicy } from '../../src/auth/policy.js';
import { policyPresets } from '../../src/auth/policy-presets.js';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import { type NtlmClientOptions, windowsFlags } from '../support/ntlm-client.js';
import { NtlmServer } from '../support/ntlm-login.js';

const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;

/** Each preset's differences from the default, path by path. */
function differences(policy: AuthPolicy): Record<string, unknown> {
  const flat = ({ ntlm, ...rest }: AuthPolicy): Record<string, unknown> => ({ ...rest, ...ntlm });
  const defaults = flat(defaultAuthPolicy);
  return Object.fromEntries(Object.entries(flat(policy)).filter(([key, value]) => value !== defaults[key]));
}

describe('auth/policy-presets', () => {
  it('each differs from the default where it says so, and nowhere else', () => {
    const found = Object.fromEntries(
      Object.entries(policyPresets).map(([name, policy]) => [name, differences(policy)]),
    );
    assert.deepEqual(found, {
      'windows-2025': {
        echoTargetInfo: false,
        anonymous: 'ipc',
        lockout: { threshold: 10, windowSeconds: 600, durationSeconds: 600 },
      },
      'windows-2012': { v1: 'accept', echoTargetInfo: false, anonymous: 'ipc' },
      samba: { require128: false, targetInfo: 'when-requested', anonymous: 'ipc' },
      'nas-guest': {
        require128: false,
        targetInfo: 'when-requested',
        guest: 'unknown-users',
        anonymous: 'accept',
      },
      'legacy-printer': { v1: 'accept', require128: false, echoTargetInfo: false },
    });
  });

  it('none turns the verification of a MIC off, and none accepts LM', () => {
    for (const { ntlm } of Object.values<AuthPolicy>(policyPresets)) {
      assert.equal(ntlm.mic, 'when-flagged');
      assert.equal(ntlm.lm, 'refuse');
    }
  });

  describe('each lets in whom it says, and nobody else', () => {
    const ntlmV1 = { response: 'ntlmv1', flags: withoutEss } as const;
    const logins: Readonly<Record<string, NtlmClientOptions>> = {
      NTLMv2: {},
      'NTLMv2, 56 bits': { flags: (windowsFlags & ~F.ENCRYPTION_128) >>> 0 },
      'NTLMv2, AV pairs not repeated': { mic: false, editAvPairs: () => [] },
      // node-smb2 makes up AV pairs of its own and does not ask for ours.
      'NTLMv2, AV pairs not asked for': {
        flags: (windowsFlags & ~F.REQUEST_TARGET) >>> 0,
        mic: false,
        editAvPairs: () => [{ id: AvId.MsvAvNbDomainName, value: Buffer.from('X\0') }],
      },
      NTLMv1: ntlmV1,
      'NTLMv1 with ESS': { response: 'ntlmv1' },
      LM: { response: 'lm', flags: withoutEss },
      LMv2: { response: 'lmv2' },
      anonymous: { response: 'anonymous' },
      'unknown name': { user: 'nobody' },
      'unknown name, NTLMv1': { user: 'nobody', ...ntlmV1 },
      'wrong password': { password: 'wrong' },
      'wrong password, NTLMv1': { password: 'wrong', ...ntlmV1 },
    };
    const ownAvPairs = ['NTLMv2, AV pairs not repeated', 'NTLMv2, AV pairs not asked for'];
    const admitted: Readonly<Record<string, readonly string[]>> = {
      default: ['NTLMv2'],
      'windows-2025': ['NTLMv2', ...ownAvPairs, 'anonymous'],
      'windows-2012': ['NTLMv2', ...ownAvPairs, 'NTLMv1', 'NTLMv1 with ESS', 'anonymous'],
      samba: ['NTLMv2', 'NTLMv2, 56 bits', 'NTLMv2, AV pairs not asked for', 'anonymous'],
      'nas-guest': [
        'NTLMv2',
        'NTLMv2, 56 bits',
        'NTLMv2, AV pairs not asked for',
        'anonymous',
        'unknown name',
        'unknown name, NTLMv1',
      ],
      'legacy-printer': ['NTLMv2', 'NTLMv2, 56 bits', ...ownAvPairs, 'NTLMv1', 'NTLMv1 with ESS'],
    };
    for (const [name, policy] of Object.entries({ default: defaultAuthPolicy, ...policyPresets })) {
      it(name, async () => {
        const found: string[] = [];
        for (const [title, client] of Object.entries(logins)) {
          const step = await new NtlmServer({ policy }).login(client);
          if (step.kind !== 'accepted') continue;
          found.push(title);
          const kind = title.startsWith('unknown') ? 'guest' : title === 'anonymous' ? 'anonymous' : 'user';
          assert.equal(step.context.identity.kind, kind, title);
        }
        assert.deepEqual(found, admitted[name]);
      });
    }
  });
});
