import assert from 'node:assert/strict';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import {
  createNtlmAcceptor,
  createNtlmMechanism,
  type NtlmOptions,
} from '../../../src/auth/ntlm/create-mechanism.js';
import { createSettings } from '../../../src/auth/ntlm/settings.js';
import { defaultAuthPolicy } from '../../../src/auth/policy.js';
import { policyPresets } from '../../../src/auth/policy-presets.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';

const complete: NtlmOptions = {
  accounts: accountsInMemory([{ name: 'alice', password: 'secret' }]),
  policy: defaultAuthPolicy,
  names: { netbiosName: 'WEB', dnsName: 'web.example', netbiosDomain: 'WEB', dnsDomain: 'example' },
  runtime: systemRuntime,
};
const { ntlm } = defaultAuthPolicy;
const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 60 };

/** As a program without types would call it. */
function create(options: unknown): void {
  Reflect.apply(createNtlmMechanism, undefined, [options]);
}

describe('options of createNtlmMechanism', () => {
  const refused: readonly (readonly [what: string, change: object, message: string])[] = [
    ['an unknown option', { polcy: {} }, "polcy: unknown key; there is 'policy'"],
    ['no policy', { policy: undefined }, 'policy: expected an object'],
    ['no store', { accounts: {} }, 'accounts.find: expected a function'],
    [
      'a store that is a list',
      { accounts: [] },
      'accounts: expected a store, such as accountsInMemory(list)',
    ],
    [
      'a misspelt check',
      { policy: { ntlm: { ...ntlm, requires128: true } } },
      "policy.ntlm.requires128: unknown key; there is 'require128'",
    ],
    [
      'a misspelt word',
      { policy: { ntlm: { ...ntlm, mic: 'Required' } } },
      'policy.ntlm.mic: expected "when-flagged" or "required"',
    ],
    [
      'yes for a word',
      { policy: { ntlm: { ...ntlm, mic: true } } },
      'policy.ntlm.mic: expected "when-flagged" or "required"',
    ],
    [
      'a word for yes',
      { policy: { ntlm: { ...ntlm, require128: 'yes' } } },
      'policy.ntlm.require128: expected true or false',
    ],
    [
      'an unknown part of a policy',
      { policy: { gast: 'refuse' } },
      "policy.gast: unknown key; there is 'guest'",
    ],
    [
      'a threshold that is a text',
      { policy: { lockout: { ...lockout, threshold: '3' } } },
      'policy.lockout.threshold: expected a number',
    ],
    [
      'half a lock-out',
      { policy: { lockout: { threshold: 3 } } },
      'policy.lockout.windowSeconds: expected a number\npolicy.lockout.durationSeconds: expected a number',
    ],
    [
      'a misspelt lock-out',
      { policy: { lockout: { ...lockout, window: 60 } } },
      'policy.lockout.window: unknown key',
    ],
    ['a name too few', { names: { netbiosName: 'WEB' } }, 'names.dnsName: expected a text'],
    ['a misspelt name', { names: { ...complete.names, netbios: 'WEB' } }, 'names.netbios: unknown key'],
    [
      'half a runtime',
      { runtime: { now: () => 0, monotonic: () => 0 } },
      'runtime.randomBytes: expected a function',
    ],
    [
      'channel bindings that turned out to be none',
      { channelBindings: undefined },
      'channelBindings: expected the bytes of a channel; leave the key out for none',
    ],
    [
      'channel bindings that are still to come',
      { channelBindings: Promise.resolve(Buffer.from('tls-server-end-point:')) },
      'channelBindings: expected the bytes of a channel; leave the key out for none',
    ],
    ['a word for a function', { onStoreFailure: 'log' }, 'onStoreFailure: expected a function'],
  ];
  for (const [what, change, message] of refused) {
    it(`refuse ${what}`, () => {
      const options = { ...complete, ...change };
      assert.throws(
        () => create(options),
        (error) => {
          assert.ok(error instanceof Error && error.name === 'ConfigurationError');
          assert.ok(error.message.split('\n').includes(message.split('\n')[0] ?? ''), error.message);
          assert.ok(error.message.includes(message), error.message);
          return true;
        },
      );
      assert.throws(() => Reflect.apply(createNtlmAcceptor, undefined, [options]), {
        name: 'ConfigurationError',
      });
    });
  }

  it('have their default where the policy leaves them out, or says undefined', () => {
    const nothing = Object.fromEntries(Object.keys(ntlm).map((key) => [key, undefined]));
    for (const policy of [{}, { ntlm: {} }, { ntlm: nothing }, { ...defaultAuthPolicy, ntlm: undefined }]) {
      const options = { ...complete };
      Reflect.set(options, 'policy', policy);
      assert.deepEqual(createSettings(options).policy, defaultAuthPolicy);
    }
  });

  it('take every preset, and a server without a domain', () => {
    for (const policy of Object.values(policyPresets))
      assert.deepEqual(createSettings({ ...complete, policy }).policy, policy);
    const names = { ...complete.names, netbiosDomain: '', dnsDomain: '' };
    assert.deepEqual(createSettings({ ...complete, names }).names, names);
  });
});

describe('a runtime that gives what is none', () => {
  const hours: readonly (readonly [string, object])[] = [
    ['now', { now: () => Number.NaN }],
    ['monotonic', { monotonic: () => Promise.resolve(0) }],
    ['randomBytes', { randomBytes: () => Buffer.alloc(3) }],
    ['randomBytes', { randomBytes: (length: number) => 'x'.repeat(length) }],
  ];
  for (const [name, change] of hours) {
    it(`is an error and no login: ${name}`, async () => {
      const options = { ...complete };
      Reflect.set(options, 'runtime', { ...systemRuntime, ...change });
      const negotiate = Buffer.from('4e544c4d535350000100000001000020', 'hex');
      const begin = async () => createNtlmAcceptor(options).step(negotiate);
      await assert.rejects(begin, { name: 'TypeError', message: new RegExp(`^runtime\\.${name} gave no`) });
    });
  }
});
