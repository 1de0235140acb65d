import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import { encryptionTypeOf } from '../../src/krb5/encryption/index.js';
import { decodeKeytab, encodeKeytab, type KeytabEntry, MAX_KEYTAB_LENGTH } from '../../src/krb5/keytab.js';
import { principalToText } from '../../src/krb5/messages/principal.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { readVectors } from '../support/vectors.js';

const files = readVectors('krb5-files.json') as { keytabWithHoles: string; keytabOfKtutil: string };
const withHoles = Buffer.from(files.keytabWithHoles, 'base64');

const plain = { noNullPrototype: true };
const entries: fc.Arbitrary<KeytabEntry> = fc.record(
  {
    principal: fc.record(
      {
        realm: text(),
        name: fc.record(
          {
            nameType: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
            nameString: fc.array(text(), { maxLength: 4 }),
          },
          plain,
        ),
      },
      plain,
    ),
    writtenAt: fc.integer({ min: 0, max: 0xffff_ffff }).map((seconds) => seconds * 1000),
    kvno: fc.integer({ min: 0, max: 0xffff_ffff }),
    etype: fc.integer({ min: 0, max: 0xffff }),
    key: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  },
  plain,
);

describe('krb5/keytab', () => {
  it('reads what kadmin wrote, and steps over the holes of removed keys', () => {
    const keys = decodeKeytab(withHoles);
    assert.deepEqual(
      keys.map(({ principal, kvno, etype }) => `${principalToText(principal)} ${kvno} ${etype}`),
      ['cifs/files.lab.test@LAB.TEST', 'alice@LAB.TEST'].flatMap((name) =>
        [18, 17, 20, 19, 23].map((etype) => `${name} 1 ${etype}`),
      ),
    );
    assert.equal(
      keys[5]?.key.toString('hex'),
      'd6bfe31c0f1f5a2f4272d37ae74355704efc8ee83319e88be9577c6dcaf86823',
    );
    assert.equal(new Date(keys[0]?.writtenAt ?? 0).toISOString(), '2026-11-28T22:40:34.000Z');
  });

  it('reads what ktutil wrote, with a version above 255, and writes the same bytes', () => {
    const bytes = Buffer.from(files.keytabOfKtutil, 'base64');
    const keys = decodeKeytab(bytes);
    assert.deepEqual(
      keys.map(({ principal, kvno, etype }) => `${principalToText(principal)} ${kvno} ${etype}`),
      ['host/a.example.com@EXAMPLE.COM 300 20', 'FILES$@EXAMPLE.COM 2 23'],
    );
    assert.deepEqual(encodeKeytab(keys), bytes);
    // ktutil takes the default salt: realm and components.
    assert.deepEqual(
      keys.map(({ etype }, i) =>
        encryptionTypeOf(etype)?.stringToKey('Secret 1', ['EXAMPLE.COMhosta.example.com', ''][i] ?? ''),
      ),
      keys.map(({ key }) => key),
    );
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.array(entries, { maxLength: 5 }), (keys) => {
        assert.deepEqual(decodeKeytab(encodeKeytab(keys)), keys);
      }),
    );
  });

  for (const order of ['LE', 'BE'] as const)
    it(`reads version 0x0501 of a machine with the byte order ${order}`, () => {
      const number = (value: number, length: number): Buffer => {
        const bytes = Buffer.alloc(length);
        if (order === 'LE') bytes.writeIntLE(value, 0, length);
        else bytes.writeIntBE(value, 0, length);
        return bytes;
      };
      const counted = (value: string): Buffer[] => [number(value.length, 2), Buffer.from(value)];
      const entry = Buffer.concat([
        number(3, 2),
        ...['EXAMPLE.COM', 'cifs', 'files'].flatMap(counted),
        number(1_700_000_000, 4),
        Buffer.from([7]),
        number(17, 2),
        ...counted('0123456789abcdef'),
      ]);
      const file = Buffer.concat([
        Buffer.from([5, 1]),
        number(-3, 4),
        Buffer.alloc(3),
        number(entry.length, 4),
        entry,
      ]);
      assert.deepEqual(decodeKeytab(file), [
        {
          principal: { realm: 'EXAMPLE.COM', name: { nameType: 0, nameString: ['cifs', 'files'] } },
          writtenAt: 1_700_000_000_000,
          kvno: 7,
          etype: 17,
          key: Buffer.from('0123456789abcdef'),
        },
      ]);
    });

  it('takes the version of 8 bits where that of 32 is missing or zero', () => {
    const [key] = decodeKeytab(withHoles);
    assert.ok(key);
    const whole = encodeKeytab([{ ...key, kvno: 9 }]);
    const zero = Buffer.concat([whole.subarray(0, -4), Buffer.alloc(4)]);
    assert.equal(decodeKeytab(zero)[0]?.kvno, 9);
    const short = Buffer.from(whole.subarray(0, -4));
    short.writeUInt32BE(short.length - 6, 2);
    assert.equal(decodeKeytab(short)[0]?.kvno, 9);
    assert.equal(decodeKeytab(encodeKeytab([{ ...key, kvno: 265 }]))[0]?.kvno, 265);
  });

  it('refuses a keytab that ends anywhere but between two entries', () => {
    const [first, second] = decodeKeytab(withHoles);
    assert.ok(first && second);
    const one = encodeKeytab([first]);
    const two = encodeKeytab([first, second]);
    for (let end = 0; end < two.length; end++) {
      const cut = two.subarray(0, end);
      if (end === 2) assert.deepEqual(decodeKeytab(cut), []);
      else if (end === one.length) assert.deepEqual(decodeKeytab(cut), [first]);
      else assert.throws(() => decodeKeytab(cut), CodecError, String(end));
    }
  });

  it('names structure and field of what it cannot read', () => {
    const fault = (bytes: Buffer): string => {
      try {
        decodeKeytab(bytes);
      } catch (error) {
        assert.ok(error instanceof CodecError);
        return `${error.code} ${error.structure}.${error.field}`;
      }
      return 'none';
    };
    assert.equal(fault(Buffer.alloc(0)), 'truncated keytab.version');
    assert.equal(fault(Buffer.from('[libdefaults]')), 'bad-constant keytab.version');
    assert.equal(fault(Buffer.from('0502ffffff00', 'hex')), 'truncated keytab.hole');
    assert.equal(fault(Buffer.from('050280000000', 'hex')), 'truncated keytab.hole');
    assert.equal(fault(Buffer.from('05027fffffff', 'hex')), 'truncated keytab.entry');
    assert.equal(fault(Buffer.from('050200000002ffff', 'hex')), 'out-of-range keytab entry.num_components');
    assert.equal(fault(Buffer.from('05020000000500010001ff', 'hex')), 'malformed keytab entry.realm');
    assert.equal(fault(Buffer.alloc(MAX_KEYTAB_LENGTH + 1)), 'out-of-range keytab.size');
  });

  it('throws nothing but its own error for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom('0501', '0502'), (bytes, version) => {
        try {
          decodeKeytab(Buffer.concat([Buffer.from(version, 'hex'), bytes]));
        } catch (error) {
          assert.ok(error instanceof CodecError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('krb5/keytab with MIT’s programs', () => {
  const folder = useTemporaryFolder();

  it('klist reads what we write', async function () {
    requireProgram(this, 'klist');
    const path = join(folder(), 'ours.keytab');
    writeFileSync(
      path,
      encodeKeytab([
        {
          principal: {
            realm: 'EXAMPLE.COM',
            name: { nameType: 2, nameString: ['cifs', 'files.example.com'] },
          },
          writtenAt: 1_700_000_000_000,
          kvno: 300,
          etype: 18,
          key: Buffer.alloc(32, 0xab),
        },
        {
          principal: { realm: 'EXAMPLE.COM', name: { nameType: 1, nameString: ['FILES$'] } },
          writtenAt: 0,
          kvno: 1,
          etype: 17,
          key: Buffer.alloc(16, 0xcd),
        },
      ]),
    );
    const { code, stdout, stderr } = await run('klist', ['-k', '-e', '-K', path], {
      env: { ...process.env, KRB5_CONFIG: '/dev/null' },
    });
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      stdout
        .split('\n')
        .slice(3)
        .map((line) => line.trim().replaceAll(/ +/g, ' ')),
      [
        `300 cifs/files.example.com@EXAMPLE.COM (aes256-cts-hmac-sha1-96) (0x${'ab'.repeat(32)})`,
        `1 FILES$@EXAMPLE.COM (aes128-cts-hmac-sha1-96) (0x${'cd'.repeat(16)})`,
        '',
      ],
    );
  });

  it('reads what ktutil writes: keys of all encryption types', function () {
    requireProgram(this, 'ktutil');
    const path = join(folder(), 'ktutil.keytab');
    const etypes = [17, 18, 19, 20];
    execFileSync('ktutil', {
      input: [
        ...etypes.flatMap((etype) => [
          `addent -password -p bob@EXAMPLE.COM -k ${etype * 100} -e ${encryptionTypeOf(etype)?.name}`,
          'Pass-Wörd',
        ]),
        `wkt ${path}`,
        'quit\n',
      ].join('\n'),
      env: { ...process.env, KRB5_CONFIG: '/dev/null' },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const bytes = readFileSync(path);
    const keys = decodeKeytab(bytes);
    assert.deepEqual(
      keys.map(({ principal, kvno, etype, key }) => [
        principalToText(principal),
        kvno,
        etype,
        key.toString('hex'),
      ]),
      etypes.map((etype) => [
        'bob@EXAMPLE.COM',
        etype * 100,
        etype,
        encryptionTypeOf(etype)?.stringToKey('Pass-Wörd', 'EXAMPLE.COMbob').toString('hex'),
      ]),
    );
    assert.deepEqual(encodeKeytab(keys), bytes);
  });
});

function text(): fc.Arbitrary<string> {
  return fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0'));
}
