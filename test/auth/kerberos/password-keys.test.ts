import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { keysFromPassword, defaultSalt } from '../../../src/auth/kerberos/password-keys.js';
import { principalFromText } from '../../../src/krb5/messages/principal.js';
import { ConfigurationError } from '../../../src/values/configuration-error.js';

describe('auth/kerberos/password-keys', () => {
  for (const [principal, salt] of [
    ['alice@LAB.TEST', 'LAB.TESTalice'],
    ['cifs/files.example.com@EXAMPLE.COM', 'EXAMPLE.COMcifsfiles.example.com'],
    ['FILES$@EXAMPLE.COM', 'EXAMPLE.COMhostfiles.example.com'],
    ['Files$@example.com', 'EXAMPLE.COMhostfiles.example.com'],
    ['cifs/FILES$@EXAMPLE.COM', 'EXAMPLE.COMcifsFILES$'],
  ] as const)
    it(`the salt of ${principal} is ${salt} (RFC 4120 4, [MS-KILE] 3.1.1.2)`, () => {
      const parsed = principalFromText(principal);
      assert.ok(parsed);
      assert.equal(defaultSalt(parsed), salt);
    });

  it('makes a key for each encryption type with AES', () => {
    const keys = keysFromPassword({ principal: 'alice@LAB.TEST', password: 'Pa55w0rd!', kvno: 3 });
    assert.equal(keys.source, 'the password of alice@LAB.TEST');
    // The keys that MIT’s KDC has for this password.
    assert.deepEqual(
      keys.current().map(({ principal, etype, kvno, key }) => [principal, etype, kvno, key.toString('hex')]),
      [
        [18, 'd6bfe31c0f1f5a2f4272d37ae74355704efc8ee83319e88be9577c6dcaf86823'],
        [17, '5965befef7d36f4b24243f6ee10bf095'],
        [20, '94f6e009645d1ac2b7a9c0c314a53abd3a64ca2475fb4b31e6bd242dc2f78eaf'],
        [19, '1f8f88c4be09399246d31705f8abc536'],
      ].map(([etype, key]) => ['alice@LAB.TEST', etype, 3, key]),
    );
  });

  it('makes the key of rc4-hmac by choice, and takes a salt', () => {
    const keys = keysFromPassword({
      principal: 'svc@LAB.TEST',
      password: 'Pa55w0rd!',
      salt: 'LAB.TESTalice',
      enctypes: ['rc4-hmac', 'aes128-cts-hmac-sha1-96'],
    });
    assert.deepEqual(
      keys.current().map(({ etype, kvno, key }) => [etype, kvno, key.toString('hex')]),
      [
        [23, 0, 'dae57d78fec919471799ce0fae8236b9'],
        [17, 0, '5965befef7d36f4b24243f6ee10bf095'],
      ],
    );
  });

  for (const [wrong, path] of [
    [{ principal: 'alice' }, 'principal'],
    [{ principal: '@LAB.TEST' }, 'principal'],
    [{ password: '' }, 'password'],
    [{ kvno: -1 }, 'kvno'],
    [{ kvno: 1.5 }, 'kvno'],
    [{ enctypes: ['des-cbc-md5' as 'rc4-hmac'] }, 'enctypes[0]'],
    [{ enctypes: 'rc4-hmac' as never }, 'enctypes'],
    [{ principal: undefined as never }, 'principal'],
    [{ password: undefined as never }, 'password'],
    [{ password: Promise.resolve('s3cret') as never }, 'password'],
    [{ password: 53_280 as never }, 'password'],
    [{ salt: 1 as never }, 'salt'],
    [{ slat: '' }, 'slat'],
  ] as const)
    it(`refuses ${inspect(wrong)}`, () => {
      assert.throws(
        () => keysFromPassword({ principal: 'alice@LAB.TEST', password: 's3cret', ...wrong }),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.deepEqual(
            error.problems.map((problem) => problem.path),
            [path],
          );
          assert.doesNotMatch(error.message, /s3cret|53280/);
          return true;
        },
      );
    });

  it('refuses what is no object', () => {
    for (const wrong of [undefined, null, 'alice@LAB.TEST', Promise.resolve({})])
      assert.throws(() => keysFromPassword(wrong as never), ConfigurationError);
  });
});
