import assert from 'node:assert/strict';
import { sha1Hex } from '../../src/crypto/sha1.js';

describe('crypto: SHA-1 in hexadecimal', () => {
  it('is that of FIPS 180-4 for "abc"', () => {
    assert.equal(sha1Hex('abc'), 'a9993e364706816aba3e25717850c26c9cd0d89d');
  });
});
