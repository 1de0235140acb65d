import { hash } from 'node:crypto';

/** SHA-256 (FIPS 180-4): 32 bytes. */
export function sha256(data: Uint8Array): Buffer {
  return hash('sha256', data, 'buffer');
}

const BLOCK = 64;

/**
 * HMAC-SHA256 (RFC 2104, FIPS 198-1) of a short message: 32 bytes. Two hashes at once cost less than one object of
 * OpenSSL that takes the message in parts.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Buffer {
  const short = key.length > BLOCK ? sha256(key) : key;
  const inner = Buffer.alloc(BLOCK + message.length, 0x36);
  const outer = Buffer.alloc(BLOCK + 32, 0x5c);
  for (let i = 0; i < short.length; i++) {
    inner[i] = (short[i] as number) ^ 0x36;
    outer[i] = (short[i] as number) ^ 0x5c;
  }
  inner.set(message, BLOCK);
  outer.set(sha256(inner), BLOCK);
  const digest = sha256(outer);
  // The copies of the key go as soon as they may.
  inner.fill(0);
  outer.fill(0);
  return digest;
}
