import { createCipheriv } from 'node:crypto';

/**
 * DES of one block under a 56-bit key. OpenSSL 3 has no single DES without its legacy provider; triple DES with one
 * key three times is the same function.
 *
 * @param key 7 bytes, without parity bits
 * @param block 8 bytes
 */
export function des(key: Uint8Array, block: Uint8Array): Buffer {
  const spread = spreadKey(key);
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([spread, spread, spread]), null);
  cipher.setAutoPadding(false);
  return cipher.update(block);
}

/** Spreads 56 bits over 8 bytes, 7 to each; the lowest bit of a byte is parity, which DES ignores. */
function spreadKey(key: Uint8Array): Buffer {
  const spread = Buffer.allocUnsafe(8);
  for (let i = 0; i < 8; i++) {
    const before = key[i - 1] ?? 0;
    const at = key[i] ?? 0;
    spread[i] = ((before << (8 - i)) | (at >> i)) & 0xfe;
  }
  return spread;
}
