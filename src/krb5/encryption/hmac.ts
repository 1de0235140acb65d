import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import type { ClearBytes } from './encryption-type.js';

/** The hash functions of the encryption types. */
export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384';

/** HMAC over the parts in order, cut to `length` bytes. */
export function hmac(hash: HashName, key: Buffer, parts: readonly Buffer[], length?: number): Buffer {
  const mac = createHmac(hash, key);
  for (const part of parts) mac.update(part);
  const digest = mac.digest();
  return length === undefined ? digest : digest.subarray(0, length);
}

/** Whether `expected` is the HMAC of the parts, cut to as many bytes as it must have; constant time. */
export function verifiesHmac(
  hash: HashName,
  key: Buffer,
  parts: readonly Buffer[],
  length: number,
  expected: Buffer,
): boolean {
  return equalInConstantTime(hmac(hash, key, parts, length), expected);
}

/**
 * A message in pieces, with the clear bytes at their places.
 *
 * @param start bytes of the message that lie in front of offset 0 of the clear bytes: the confounder
 */
export function interleaved(
  message: Buffer,
  start: number,
  clear: readonly ClearBytes[] | undefined,
): readonly Buffer[] {
  if (clear === undefined || clear.length === 0) return [message];
  const parts: Buffer[] = [];
  let done = 0;
  for (const { at, bytes } of clear) {
    parts.push(message.subarray(done, start + at), bytes);
    done = start + at;
  }
  parts.push(message.subarray(done));
  return parts;
}
