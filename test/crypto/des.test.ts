import assert from 'node:assert/strict';
import { des } from '../../src/crypto/des.js';

describe('DES', () => {
  /** The 56 key bits without parity, the block, the result. */
  const vectors: readonly [string, string, string, string][] = [
    ['NIST SP 800-17 A.1, variable plaintext', '00000000000000', '8000000000000000', '95f8a5e5dd31d900'],
    ['NIST SP 800-17 A.2, variable key', '80000000000000', '0000000000000000', '95a8d72813daa94d'],
    ['NIST SP 800-17 A.2, last key bit', '00000000000001', '0000000000000000', '869efd7f9f265a09'],
    ['[MS-NLMP] 4.2.2.1.1, first half', '50415353574f52', '4b47532140232425', 'e52cac67419a9a22'],
    ['[MS-NLMP] 4.2.2.1.1, second half', '44000000000000', '4b47532140232425', '4a3b108f3fa6cb6d'],
  ];

  for (const [name, key, block, expected] of vectors) {
    it(name, () => {
      assert.equal(des(Buffer.from(key, 'hex'), Buffer.from(block, 'hex')).toString('hex'), expected);
    });
  }
});
