import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'test/vectors';

/** Bytes of the longest vector that is taken. */
const LONGEST = 64 * 1024;

/** Every message in test/vectors, in hexadecimal or base64, each once. */
export function messagesOfVectors(): Buffer[] {
  const found = new Map<string, Buffer>();
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith('.json') || file.startsWith('sarif')) continue;
    collect(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')), found);
  }
  return [...found.values()];
}

function collect(value: unknown, found: Map<string, Buffer>): void {
  if (typeof value === 'string') {
    const bytes = bytesOf(value);
    if (bytes !== undefined && bytes.length <= LONGEST) found.set(bytes.toString('latin1'), bytes);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collect(each, found);
  }
}

function bytesOf(text: string): Buffer | undefined {
  if (text.length >= 8 && text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text)) return Buffer.from(text, 'hex');
  if (text.length >= 40 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    return Buffer.from(text, 'base64');
  }
  return undefined;
}
