import assert from 'node:assert/strict';
import { hmacMd5, md5 } from '../../src/crypto/md5.js';

describe('MD5 and HMAC-MD5', () => {
  it('RFC 1321 A.5', () => {
    assert.equal(md5(Buffer.from('message digest')).toString('hex'), 'f96b697d7cb7938d525a2f31aaf161d0');
  });

  it('RFC 2202 section 2, case 2, in one part and in three', () => {
    const parts = ['what do ya', ' want for ', 'nothing?'].map((text) => Buffer.from(text));
    const expected = '750c783e6ab0b503eaa86e310a5db738';
    assert.equal(hmacMd5(Buffer.from('Jefe'), Buffer.concat(parts)).toString('hex'), expected);
    assert.equal(hmacMd5(Buffer.from('Jefe'), ...parts).toString('hex'), expected);
  });
});
