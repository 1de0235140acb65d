import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeytab } from '../../src/accounts/keytab-file.js';
import { encodeKeytab, type KeytabEntry } from '../../src/krb5/keytab.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { temporaryFolder, watching } from './support.js';

const entry = (kvno: number, etype: number, length: number): KeytabEntry => ({
  principal: { realm: 'EXAMPLE.COM', name: { nameType: 2, nameString: ['cifs', 'files.example.com'] } },
  writtenAt: 0,
  kvno,
  etype,
  key: Buffer.alloc(length, 0x6b),
});

describe('accounts/keytab-file', () => {
  const folder = temporaryFolder();
  let files = 0;
  const fileOf = (content: Buffer): string => {
    const path = join(folder, `keytab-${++files}`);
    writeFileSync(path, content);
    return path;
  };
  const versions = (keys: ReturnType<typeof openKeytab>): number[] => keys.current().map(({ kvno }) => kvno);

  it('gives the keys of encryption types that we have, whole ones only', () => {
    const path = fileOf(
      encodeKeytab([entry(5, 18, 32), entry(5, 3, 8), entry(6, 17, 16), entry(7, 18, 16), entry(6, 23, 16)]),
    );
    const keys = openKeytab(path, watching());
    assert.equal(keys.source, `keytab ${path}`);
    assert.deepEqual(
      keys.current().map(({ key, ...rest }) => ({ ...rest, length: key.length })),
      [
        [18, 5, 32],
        [17, 6, 16],
        [23, 6, 16],
      ].map(([etype, kvno, length]) => ({
        principal: 'cifs/files.example.com@EXAMPLE.COM',
        etype,
        kvno,
        length,
      })),
    );
  });

  it('reads it again when it changed, once a second at most', () => {
    const path = fileOf(encodeKeytab([entry(1, 18, 32)]));
    const watch = watching();
    const keys = openKeytab(path, watch);
    writeFileSync(path, encodeKeytab([entry(1, 18, 32), entry(2, 18, 32)]));
    assert.deepEqual(versions(keys), [1]);
    watch.pass();
    assert.deepEqual(versions(keys), [1, 2]);
    assert.deepEqual(watch.problems, []);
  });

  it('keeps the keys when the file breaks or goes, and tells so once', () => {
    const whole = encodeKeytab([entry(1, 18, 32)]);
    const path = fileOf(whole);
    const watch = watching();
    const keys = openKeytab(path, watch);
    writeFileSync(path, whole.subarray(0, -1));
    for (let i = 0; i < 3; i++) {
      watch.pass();
      assert.deepEqual(versions(keys), [1]);
    }
    rmSync(path);
    watch.pass();
    assert.deepEqual(versions(keys), [1]);
    assert.equal(watch.problems.length, 2);
    assert.match(
      watch.problems[0] ?? '',
      /^keytab .*: is no keytab that can be read \(keytab\.entry at byte 6: .*\); expected MIT’s format.*; the keys read before stay in force$/,
    );
    assert.match(watch.problems[1] ?? '', /cannot be read \(ENOENT: no such file or directory\)/);
    writeFileSync(path, encodeKeytab([entry(9, 18, 32)]));
    watch.pass();
    assert.deepEqual(versions(keys), [9]);
  });

  for (const [name, content, expected] of [
    ['nothing', Buffer.alloc(0), /is no keytab that can be read \(keytab\.version at byte 0/],
    ['a text', Buffer.from('[libdefaults]\n'), /expected MIT’s format, version 0x0501 or 0x0502$/],
    ['no entry', encodeKeytab([]), /holds no key; expected a keytab with a key of this server/],
    [
      'DES keys only',
      encodeKeytab([entry(1, 3, 8), entry(1, 1, 8)]),
      /has no whole key of encryption type 17, 18, 19, 20 or 23; its encryption types are 1, 3$/,
    ],
    ['too much', Buffer.alloc(2 ** 20 + 1), /has more than 1048576 bytes; expected a keytab$/],
  ] as const)
    it(`refuses a file with ${name} at first, by its name`, () => {
      const path = fileOf(content);
      assert.throws(
        () => openKeytab(path, watching()),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.equal(error.problems[0]?.path, 'kerberos.keytab');
          assert.ok(error.message.includes(path), error.message);
          assert.match(error.message, expected);
          return true;
        },
      );
    });

  it('refuses a file that is missing, a folder and a pipe, which it does not wait for', () => {
    const place = join(folder, 'missing');
    assert.throws(() => openKeytab(place, watching()), /missing: cannot be read \(ENOENT/);
    mkdirSync(place);
    assert.throws(() => openKeytab(place, watching()), /missing: is not a file; expected a keytab$/);
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    assert.throws(() => openKeytab(pipe, watching()), /pipe: is not a file; expected a keytab$/);
  });

  it('a file that has more bytes than it says is read no further', function () {
    const endless = '/proc/self/status';
    if (!existsSync(endless)) this.skip();
    assert.throws(() => openKeytab(endless, watching()), /status: has become longer while it was read/);
  });
});
