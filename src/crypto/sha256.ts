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
  const inner = Buffer.allocUnsafe(BLOCK + message.length);
  const outer = Buffer.allocUnsafe(BLOCK + 32);
  for (let i = 0; i < BLOCK; i++) {
    const byte = i < short.length ? (short[i] as number) : 0;
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  }
  inner.set(message, BLOCK);
  outer.set(sha256(inner), BLOCK);
  const digest = sha256(outer);
  // The copies of the key go as soon as they may.
  inner.fill(0);
  outer.fill(0);
  return digest;
}
