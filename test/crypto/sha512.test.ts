import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sha512OfPublic } from '../../src/crypto/sha512.js';

describe('SHA-512 of what everyone may know', () => {
  it('gives the bytes that OpenSSL gives in parts, in memory of their own', () => {
    for (let length = 0; length < 300; length++) {
      const data = Buffer.alloc(length, length);
      const digest = sha512OfPublic(data);
      assert.deepEqual(digest, createHash('sha512').update(data).digest());
      assert.equal(digest.buffer.byteLength, digest.length);
    }
  });
});
