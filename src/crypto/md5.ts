import { createHmac, hash } from 'node:crypto';

export function md5(message: Uint8Array): Buffer {
  return hash('md5', message, 'buffer');
}

/** HMAC-MD5 (RFC 2104) over the parts in order, without joining them first. */
export function hmacMd5(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}
