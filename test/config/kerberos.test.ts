import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, relative, resolve as resolvePath } from 'node:path';
import {
  type ConfigurationFlags,
  readConfigurationFile,
  readEnvironment,
  readFlags,
  resolveConfiguration,
} from '../../src/config/index.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const secret = 'Tr0ub4dor&3';
const principal = 'cifs/files.example.com@EXAMPLE.COM';

describe('config: Kerberos', () => {
  const folder = useTemporaryFolder();
  const file = (kerberos: object) => {
    const path = join(folder(), 'smb2.json');
    writeFileSync(path, JSON.stringify({ kerberos }));
    return readConfigurationFile(path);
  };
  const flags = (given: ConfigurationFlags) => readFlags(given, (name) => `--${name}`);
  const environment = (variables: NodeJS.ProcessEnv) => readEnvironment(variables, []);
  const kerberosOf = (...layers: Parameters<typeof resolveConfiguration>[0][number][]) =>
    resolveConfiguration(layers).kerberos;

  it('is absent where nothing is said of it', () => {
    assert.equal(kerberosOf(flags({})), undefined);
  });

  it('paths of a file count from its folder, and those of flags from ours', () => {
    const name = { nameType: 2, nameString: ['cifs', 'files.example.com'] };
    const entry = { writtenAt: 0, kvno: 1, etype: 18, key: Buffer.alloc(32) };
    const keytab = join(folder(), 'a.keytab');
    writeFileSync(keytab, encodeKeytab([{ ...entry, principal: { realm: 'A.TEST', name } }]));
    const paths = {
      keytab: 'a.keytab',
      stateFolder: 'state',
      testRealm: { realm: 'A.TEST', directory: 'realm' },
    };
    assert.deepEqual(kerberosOf(file(paths)), {
      keytab,
      stateFolder: join(folder(), 'state'),
      testRealm: { realm: 'A.TEST', directory: join(folder(), 'realm') },
    });
    const given = { keytab: relative('.', keytab), testRealm: 'A.TEST', realmDir: 'realm' };
    assert.deepEqual(kerberosOf(flags(given)), {
      keytab,
      testRealm: { realm: 'A.TEST', directory: resolvePath('realm') },
    });
  });

  it('a stronger source changes only what it says', () => {
    const weaker = {
      services: 'own',
      enctypes: ['rc4-hmac'],
      maxClockSkewSeconds: 60,
      testRealm: { realm: 'A.TEST', port: 88, ccaches: ['alice'] },
    };
    assert.deepEqual(
      kerberosOf(
        file(weaker),
        environment({
          SMB2_AUTH_KERBEROS_ENCTYPES: 'aes256-cts-hmac-sha1-96, rc4-hmac',
          SMB2_AUTH_KERBEROS_PRINCIPALS: '{"alice@A.TEST":"bob"}',
          SMB2_AUTH_KERBEROS_TEST_REALM_HOST: '127.0.0.2',
        }),
        flags({ kdcPort: '0', ccache: ['bob', 'carol'] }),
      ),
      {
        services: 'own',
        principals: { 'alice@A.TEST': 'bob' },
        enctypes: ['aes256-cts-hmac-sha1-96', 'rc4-hmac'],
        maxClockSkewSeconds: 60,
        testRealm: { realm: 'A.TEST', host: '127.0.0.2', port: 0, ccaches: ['bob', 'carol'] },
      },
    );
  });

  it('a table of principals is replaced as a whole', () => {
    const table = { principals: { 'alice@A.TEST': 'alice', 'bob@A.TEST': 'bob' } };
    const narrower = environment({ SMB2_AUTH_KERBEROS_PRINCIPALS: '{"alice@A.TEST":"alice"}' });
    assert.deepEqual(kerberosOf(file(table), narrower), { principals: { 'alice@A.TEST': 'alice' } });
  });

  it('a password may be in a file beside it, with one line end', () => {
    writeFileSync(join(folder(), 'password'), `\ufeff${secret} \r\n`);
    assert.deepEqual(kerberosOf(file({ password: { principal, passwordFile: 'password', kvno: 3 } })), {
      password: { principal, password: `${secret} `, kvno: 3 },
    });
  });

  it('a stronger password replaces a file, and a file a password', () => {
    writeFileSync(join(folder(), 'password'), secret);
    const weaker = file({ password: { principal, passwordFile: 'password' } });
    const stronger = environment({ SMB2_AUTH_KERBEROS_PASSWORD_PASSWORD: 'another' });
    assert.deepEqual(kerberosOf(weaker, stronger), { password: { principal, password: 'another' } });
    const back = environment({ SMB2_AUTH_KERBEROS_PASSWORD_PASSWORD_FILE: join(folder(), 'password') });
    assert.deepEqual(kerberosOf(file({ password: { principal, password: 'another' } }), back), {
      password: { principal, password: secret },
    });
  });

  const refused: readonly (readonly [kerberos: object, message: string])[] = [
    [{ keytap: 'a' }, "1:14: kerberos.keytap: unknown key; there is 'keytab'"],
    [{ keytab: '' }, '1:14: kerberos.keytab: expected at least 1 character'],
    [
      { services: 'cifs' },
      '1:14: kerberos.services: expected "any", "own" or a list of services such as cifs/files.example.com',
    ],
    [
      { principals: 'names' },
      '1:14: kerberos.principals: expected "principal", "name", "local", or a table of principals such as alice@EXAMPLE.COM',
    ],
    [{ enctypes: [] }, '1:14: kerberos.enctypes: expected at least 1 entry'],
    [{ enctypes: ['rc4-hmac', 'rc4-hmac'] }, '1:14: kerberos.enctypes: expected each once'],
    [{ maxClockSkewSeconds: 0 }, '1:14: kerberos.maxClockSkewSeconds: expected more than 0'],
    [{ maxClockSkewSeconds: 86_401 }, '1:14: kerberos.maxClockSkewSeconds: expected at most 86400'],
    [{ password: { principal } }, '1:26: kerberos.password.principal: needs either password or passwordFile'],
    [
      { password: { password: secret } },
      '1:26: kerberos.password.password: needs the principal that the password belongs to',
    ],
    [
      { password: { principal, password: secret, passwordFile: 'a' } },
      '1:26: kerberos.password.principal: needs either password or passwordFile',
    ],
    [
      { password: { principal: 'FILES$', password: secret } },
      '1:26: kerberos.password.principal: expected a principal with its realm, such as alice@EXAMPLE.COM',
    ],
    [
      { password: { principal, passwordFile: 'absent' } },
      '1:75: kerberos.password.passwordFile: cannot be read (ENOENT: no such file or directory); expected a password',
    ],
    [{ testRealm: { port: 88 } }, '1:27: kerberos.testRealm.port: needs the name of a realm (--test-realm)'],
    [
      { testRealm: { realm: 'A.TEST', host: '0.0.0.0' } },
      '1:44: kerberos.testRealm.host: expected an address of the loopback interface, such as 127.0.0.1: a test realm is for this machine alone',
    ],
  ];
  for (const [kerberos, message] of refused) {
    it(`refuses ${message}`, () => {
      assert.throws(
        () => resolveConfiguration([file(kerberos)]),
        (error: Error) => {
          assert.equal(error.name, 'ConfigurationError');
          assert.equal(error.message, `${join(folder(), 'smb2.json')}:${message}`);
          assert.ok(!error.message.includes(secret));
          return true;
        },
      );
    });
  }

  it('names the flag or the variable at fault', () => {
    const messageOf = (...layers: Parameters<typeof kerberosOf>): string => {
      try {
        kerberosOf(...layers);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.equal(
      messageOf(flags({ ccache: ['alice'] })),
      '--ccache: needs the name of a realm (--test-realm)',
    );
    assert.throws(
      () => flags({ testRealm: '' }),
      /^ConfigurationError: --testRealm: expected a name such as EXAMPLE.TEST$/,
    );
    assert.throws(
      () => flags({ testRealm: 'A', kdcPort: 'x' }),
      /^ConfigurationError: --kdcPort: expected a number$/,
    );
    assert.throws(
      () => flags({ keytab: '' }),
      /^ConfigurationError: --keytab: expected at least 1 character$/,
    );
    assert.equal(
      messageOf(environment({ SMB2_AUTH_KERBEROS_PASSWORD_PASSWORD: secret })),
      'SMB2_AUTH_KERBEROS_PASSWORD_PASSWORD: needs the principal that the password belongs to',
    );
    assert.throws(
      () => environment({ SMB2_AUTH_KERBEROS_ENCTYPES: 'des-cbc-crc' }),
      /^ConfigurationError: SMB2_AUTH_KERBEROS_ENCTYPES: expected/,
    );
  });
});
