import assert from 'node:assert/strict';
import { decryptCfb8, encryptCfb8 } from '../../src/crypto/cfb8.js';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('crypto: AES-128 in CFB mode of 8 bits', () => {
  const key = hex('2b7e151628aed2a6abf7158809cf4f3c');
  const iv = hex('000102030405060708090a0b0c0d0e0f');
  const plaintext = hex('6bc1bee22e409f96e93d7e117393172aae2d');
  const ciphertext = hex('3b79424c9c0dd436bace9e0ed4586a4f32b9');

  it('NIST SP 800-38A F.3.7 encrypts', () => {
    assert.deepEqual(encryptCfb8(key, iv, plaintext), ciphertext);
  });

  it('NIST SP 800-38A F.3.8 decrypts', () => {
    assert.deepEqual(decryptCfb8(key, iv, ciphertext), plaintext);
  });
});
