import assert from 'node:assert/strict';
import { configurationVariables, readEnvironment } from '../../src/config/index.js';

const read = (environment: NodeJS.ProcessEnv) => readEnvironment(environment, ['SMB2_AUTH_PORT']).value;

describe('config: environment', () => {
  it('says nothing when there is none of ours', () => {
    assert.deepEqual(read({ PATH: '/bin', SMB2: '1', SMB2_AUTH_PORT: '445' }), {});
  });

  it('names each key by its path', () => {
    const names = configurationVariables().map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of ['SERVER_NETBIOS_NAME', 'POLICY_NTLM_V1', 'LIMITS_CONNECTIONS_PER_ADDRESS']) {
      assert.ok(names.includes(`SMB2_AUTH_${name}`), name);
    }
  });

  it('leaves to the flags what has flags', () => {
    const names = configurationVariables().map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => /^SMB2_AUTH_(LISTEN|ACCOUNTS|SHARES)/.test(name)),
      [],
    );
  });

  it('takes text, numbers, lists and JSON', () => {
    assert.deepEqual(
      read({
        SMB2_AUTH_SERVER_NETBIOS_NAME: '123',
        SMB2_AUTH_SERVER_MACHINE_SID: 'S-1-5-21-1-2-3',
        SMB2_AUTH_LIMITS_CONNECTIONS: '123',
        SMB2_AUTH_POLICY_DIALECTS: '3.0, 3.1.1',
        SMB2_AUTH_POLICY_SESSION_LIFETIME_SECONDS: 'null',
        SMB2_AUTH_POLICY_MECHANISMS: 'kerberos',
        SMB2_AUTH_POLICY_NTLM_REQUIRE128: 'false',
        SMB2_AUTH_POLICY_NTLM_TARGET_NAMES: 'any',
        SMB2_AUTH_POLICY_LOCKOUT: '{"threshold":3,"windowSeconds":60,"durationSeconds":60}',
      }),
      {
        server: { netbiosName: '123', machineSid: 'S-1-5-21-1-2-3' },
        limits: { connections: 123 },
        policy: {
          dialects: ['3.0', '3.1.1'],
          sessionLifetimeSeconds: null,
          mechanisms: ['kerberos'],
          ntlm: { require128: false, targetNames: 'any' },
          lockout: { threshold: 3, windowSeconds: 60, durationSeconds: 60 },
        },
      },
    );
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['SMB2_AUTH_POLICY_SIGNING', 'no', /^SMB2_AUTH_POLICY_SIGNING: expected "enabled" or "required"$/],
    ['SMB2_AUTH_LIMITS_CONNECTIONS', 'many', /^SMB2_AUTH_LIMITS_CONNECTIONS: expected a number$/],
    ['SMB2_AUTH_LIMITS_CONNECTIONS', '0', /^SMB2_AUTH_LIMITS_CONNECTIONS: expected at least 1$/],
    ['SMB2_AUTH_POLICY_LOCKOUT', '{"threshold":3}', /^SMB2_AUTH_POLICY_LOCKOUT: expected a number$/m],
    ['SMB2_AUTH_PROT', '1', /^SMB2_AUTH_PROT: unknown variable$/],
    ['SMB2_AUTH_POLICY', '{}', /^SMB2_AUTH_POLICY: unknown variable$/],
  ];
  for (const [name, value, message] of refused) {
    it(`refuses ${name}=${value}`, () => {
      assert.throws(() => read({ [name]: value }), { name: 'ConfigurationError', message });
    });
  }
});
