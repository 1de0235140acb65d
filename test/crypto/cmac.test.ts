import assert from 'node:assert/strict';
import { AesCmac } from '../../src/crypto/cmac.js';
import { signatureOf } from '../support/smb-client-keys.js';
import { readVectors } from '../support/vectors.js';

interface Rfc4493 {
  readonly key: string;
  readonly examples: readonly { readonly length: number; readonly message: string; readonly mac: string }[];
}

const { aes_cmac_rfc4493: vectors } = readVectors('ms-smb2-crypto.json') as { aes_cmac_rfc4493: Rfc4493 };

describe('crypto/cmac: RFC 4493', () => {
  for (const { length, message, mac } of vectors.examples) {
    it(`4, the example of ${length} bytes`, () => {
      const cmac = new AesCmac(Buffer.from(vectors.key, 'hex'));
      assert.equal(cmac.mac(Buffer.from(message, 'hex')).toString('hex'), mac);
    });
  }

  it('2.4, agrees with an implementation on big integers around every block boundary', () => {
    const key = Buffer.from(vectors.key, 'hex');
    const cmac = new AesCmac(key);
    for (const length of [64, 65, 79, 80, 81, 95, 96, 65535, 65536, 65537, 65552, 131072, 131073]) {
      const message = Buffer.alloc(length, 0xa5);
      // `signatureOf` zeroes the field of an SMB2 header first.
      message.fill(0, 48, 64);
      assert.deepEqual(cmac.mac(message), signatureOf(1, key, message), `${length} bytes`);
    }
  });
});
