import { createCipheriv, createDecipheriv } from 'node:crypto';

const ALGORITHM = 'aes-128-cfb8';

/**
 * Encrypts with AES-128 in CFB mode of 8 bits (NIST SP 800-38A 6.3): as many bytes as the plaintext has.
 *
 * @param key 16 bytes
 * @param iv 16 bytes
 */
export function encryptCfb8(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Buffer {
  return createCipheriv(ALGORITHM, key, iv).update(plaintext);
}

/**
 * The inverse of {@link encryptCfb8}.
 *
 * @param key 16 bytes
 * @param iv 16 bytes
 */
export function decryptCfb8(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Buffer {
  return createDecipheriv(ALGORITHM, key, iv).update(ciphertext);
}
