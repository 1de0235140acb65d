import { hash } from 'node:crypto';

/** SHA-1 (FIPS 180-4) in hexadecimal, as stores name their scripts: 40 characters. It protects nothing. */
export function sha1Hex(text: string): string {
  return hash('sha1', text, 'hex');
}
