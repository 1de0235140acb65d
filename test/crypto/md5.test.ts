import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { hmacMd5, md5 } from '../../src/crypto/md5.js';

const text = (bytes: string): Buffer => Buffer.from(bytes, 'latin1');

describe('MD5, RFC 1321 A.5', () => {
  const vectors: Readonly<Record<string, string>> = {
    '': 'd41d8cd98f00b204e9800998ecf8427e',
    a: '0cc175b9c0f1b6a831c399e269772661',
    abc: '900150983cd24fb0d6963f7d28e17f72',
    'message digest': 'f96b697d7cb7938d525a2f31aaf161d0',
    abcdefghijklmnopqrstuvwxyz: 'c3fcd3d76192e4007dfb496cca67e13b',
    ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789: 'd174ab98d277d9f5a5611c2c9f419d9f',
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890':
      '57edf4a22be3c955ac49da2e2107b67a',
  };
  for (const [message, digest] of Object.entries(vectors)) {
    it(message === '' ? 'nothing' : message, () => {
      assert.equal(md5(text(message)).toString('hex'), digest);
    });
  }
});

describe('HMAC-MD5, RFC 2202 2', () => {
  const long = Buffer.alloc(80, 0xaa);
  const vectors: readonly [key: Buffer, data: Buffer, digest: string][] = [
    [Buffer.alloc(16, 0x0b), text('Hi There'), '9294727a3638bb1c13f48ef8158bfc9d'],
    [text('Jefe'), text('what do ya want for nothing?'), '750c783e6ab0b503eaa86e310a5db738'],
    [Buffer.alloc(16, 0xaa), Buffer.alloc(50, 0xdd), '56be34521d144c88dbb8c733f0e8b3f6'],
    [
      Buffer.from('0102030405060708090a0b0c0d0e0f10111213141516171819', 'hex'),
      Buffer.alloc(50, 0xcd),
      '697eaf0aca3a3aea3a75164746ffaa79',
    ],
    [Buffer.alloc(16, 0x0c), text('Test With Truncation'), '56461ef2342edc00f9bab995690efd4c'],
    [
      long,
      text('Test Using Larger Than Block-Size Key - Hash Key First'),
      '6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd',
    ],
    [
      long,
      text('Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data'),
      '6f630fad67cda0ee1fb1f562db3aa53e',
    ],
  ];
  for (const [index, [key, data, digest]] of vectors.entries()) {
    it(`test case ${index + 1}, in one part and in three`, () => {
      assert.equal(hmacMd5(key, data).toString('hex'), digest);
      const parts = [data.subarray(0, 3), data.subarray(3, 7), data.subarray(7)];
      assert.equal(hmacMd5(key, ...parts).toString('hex'), digest);
    });
  }
});

describe('MD5 and HMAC-MD5 beside OpenSSL', () => {
  const bytes = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 167 + 13) & 0xff));

  it('are the same for every length up to several blocks, and one after the other', () => {
    for (let length = 0; length <= bytes.length; length++) {
      const message = bytes.subarray(0, length);
      const parts = [message.subarray(0, length >> 1), message.subarray(length >> 1)];
      const expected = createHash('md5').update(message).digest('hex');
      assert.equal(md5(message).toString('hex'), expected, `${length} bytes`);
      assert.equal(md5(...parts).toString('hex'), expected, `${length} bytes in two parts`);
      const mac = createHmac('md5', bytes.subarray(0, 16)).update(message).digest('hex');
      assert.equal(hmacMd5(bytes.subarray(0, 16), ...parts).toString('hex'), mac, `${length} bytes`);
    }
  });

  it('are the same for every length of key', () => {
    for (let length = 0; length <= 130; length++) {
      const key = bytes.subarray(0, length);
      const mac = createHmac('md5', key).update(bytes).digest('hex');
      assert.equal(hmacMd5(key, bytes).toString('hex'), mac, `key of ${length} bytes`);
    }
  });

  it('are the same for a long message', () => {
    const long = Buffer.alloc(100_003, bytes);
    assert.equal(md5(long).toString('hex'), createHash('md5').update(long).digest('hex'));
  });
});
