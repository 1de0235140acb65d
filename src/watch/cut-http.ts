import { type Cut, cutBytes, type ReadMessage } from './cut.js';
import { tokenWords } from './token-words.js';

const HEAD_END = '\r\n\r\n';

/** The most bytes of a message’s head that are read. */
const LONGEST_HEAD = 64 * 1024;

/** Cuts the bytes of HTTP/1 into messages (RFC 9112 2.1). */
export function cutHttp(all: Buffer, from: 'client' | 'server'): Cut[] {
  const read: ReadMessage = (bytes, start) => {
    const title = titleOf(firstLine(bytes, start), from);
    const headEnd = bytes.indexOf(HEAD_END, start, 'latin1');
    if (title === undefined) return undefined;
    if (headEnd < 0 || headEnd - start > LONGEST_HEAD) return { title, end: Infinity };
    const lines = bytes.toString('latin1', start, headEnd).split('\r\n');
    const body = headEnd + HEAD_END.length;
    return {
      end: body + lengthOfBody(lines, bytes, body),
      title,
      detail: () => (from === 'client' ? wordsOfRequest(lines) : wordsOfResponse(lines)),
    };
  };
  return cutBytes(all, 1, read, 'not HTTP');
}

function firstLine(bytes: Buffer, start: number): string {
  const end = bytes.indexOf('\r\n', start, 'latin1');
  return bytes.toString('latin1', start, Math.min(end < 0 ? bytes.length : end, start + LONGEST_HEAD));
}

/** The target of a request is left out: a query may hold secrets, and the facts show the rest. */
function titleOf(line: string, from: 'client' | 'server'): string | undefined {
  const [, method] = /^([A-Z]{1,20}) \S+ HTTP\/1\.\d$/.exec(line) ?? [];
  const [, status] = /^HTTP\/1\.\d (\d{3})\b/.exec(line) ?? [];
  const word = from === 'client' ? method : status;
  return word === undefined ? undefined : `HTTP ${word}`;
}

function wordsOfRequest(lines: readonly string[]): string {
  const [field] = valuesOf(lines, /^(?:proxy-)?authorization$/);
  return field === undefined ? 'no Authorization' : wordsOfCredentials(field);
}

function wordsOfResponse(lines: readonly string[]): string | undefined {
  const fields = valuesOf(lines, /^(?:www|proxy)-authenticate$/);
  return fields.length === 0 ? undefined : fields.map(wordsOfCredentials).join('; ');
}

/** The scheme, and its token in words; never anything else, which is a password in Basic. */
function wordsOfCredentials(field: string): string {
  const [scheme = '', credentials = ''] = field.split(' ', 2);
  // A client that forgets the scheme sends its password in that place.
  if (!/^(?:basic|bearer|digest|negotiate|ntlm)$/i.test(scheme)) return 'an unknown scheme';
  if (!/^(?:negotiate|ntlm)$/i.test(scheme)) return scheme;
  const token = tokenWords(Buffer.from(credentials, 'base64'));
  return token === undefined ? scheme : `${scheme}, ${token}`;
}

function valuesOf(lines: readonly string[], name: RegExp): string[] {
  return lines.slice(1).flatMap((line) => {
    const colon = line.indexOf(':');
    return name.test(line.slice(0, colon).toLowerCase()) ? [line.slice(colon + 1).trim()] : [];
  });
}

/** An answer to HEAD announces a length and has no body: the next head is then where it would begin. */
function lengthOfBody(lines: readonly string[], bytes: Buffer, start: number): number {
  if (bytes.toString('latin1', start, start + 7) === 'HTTP/1.') return 0;
  const [coding] = valuesOf(lines, /^transfer-encoding$/);
  if (coding?.toLowerCase() === 'chunked') return lengthOfChunks(bytes, start);
  const [length = ''] = valuesOf(lines, /^content-length$/);
  return /^\d{1,15}$/.test(length) ? Number(length) : 0;
}

/** RFC 9112 7.1; trailers end at the first empty line. */
function lengthOfChunks(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
    const [digits = ''] = /^[0-9a-f]{1,8}/i.exec(bytes.toString('latin1', at, at + 8)) ?? [];
    if (lineEnd < 0 || digits === '') return Infinity;
    const size = Number.parseInt(digits, 16);
    if (size === 0) {
      const end = bytes.indexOf(HEAD_END, lineEnd, 'latin1');
      return end < 0 ? Infinity : end + HEAD_END.length - start;
    }
    at = lineEnd + 2 + size + 2;
  }
}
