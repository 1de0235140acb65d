import assert from 'node:assert/strict';
import { completeKerberosPolicy, defaultKerberosPolicy } from '../../../src/auth/kerberos/policy.js';
import { kerberosPolicyRule } from '../../../src/auth/kerberos/policy-rules.js';
import { joinServiceKeys } from '../../../src/auth/kerberos/service-keys.js';
import { ConfigurationError } from '../../../src/values/configuration-error.js';
import { KerberosServer, serviceKey, serviceKeys } from '../../support/kerberos-client.js';

describe('the policy of Kerberos', () => {
  it('takes AES alone, five minutes and every service unless it is told otherwise', () => {
    assert.deepEqual(completeKerberosPolicy(), defaultKerberosPolicy);
    assert.equal(completeKerberosPolicy({ maxClockSkewSeconds: 5 }).maxClockSkewSeconds, 5);
    assert.ok(!defaultKerberosPolicy.enctypes.includes('rc4-hmac'));
    assert.ok(Object.isFrozen(defaultKerberosPolicy.enctypes));
  });

  for (const [what, policy, path] of [
    ['an unknown key', { skew: 5 }, 'skew'],
    ['no service', { services: [] }, 'services'],
    ['an unknown word', { services: 'all' }, 'services'],
    ['a service without a name', { services: ['/x'] }, 'services[0]'],
    ['an unknown rule of principals', { principals: 'realm' }, 'principals'],
    ['a principal without a realm', { principals: { alice: 'alice' } }, 'principals.alice'],
    ['an account with a domain', { principals: { 'a@B': 'a@B' } }, 'principals.a@B'],
    ['a promise of a table', { principals: Promise.resolve({}) }, 'principals'],
    ['no encryption type', { enctypes: [] }, 'enctypes'],
    ['DES', { enctypes: ['des-cbc-md5'] }, 'enctypes[0]'],
    ['a type that comes twice', { enctypes: ['rc4-hmac', 'rc4-hmac'] }, 'enctypes'],
    ['no skew', { maxClockSkewSeconds: 0 }, 'maxClockSkewSeconds'],
    ['a skew of more than a day', { maxClockSkewSeconds: 86_401 }, 'maxClockSkewSeconds'],
    ['a skew without bounds', { maxClockSkewSeconds: null }, 'maxClockSkewSeconds'],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(
        kerberosPolicyRule(policy, []).map((problem) => problem.path),
        [path],
      );
    });
  }

  it('a list where an object belongs is told of the function that takes it', () => {
    for (const [options, message] of [
      [{ accounts: [] }, 'accounts: expected a store, such as accountsInMemory(list)'],
      [{ keys: [] }, /^keys: expected an object with current\(\) and source, such as keysFromPassword/],
    ] as const)
      assert.throws(() => new KerberosServer(options as never), { name: 'ConfigurationError', message });
  });

  it('a mechanism with options that cannot be used is none', () => {
    for (const options of [
      { keys: undefined },
      { keys: { current: () => [] } },
      { replays: {} },
      { machineSid: 'S-1-5' },
      { policy: { enctypes: [] } },
      { accounts: {} },
    ]) {
      assert.throws(() => new KerberosServer(options as never), ConfigurationError);
    }
  });

  it('keys of several sources stand together', () => {
    const one = serviceKeys(serviceKey(18));
    const other = { ...serviceKeys(serviceKey(17)), source: 'a password' };
    assert.equal(joinServiceKeys([one]), one);
    const joined = joinServiceKeys([one, other]);
    assert.equal(joined.source, 'keytab /etc/files.keytab and a password');
    assert.deepEqual(
      joined.current().map(({ etype }) => etype),
      [18, 17],
    );
  });
});
