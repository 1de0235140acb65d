import { countedName } from '../auth/lockout.js';
import { sha256 } from '../crypto/sha256.js';

/** Bytes of a digest that tell two values apart: nobody finds two of one digest. */
const DIGEST_BYTES = 16;

/** A value as it stands in the store: 22 characters that show nothing of it. */
export function digestOf(bytes: Buffer): string {
  return sha256(bytes).subarray(0, DIGEST_BYTES).toString('base64url');
}

/** A name, or a domain, as it stands in the store; names that differ in case alone have one. */
export function digestOfName(name: string): string {
  return digestOf(Buffer.from(countedName(name), 'utf16le'));
}
