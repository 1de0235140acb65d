import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { hmacSha256, sha256 } from '../../src/crypto/sha256.js';

const text = (bytes: string): Buffer => Buffer.from(bytes, 'latin1');

describe('SHA-256', () => {
  it('FIPS 180-2 B.1', () => {
    assert.equal(
      sha256(text('abc')).toString('hex'),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('HMAC-SHA256, RFC 4231 4', () => {
  const vectors: readonly [key: Buffer, data: Buffer, digest: string][] = [
    [
      Buffer.alloc(20, 0x0b),
      text('Hi There'),
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      text('Jefe'),
      text('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      Buffer.alloc(20, 0xaa),
      Buffer.alloc(50, 0xdd),
      '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    ],
    [
      Buffer.alloc(131, 0xaa),
      text('Test Using Larger Than Block-Size Key - Hash Key First'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ];
  for (const [index, [key, data, digest]] of vectors.entries()) {
    it(`vector ${index + 1}`, () => assert.equal(hmacSha256(key, data).toString('hex'), digest));
  }

  it('is OpenSSL’s for every length of key and of message', () => {
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 91 + 7) & 0xff));
    for (let length = 0; length <= bytes.length; length++) {
      const [part, key] = [bytes.subarray(0, length), bytes.subarray(0, (length * 7) % 131)];
      const expected = createHmac('sha256', key).update(part).digest('hex');
      assert.equal(hmacSha256(key, part).toString('hex'), expected, `${length} bytes`);
    }
  });
});
