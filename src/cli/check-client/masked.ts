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
    // UTF-16LE, as programs for Windows write to a pipe.
    secret.split('').join('\0'),
    encodeURIComponent(secret),
    Buffer.from(`${user}:${secret}`).toString('base64'),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('hex'),
    hash,
    utf16,
  ];
}

function maskOne(text: string, form: string): string {
  return maskCut(text, form).replaceAll(new RegExp(escaped(form), 'gi'), MASK);
}

/** The shortest part of a secret that is masked where the output was cut. */
const SHORTEST_PART = 4;

/** Masks the parts of a secret on both sides of the line that stands for what was left out. */
function maskCut(text: string, form: string): string {
  const lengths = Array.from(
    { length: Math.max(form.length - SHORTEST_PART, 0) },
    (_, less) => form.length - 1 - less,
  );
  return lengths.reduce(
    (rest, length) =>
      rest
        .replaceAll(`${form.slice(0, length)}\n… `, `${MASK}\n… `)
        .replaceAll(` …\n${form.slice(-length)}`, ` …\n${MASK}`),
    text,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
