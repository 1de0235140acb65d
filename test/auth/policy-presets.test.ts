import assert from 'node:assert/strict';
import { defaultAuthPolicy, type AuthPolicy } from '../../src/auth/policy.js';
import { policyPresets } from '../../src/auth/policy-presets.js';

/** What each preset does otherwise than the default, path by path. */
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
        anonymous: 'ipc',
        lockout: { threshold: 10, windowSeconds: 600, durationSeconds: 600 },
      },
      'windows-2012': { v1: 'accept', anonymous: 'ipc' },
      samba: { require128: false, echoTargetInfo: false, anonymous: 'ipc' },
      'nas-guest': {
        require128: false,
        echoTargetInfo: false,
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
});
