import assert from 'node:assert/strict';
import { defaultAuthPolicy } from '../../src/auth/policy.js';
import { resolveOptions } from '../../src/server/options.js';
import { defaultLimits, defaultSessionPolicy } from '../../src/session/policy.js';

/** The keys of an object, each of them undefined, as a program has it that passes on what it was not given either. */
function undefinedLike<T extends object>(defaults: T): Partial<T> {
  const given: Partial<T> = {};
  for (const key in defaults) Reflect.set(given, key, undefined);
  return given;
}

describe('resolveOptions', () => {
  it('an option that is undefined has its default: no limit is lifted, nobody let in by it', () => {
    const { names } = resolveOptions({ accounts: [] });
    const resolved = resolveOptions({
      accounts: [],
      names: undefinedLike(names),
      limits: undefinedLike(defaultLimits),
      policy: undefinedLike(defaultSessionPolicy),
      authPolicy: undefinedLike(defaultAuthPolicy),
    });
    assert.deepEqual(resolved.names, names);
    assert.deepEqual(resolved.limits, defaultLimits);
    assert.deepEqual(resolved.policy, defaultSessionPolicy);
    assert.deepEqual(resolved.authPolicy, defaultAuthPolicy);
  });

  it('a part of policy.ntlm leaves the rest as it is', () => {
    const ntlm = { ...defaultAuthPolicy.ntlm };
    Reflect.deleteProperty(ntlm, 'require128');
    const { authPolicy } = resolveOptions({
      accounts: [],
      authPolicy: { ntlm: { ...ntlm, mic: 'required' } },
    });
    assert.deepEqual(authPolicy.ntlm, { ...defaultAuthPolicy.ntlm, mic: 'required' });
  });

  it('null is a value: no lock-out, no expiry', () => {
    const { authPolicy, policy } = resolveOptions({
      accounts: [],
      authPolicy: { lockout: null },
      policy: { sessionLifetimeSeconds: null },
    });
    assert.equal(authPolicy.lockout, null);
    assert.equal(policy.sessionLifetimeSeconds, null);
  });
});
