import { hmacSha256 } from './sha256.js';

const COUNTER = Buffer.from([0, 0, 0, 1]);
const SEPARATOR = Buffer.from([0]);
const LENGTHS = { 128: Buffer.from([0, 0, 0, 128]), 256: Buffer.from([0, 0, 1, 0]) };

/**
 * The key derivation function of NIST SP 800-108 in counter mode with HMAC-SHA256, r = 32, one block
 * ([MS-SMB2] 3.1.4.2).
 *
 * @param key key derivation key
 * @param label with its own terminating NUL; the separator that follows it is added here
 * @param context with its own terminating NUL when it is text
 * @param bits length of the derived key: 128 or 256
 */
export function deriveKey(key: Buffer, label: Buffer, context: Buffer, bits: 128 | 256): Buffer {
  const input = Buffer.concat([COUNTER, label, SEPARATOR, context, LENGTHS[bits]]);
  return hmacSha256(key, input).subarray(0, bits / 8);
}
