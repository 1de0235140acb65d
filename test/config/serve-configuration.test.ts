import assert from 'node:assert/strict';
import { policyPresets } from '../../src/auth/policy-presets.js';
import { defaultAuthPolicy } from '../../src/auth/policy.js';
import { resolveConfiguration } from '../../src/config/index.js';
import { parseLayer } from '../../src/config/layer.js';

const resolve = (...layers: unknown[]) =>
  resolveConfiguration(layers.map((value) => parseLayer(value, (path) => path.join('.'))));

describe('config: what the sources come to', () => {
  it('nothing is the default of everything', () => {
    assert.deepEqual(resolve(), {
      workers: 1,
      listen: { host: '127.0.0.1', port: 4455 },
      names: {},
      accounts: [],
      accountFiles: [],
      groups: {},
      accountNames: [],
      shares: [],
      policy: {},
      authPolicy: defaultAuthPolicy,
      diagnosis: {},
      faults: [],
      limits: {},
    });
  });

  it('the machine SID is none of the names', () => {
    const { names, machineSid } = resolve({ server: { netbiosName: 'ONE', machineSid: 'S-1-5-21-1-2-3' } });
    assert.deepEqual(names, { netbiosName: 'ONE' });
    assert.equal(machineSid, 'S-1-5-21-1-2-3');
  });

  it('the stronger source wins key by key', () => {
    const { listen, policy, authPolicy } = resolve(
      {
        listen: { host: '0.0.0.0', port: 1 },
        policy: { signing: 'required', ntlm: { v1: 'accept', lm: 'accept' } },
      },
      { listen: { port: 2 }, policy: { ntlm: { lm: 'refuse' } } },
      { listen: { port: 3 } },
    );
    assert.deepEqual(listen, { host: '0.0.0.0', port: 3 });
    assert.deepEqual(policy, { signing: 'required' });
    assert.deepEqual(authPolicy.ntlm, { ...defaultAuthPolicy.ntlm, v1: 'accept', lm: 'refuse' });
  });

  it('a principal is named only where Kerberos is offered, and its error names the source', () => {
    const naming = {
      shares: [{ name: 'a', temporary: true, access: { 'alice@A.TEST': 'none', '*': 'write' } }],
      groups: { staff: { members: ['alice', 'bob/admin@A.TEST'] } },
    };
    const message = [
      'shares.0.access.alice@A.TEST: expected the name of an account without its domain, @group, a SID, guest, anonymous, or *',
      'groups.staff.members.1: expected the name of an account without its domain, @group, or a SID',
    ].join('\n');
    const kerberos = { testRealm: { realm: 'A.TEST' } };
    for (const other of [
      {},
      { kerberos: { principals: 'name' } },
      { kerberos, policy: { mechanisms: ['ntlm'] } },
    ]) {
      assert.throws(() => resolve(naming, other), { name: 'ConfigurationError', message });
    }
    for (const layers of [
      [naming, { kerberos }],
      [{ kerberos }, naming],
    ]) {
      const { shares, groups } = resolve(...layers);
      assert.deepEqual(shares[0]?.access, naming.shares[0]?.access);
      assert.deepEqual(groups, naming.groups);
    }
  });

  it('another directory for a share keeps who may use it, and how', () => {
    const kept = { access: { bob: 'write' }, encrypt: true } as const;
    const { shares } = resolve(
      { shares: [{ name: 'data', temporary: true, ...kept }] },
      { shares: [{ name: 'Data', path: '/tmp' }] },
    );
    assert.deepEqual(shares, [{ name: 'Data', path: '/tmp', ...kept }]);
    const back = resolve(
      { shares: [{ name: 'data', path: '/tmp', ...kept }] },
      { shares: [{ name: 'data', temporary: true, access: { '*': 'read' } }] },
    );
    assert.deepEqual(back.shares, [
      { name: 'data', temporary: true, encrypt: true, access: { '*': 'read' } },
    ]);
  });

  it('a rule for an account named __proto__ is kept', () => {
    const text =
      '{"shares": [{"name": "data", "temporary": true, "access": {"*": "write", "__proto__": "none"}}]}';
    const { shares } = resolve(JSON.parse(text) as object);
    assert.deepEqual(Object.entries(shares[0]?.access ?? {}), [
      ['*', 'write'],
      ['__proto__', 'none'],
    ]);
  });

  it('lists of values are replaced, accounts and shares joined by name', () => {
    const { policy, accountNames, shares } = resolve(
      {
        policy: { dialects: ['2.1', '3.0'] },
        accounts: [
          { name: 'alice', password: 'a' },
          { name: 'bob', password: 'b' },
        ],
        shares: [
          { name: 'data', temporary: true, comment: 'old' },
          { name: 'more', temporary: true },
        ],
      },
      {
        policy: { dialects: ['3.1.1'] },
        accounts: [{ name: 'ALICE', password: 'c' }],
        shares: [{ name: 'DATA', temporary: true }],
      },
    );
    assert.deepEqual(policy.dialects, ['3.1.1']);
    assert.deepEqual(accountNames, ['bob', 'ALICE']);
    assert.deepEqual(
      shares.map(({ name, comment }) => [name, comment]),
      [
        ['more', undefined],
        ['DATA', 'old'],
      ],
    );
  });

  it('null is a value', () => {
    const { policy, authPolicy } = resolve(
      {
        policy: {
          sessionLifetimeSeconds: 60,
          lockout: { threshold: 1, windowSeconds: 1, durationSeconds: 1 },
        },
      },
      { policy: { sessionLifetimeSeconds: null, lockout: null } },
    );
    assert.equal(policy.sessionLifetimeSeconds, null);
    assert.equal(authPolicy.lockout, null);
  });

  it('a preset is what the keys beside it change', () => {
    const { authPolicy, policy } = resolve({
      policy: { preset: 'nas-guest', anonymous: 'refuse', ntlm: { mic: 'required' } },
    });
    const preset = policyPresets['nas-guest'];
    assert.deepEqual(authPolicy, {
      ...preset,
      anonymous: 'refuse',
      ntlm: { ...preset.ntlm, mic: 'required' },
    });
    assert.deepEqual(policy, {});
  });

  it('a preset goes to the server by its name, and single answers beside it', () => {
    const { preset, profile, policy, limits } = resolve({
      policy: { preset: 'samba', signing: 'required' },
      profile: { echo: 'with-session' },
    });
    assert.deepEqual(
      { preset, profile, policy, limits },
      { preset: 'samba', profile: { echo: 'with-session' }, policy: { signing: 'required' }, limits: {} },
    );
  });

  it('the mechanisms of a stronger layer take the place of the weaker ones', () => {
    const mechanisms = (...layers: Parameters<typeof resolve>) => resolve(...layers).authPolicy.mechanisms;
    assert.deepEqual(mechanisms({}), ['kerberos', 'ntlm']);
    assert.deepEqual(mechanisms({ policy: { mechanisms: ['ntlm'] } }), ['ntlm']);
    const both = [
      { policy: { mechanisms: ['ntlm'] } },
      { policy: { mechanisms: ['ntlm', 'kerberos'] } },
    ] as const;
    assert.deepEqual(mechanisms(...both), ['ntlm', 'kerberos']);
    assert.deepEqual(resolve({ policy: { mechanisms: ['ntlm'] } }).policy, {});
  });

  it('a share is what the server makes of it', () => {
    const { shares } = resolve({
      shares: [
        { name: 'a', temporary: true },
        { name: 'b', path: '/', access: { alice: 'read' }, encrypt: true, comment: 'all' },
      ],
    });
    assert.deepEqual(shares, [
      { name: 'a', temporary: true },
      { name: 'b', path: '/', access: { alice: 'read' }, encrypt: true, comment: 'all' },
    ]);
  });
});
