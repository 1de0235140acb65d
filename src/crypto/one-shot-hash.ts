import { hash } from 'node:crypto';

/**
 * A hash of OpenSSL's, in memory of its own. It is taken as text, which costs half as much as bytes: those would come
 * in memory that is claimed for each.
 */
export function hashOnce(algorithm: 'sha256' | 'sha512', data: Uint8Array): Buffer {
  const text = hash(algorithm, data, 'binary');
  const digest = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) digest[i] = text.charCodeAt(i);
  return digest;
}
