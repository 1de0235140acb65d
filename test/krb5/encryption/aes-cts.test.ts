import assert from 'node:assert/strict';
import { encryptionTypeOf } from '../../../src/krb5/encryption/index.js';
import { decryptCts, encryptCts } from '../../../src/krb5/encryption/aes-cts.js';
import { readVectors } from '../../support/vectors.js';

interface Rfc3962 {
  readonly stringToKey: readonly {
    readonly iterations: number;
    readonly password: string;
    readonly salt: string;
    readonly key128: string;
    readonly key256: string;
  }[];
  readonly ciphertextStealing: {
    readonly key: string;
    readonly vectors: readonly { readonly plain: string; readonly cipher: string }[];
  };
}

const vectors = readVectors('rfc3962.json') as Rfc3962;

describe('krb5/encryption: RFC 3962 appendix B', () => {
  const { key, vectors: stolen } = vectors.ciphertextStealing;

  it('has 7 passwords and 6 messages', () => {
    assert.deepEqual([vectors.stringToKey.length, stolen.length], [7, 6]);
  });

  for (const { iterations, password, salt, key128, key256 } of vectors.stringToKey)
    it(`string-to-key: ${iterations} iterations, ${salt.length} bytes of salt, “${password.slice(0, 8)}”`, () => {
      const made = [17, 18].map((etype) => encryptionTypeOf(etype)?.stringToKey(password, salt, iterations));
      assert.deepEqual(
        made.map((bytes) => bytes?.toString('hex')),
        [key128, key256],
      );
    });

  for (const { plain, cipher } of stolen)
    it(`ciphertext stealing: ${plain.length / 2} bytes`, () => {
      const keyBytes = Buffer.from(key, 'hex');
      assert.equal(encryptCts(keyBytes, Buffer.from(plain, 'hex')).toString('hex'), cipher);
      assert.equal(decryptCts(keyBytes, Buffer.from(cipher, 'hex')).toString('hex'), plain);
    });
});
