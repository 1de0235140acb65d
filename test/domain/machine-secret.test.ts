import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysFromPassword } from '../../src/auth/kerberos/password-keys.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { openMachineSecret } from '../../src/domain/machine-secret.js';
import { encodeKeytab, type KeytabEntry } from '../../src/krb5/keytab.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const account = 'FILES$';
const realm = 'AD.LAB.TEST';
const principal = `${account}@${realm}`;

describe('domain/machine-secret', () => {
  const folder = useTemporaryFolder();
  const runtime = new HandDrivenRuntime();
  const open = (options: Parameters<typeof openMachineSecret>[0]) =>
    openMachineSecret(options, account, realm, runtime);
  const fails = (options: Parameters<typeof openMachineSecret>[0], message: RegExp): void => {
    assert.throws(
      () => open(options),
      (error: unknown) => error instanceof ConfigurationError && message.test(error.message),
    );
  };

  it('makes the NT hash and the Kerberos keys of a password', () => {
    const secret = open({ machinePassword: 'one' });
    assert.deepEqual(secret.current(), { ntHash: ntHashOfPassword('one') });
    const aes = keysFromPassword({ principal, password: 'one' }).current();
    const keys = secret.keys.current();
    assert.deepEqual(keys.slice(0, aes.length), aes);
    assert.deepEqual(keys.find(({ etype }) => etype === 23)?.key, ntHashOfPassword('one'));
  });

  it('follows the file, and keeps the keys of the password before for tickets that are out', () => {
    const path = join(folder(), 'password');
    writeFileSync(path, 'one\n');
    const secret = open({ machinePasswordFile: path });
    const before = secret.keys.current();
    assert.equal(secret.keys.current().length, before.length);
    writeFileSync(path, 'number two\n');
    assert.deepEqual(secret.current(), { ntHash: ntHashOfPassword('number two') });
    const keys = secret.keys.current();
    assert.deepEqual(keys.slice(before.length), before);
    assert.deepEqual(keys.slice(0, before.length), open({ machinePassword: 'number two' }).keys.current());
    rmSync(path);
    assert.deepEqual(secret.current(), {
      ntHash: ntHashOfPassword('number two'),
      problem: `${path} cannot be read (ENOENT: no such file or directory); expected a password`,
    });
  });

  it('refuses a file without a password at the start', () => {
    const path = join(folder(), 'empty');
    writeFileSync(path, '');
    fails(
      { machinePasswordFile: path },
      /^domain\.machinePasswordFile: \/.*\/empty: is empty; expected a password$/,
    );
  });

  describe('of a keytab', () => {
    const entry = (
      kvno: number,
      etype: number,
      fill: number,
      name: readonly string[] = [account],
    ): KeytabEntry => ({
      principal: { realm, name: { nameType: 1, nameString: [...name] } },
      writtenAt: 0,
      kvno,
      etype,
      key: Buffer.alloc(etype === 18 ? 32 : 16, fill),
    });
    const keytabOf = (...entries: readonly KeytabEntry[]): string => {
      const path = join(folder(), 'keytab');
      writeFileSync(path, encodeKeytab(entries));
      return path;
    };

    it('takes the account’s rc4-hmac key with the highest version', () => {
      const other = entry(9, 23, 9, ['cifs', 'files.ad.lab.test']);
      const path = keytabOf(entry(2, 23, 2), entry(3, 23, 3), entry(1, 23, 1), entry(4, 18, 4), other);
      const secret = open({ keytab: path });
      assert.deepEqual(secret.current(), { ntHash: Buffer.alloc(16, 3) });
      assert.equal(secret.keys.current().length, 5);
      assert.equal(secret.keys.source, `keytab ${path}`);
    });

    it('compares the account’s name without case', () => {
      assert.equal(open({ keytab: keytabOf(entry(1, 23, 7, ['files$'])) }).current().ntHash[0], 7);
    });

    it('refuses one without that key', () => {
      for (const entries of [[entry(1, 18, 1)], [entry(1, 23, 1, ['OTHER$'])]]) {
        fails(
          { keytab: keytabOf(...entries) },
          /has no rc4-hmac key \(encryption type 23\) of FILES\$@AD\.LAB\.TEST/,
        );
      }
      fails({ keytab: join(folder(), 'none') }, /^domain\.keytab: .*cannot be read \(ENOENT/);
    });

    it('follows the file, and keeps the key of before where the new one cannot be used', () => {
      const path = keytabOf(entry(1, 23, 1));
      const secret = open({ keytab: path });
      keytabOf(entry(1, 23, 1), entry(2, 23, 2));
      runtime.advance(1000);
      assert.deepEqual(secret.current(), { ntHash: Buffer.alloc(16, 2) });
      keytabOf(entry(3, 18, 3));
      runtime.advance(1000);
      assert.deepEqual(secret.current(), {
        ntHash: Buffer.alloc(16, 2),
        problem: `keytab ${path} has no rc4-hmac key of ${principal} any more`,
      });
      writeFileSync(path, 'no keytab');
      runtime.advance(1000);
      const { ntHash, problem } = secret.current();
      assert.deepEqual(ntHash, Buffer.alloc(16, 2));
      assert.ok(problem !== undefined);
    });
  });
});
