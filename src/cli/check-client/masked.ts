import { ntHashOfPassword } from '../../auth/nt-hash.js';
import type { PlaceholderValues } from '../../scorecard/client.js';

const MASK = '***';

/** A text without passwords: neither as they are, nor their hashes, nor as HTTP and debugging output write them. */
export function masked(text: string, secrets: readonly string[], { user }: PlaceholderValues): string {
  return secrets.flatMap((secret) => formsOf(secret, user)).reduce(maskOne, text);
}

function formsOf(secret: string, user: string): string[] {
  const hash = ntHashOfPassword(secret).toString('hex');
  const utf16 = Buffer.from(secret, 'utf16le').toString('hex');
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(`${user}:${secret}`).toString('base64'),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('hex'),
    hash,
    utf16,
  ];
}

function maskOne(text: string, form: string): string {
  return text.replaceAll(new RegExp(escaped(form), 'gi'), MASK);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
