import { createCipheriv } from 'node:crypto';

/** AES-128-GMAC (NIST SP 800-38D): the 16-byte GCM tag of an empty plaintext, with the message as associated data. */
export function aesGmac(key: Buffer, nonce: Buffer, message: Buffer): Buffer {
  const gcm = createCipheriv('aes-128-gcm', key, nonce);
  gcm.setAAD(message);
  gcm.final();
  return gcm.getAuthTag();
}
