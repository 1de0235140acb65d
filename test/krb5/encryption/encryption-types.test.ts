import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  encryptionTypeNamed,
  encryptionTypeOf,
  encryptionTypes,
  keyUsage,
  type EncryptionType,
} from '../../../src/krb5/encryption/index.js';
import { readVectors } from '../../support/vectors.js';

interface Vectors {
  readonly enctypes: readonly {
    readonly enctype: number;
    readonly name: string;
    readonly stringToKey: { readonly password: string; readonly salt: string; readonly key: string };
    readonly decrypt: readonly { readonly usage: number; readonly plain: string; readonly cipher: string }[];
    readonly checksum: readonly {
      readonly usage: number;
      readonly cksumtype: number;
      readonly data: string;
      readonly checksum: string;
    }[];
    readonly prf: readonly { readonly input: string; readonly output: string }[];
  }[];
}

const { enctypes } = readVectors('krb-vectors.json') as Vectors;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('krb5/encryption: values of MIT’s library', () => {
  it('has all five encryption types, with 35 messages of each', () => {
    assert.deepEqual(
      enctypes.map(({ enctype, decrypt, checksum, prf }) => [
        enctype,
        decrypt.length,
        checksum.length,
        prf.length,
      ]),
      [17, 18, 19, 20, 23].map((etype) => [etype, 35, 4, 1]),
    );
  });

  for (const { enctype, name, stringToKey, decrypt, checksum, prf } of enctypes)
    describe(name, () => {
      const type = typeOf(enctype);
      const key = hex(stringToKey.key);

      it('has its name and checksum type', () => {
        assert.equal(type.name, name);
        assert.deepEqual([...new Set(checksum.map(({ cksumtype }) => cksumtype))], [type.checksumType]);
      });

      it('string-to-key', () => {
        assert.equal(
          type.stringToKey(stringToKey.password, stringToKey.salt).toString('hex'),
          stringToKey.key,
        );
      });

      it('string-to-key beside the event loop', async () => {
        const made = await type.stringToKeyAsync(stringToKey.password, stringToKey.salt);
        assert.equal(made.toString('hex'), stringToKey.key);
      });

      it('decrypt', () => {
        for (const { usage, plain, cipher } of decrypt)
          assert.equal(type.decrypt(key, usage, hex(cipher))?.toString('hex'), plain, `${usage} ${plain}`);
      });

      it('checksum', () => {
        for (const { usage, data, checksum: expected } of checksum) {
          assert.equal(type.checksum(key, usage, hex(data)).toString('hex'), expected, String(usage));
          assert.equal(type.verifyChecksum(key, usage, hex(data), hex(expected)), true, String(usage));
        }
      });

      it('pseudo-random function', () => {
        for (const { input, output } of prf) assert.equal(type.prf(key, hex(input)).toString('hex'), output);
      });
    });
});

/** `hello` under the key 00 to 0f, by MIT’s library. */
const ofRc4: readonly (readonly [usage: number, cipher: string])[] = [
  [1, '3ce2eb26f024657292deeb4ae8fa4ad42b27e0cbc65c9f36931628cf84'],
  [3, '2f3fbacd0c6fe0dfde0bcd4965dc45e479bb33ed902d7667ad00b01853'],
  [6, 'ece3605df0962510ab813dd515e58d51b1d4055e15800bd08c8a2db317'],
  [7, 'cbc84207ac3b10c6c2c34222625589dbca76d5ffc7849b70309d42ea45'],
  [8, 'da59a5972d7e4b28c04f7a778d6bfae8438de0954c7be06b49f0683a1f'],
  [9, '818800fa10053d3190bf921f3c5fc19bc3520669e73ad14c569f39bb18'],
  [13, '0e4590e2e75d1cf93b558f19f933f95d3c72aeecc237a6c3e6fefc91ad'],
  [15, '9a9e14cc07abf5d3e4e397df5e3d92e8c1997c26d5664f76420e683254'],
  [17, 'fda660637faf65ff4bf3ca78566f34747a0908604be2d1eba8d4deaeb1'],
  [23, 'cd75eece9655711168b3da0234a7b56894175cea8a8cd10ec97db89b00'],
];

describe('krb5/encryption: message types of rc4-hmac (RFC 4757 3)', () => {
  const octets = Buffer.from([...Array(16).keys()]);
  for (const [usage, cipher] of ofRc4)
    it(`of key usage ${usage}`, () => {
      assert.equal(typeOf(23).decrypt(octets, usage, hex(cipher))?.toString(), 'hello');
    });
});

describe('krb5/encryption', () => {
  it('finds a type by number, by name and by MIT’s names for it', () => {
    assert.deepEqual(
      ['aes256-cts', 'AES128-CTS', 'aes256-sha2', 'aes128-sha2', 'arcfour-hmac', 'rc4-hmac'].map(
        (name) => encryptionTypeNamed(name)?.etype,
      ),
      [18, 17, 20, 19, 23, 23],
    );
    for (const type of encryptionTypes) {
      assert.equal(encryptionTypeNamed(type.name), type);
      assert.equal(encryptionTypeOf(type.etype), type);
    }
  });

  it('knows no DES, no export strength, and no member of an object', () => {
    for (const etype of [0, 1, 2, 3, 16, 24, -138, Number.NaN])
      assert.equal(encryptionTypeOf(etype), undefined);
    for (const name of ['', 'des-cbc-md5', 'constructor', '__proto__', 'rc4'])
      assert.equal(encryptionTypeNamed(name), undefined);
  });

  for (const type of encryptionTypes)
    describe(type.name, () => {
      const key = Buffer.alloc(type.keyLength, 0x4b);
      const confounder = Buffer.alloc(type.confounderLength, 0xc0);

      it('decrypts what it encrypts: every length from 0 to 100', () => {
        for (let length = 0; length <= 100; length++)
          fc.assert(
            fc.property(
              fc.uint8Array({ minLength: length, maxLength: length }),
              fc.uint8Array({ minLength: type.keyLength, maxLength: type.keyLength }),
              fc.constantFrom(...Object.values(keyUsage)),
              (bytes, keyBytes, usage) => {
                const plain = Buffer.from(bytes);
                const cipher = type.encrypt(Buffer.from(keyBytes), usage, plain, confounder);
                assert.equal(cipher.length, plain.length + type.overhead);
                assert.deepEqual(type.decrypt(Buffer.from(keyBytes), usage, cipher), plain);
              },
            ),
            { numRuns: 3 },
          );
      });

      it('refuses a ciphertext with any bit flipped', () => {
        for (const length of [0, 5, 16, 40]) {
          const cipher = type.encrypt(key, keyUsage.ticket, Buffer.alloc(length, 7), confounder);
          for (let bit = 0; bit < cipher.length * 8; bit++)
            assert.equal(
              type.decrypt(key, keyUsage.ticket, flipped(cipher, bit)),
              undefined,
              `${length} ${bit}`,
            );
        }
      });

      it('refuses a ciphertext of any other length', () => {
        const cipher = type.encrypt(key, keyUsage.ticket, Buffer.alloc(40, 7), confounder);
        for (let end = 0; end < cipher.length; end++)
          assert.equal(type.decrypt(key, keyUsage.ticket, cipher.subarray(0, end)), undefined, String(end));
        assert.equal(type.decrypt(key, keyUsage.ticket, Buffer.concat([cipher, Buffer.alloc(1)])), undefined);
      });

      it('refuses another usage and another key', () => {
        const cipher = type.encrypt(key, keyUsage.ticket, Buffer.from('text'), confounder);
        assert.equal(type.decrypt(key, keyUsage.apReqAuthenticator, cipher), undefined);
        assert.equal(type.decrypt(flipped(key, 9), keyUsage.ticket, cipher), undefined);
      });

      it('takes any bytes as a ciphertext without an exception', () => {
        fc.assert(
          fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
            assert.equal(type.decrypt(key, keyUsage.ticket, Buffer.from(bytes)), undefined);
            assert.equal(
              type.verifyChecksum(key, keyUsage.pacSignature, Buffer.from('x'), Buffer.from(bytes)),
              false,
            );
          }),
        );
      });

      it('covers the clear bytes, at their places', () => {
        const keys = type.deriveKeys(key, keyUsage.acceptorSeal);
        const plain = Buffer.alloc(50, 0x70);
        const clear = [
          { at: 0, bytes: Buffer.from('head') },
          { at: 34, bytes: Buffer.from('tail') },
        ];
        const cipher = keys.encrypt(plain, confounder, clear);
        assert.deepEqual(keys.decrypt(cipher, clear), plain);
        assert.equal(keys.decrypt(cipher), undefined);
        assert.equal(
          keys.decrypt(
            cipher,
            clear.toReversed().map((part, i) => ({ ...part, at: i * 34 })),
          ),
          undefined,
        );
        assert.equal(
          keys.decrypt(
            cipher,
            [clear[0], { at: 33, bytes: Buffer.from('tail') }].flatMap((c) => c ?? []),
          ),
          undefined,
        );
      });

      it('refuses a checksum that is cut, longer or has a bit flipped', () => {
        const message = Buffer.from('message');
        const checksum = type.checksum(key, keyUsage.pacSignature, message);
        assert.equal(checksum.length, type.checksumLength);
        const verifies = (bytes: Buffer) => type.verifyChecksum(key, keyUsage.pacSignature, message, bytes);
        assert.equal(verifies(checksum), true);
        assert.equal(verifies(checksum.subarray(1)), false);
        assert.equal(verifies(Buffer.alloc(0)), false);
        assert.equal(verifies(Buffer.concat([checksum, Buffer.alloc(1)])), false);
        for (let bit = 0; bit < checksum.length * 8; bit++)
          assert.equal(verifies(flipped(checksum, bit)), false);
      });

      it('takes no key of another length', () => {
        for (const length of [0, 1, type.keyLength - 1, type.keyLength + 1, 64]) {
          const wrong = Buffer.alloc(length);
          assert.equal(type.decrypt(wrong, keyUsage.ticket, Buffer.alloc(80)), undefined);
          assert.equal(
            type.verifyChecksum(wrong, 17, Buffer.from('x'), Buffer.alloc(type.checksumLength)),
            false,
          );
          assert.throws(() => type.encrypt(wrong, keyUsage.ticket, Buffer.alloc(1), confounder), RangeError);
          assert.throws(() => type.checksum(wrong, 17, Buffer.alloc(1)), RangeError);
          assert.throws(() => type.prf(wrong, Buffer.alloc(1)), RangeError);
        }
      });

      it('bounds the iteration count', () => {
        if (type.defaultIterations === undefined) {
          assert.equal(
            type.stringToKey('foo', 'any', 1e9).toString('hex'),
            'ac8e657f83df82beea5d43bdaf7800cc',
          );
          return;
        }
        for (const count of [0, -1, 1.5, Number.NaN, 2 ** 20 + 1, 2 ** 32])
          assert.throws(() => type.stringToKey('foo', 'any', count), RangeError);
      });

      it('bounds the iteration count beside the event loop', async () => {
        const made = type.stringToKeyAsync('foo', 'any', 1e9);
        if (type.defaultIterations === undefined)
          assert.equal((await made).toString('hex'), 'ac8e657f83df82beea5d43bdaf7800cc');
        else await assert.rejects(made, RangeError);
      });
    });
});

function typeOf(etype: number): EncryptionType {
  const type = encryptionTypeOf(etype);
  assert.ok(type);
  return type;
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >>> 3] = (copy[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
