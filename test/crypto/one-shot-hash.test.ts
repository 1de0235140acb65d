import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { hashOnce } from '../../src/crypto/one-shot-hash.js';

describe('hashOnce', () => {
  it('gives the bytes that OpenSSL gives in parts, in memory of their own', () => {
    for (const algorithm of ['sha256', 'sha512'] as const) {
      for (let length = 0; length < 300; length++) {
        const data = Buffer.alloc(length, length);
        const digest = hashOnce(algorithm, data);
        assert.deepEqual(digest, createHash(algorithm).update(data).digest());
        assert.equal(digest.buffer.byteLength, digest.length);
      }
    }
  });
});
