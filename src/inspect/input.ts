import { isToken } from './spnego.js';

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const digitsOnly = /^[0-9a-f]+$/i;

/**
 * The messages in a text. The text is hexadecimal, with or without spaces, colons, commas and `0x`; or base64, also
 * behind `NTLM` or `Negotiate` as in an HTTP header; or one or several hexadecimal dumps; or a log with such headers in
 * it, each of which is a message.
 *
 * @returns undefined when it is none of these
 */
export function messagesOfText(text: string): Buffer[] | undefined {
  // Before the other forms: without its column of letters, a dump looks like plain hexadecimal, offsets included.
  const dumps = messagesOfDump(text);
  if (dumps !== undefined) return dumps;
  const whole = bytesOfText(text);
  if (whole !== undefined) return [whole];
  const tokens = tokensOfHeaders(text);
  return tokens.length === 0 ? undefined : tokens;
}

/** The text of a text file; undefined for a binary file. */
export function textOfFile(file: Buffer): string | undefined {
  // PowerShell writes UTF-16 with a byte order mark.
  if (file.length >= 2 && file.readUInt16LE(0) === 0xfeff) return file.toString('utf16le', 2);
  const isText = !file.subarray(0, 4096).includes(0);
  return isText ? file.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '') : undefined;
}

const header =
  /^(?:(?:\S*-)?(?:Authorization|Authenticate):)?\s*(?:(?:NTLM|Negotiate)\s+)?(?<token>[\s\S]*)$/i;

function bytesOfText(text: string): Buffer | undefined {
  // In steps: one regular expression for all would try every division of the spaces, and a line of spaces would take
  // unbounded time.
  const inner = text.trim().replace(/^["']/, '').replace(/["']$/, '').trim();
  const token = /["']/.test(inner) ? '' : (header.exec(inner)?.groups?.['token'] ?? '');
  const digits = token.replaceAll(/0x|\\x|[\s:,-]/gi, '');
  if (isHexadecimal(digits)) return Buffer.from(digits, 'hex');
  const letters = token.replaceAll(/\s/g, '');
  // An odd number of hexadecimal digits is truncated hexadecimal, not base64, whose length is a multiple of four.
  if (letters.length < 8 || !base64.test(letters) || digitsOnly.test(letters)) return undefined;
  return Buffer.from(letters, 'base64');
}

/**
 * Whether the text consists of whole bytes. There is no repeated group, because the engine would store each repetition
 * of a long text.
 */
function isHexadecimal(digits: string): boolean {
  return digits.length % 2 === 0 && digitsOnly.test(digits);
}

/** Offset, separator, bytes in groups of two or four digits, and, after two spaces or a bar, the same bytes as text. */
const dumpLine = /^\s*(?:0x)?([0-9a-f]{4,16})(:?\s+)([\s\S]*)$/i;

interface DumpLine {
  readonly offset: number;
  readonly bytes: Buffer;
  /** Whether a colon, or more than one space, separates the offset from the bytes. */
  readonly apart: boolean;
}

/**
 * The messages of a dump by xxd, `hexdump -C`, `tcpdump -X` or Wireshark. Each line's offset must count the bytes
 * before it. A line with offset 0 begins another message. A dump may be a part of a longer one.
 */
function messagesOfDump(text: string): Buffer[] | undefined {
  const messages: Buffer[][] = [];
  let next: number | undefined;
  let sure = true;
  let lines = 0;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const read = readDumpLine(line);
    if (read === undefined) return undefined;
    const { offset, bytes } = read;
    if (offset !== next) {
      if (next !== undefined && offset !== 0) return undefined;
      messages.push([]);
    }
    messages.at(-1)?.push(bytes);
    next = offset + bytes.length;
    sure &&= read.apart && (lines > 0 || offset === 0);
    lines++;
  }
  // In a single line the first digits may also be bytes of the message.
  const doubtful = lines === 1 && !sure;
  const whole = messages.map((parts) => Buffer.concat(parts)).filter(({ length }) => length > 0);
  return whole.length === 0 || doubtful ? undefined : whole;
}

function readDumpLine(line: string): DumpLine | undefined {
  const [, offset = '', gap = '', rest = ''] = dumpLine.exec(`${line} `) ?? [];
  if (offset === '') return undefined;
  const column = rest.includes('|') ? rest.slice(0, rest.indexOf('|')) : (rest.split(/\s{2,}/)[0] ?? '');
  const digits = column.replaceAll(/\s/g, '');
  if (digits !== '' && !isHexadecimal(digits)) return undefined;
  return { offset: parseInt(offset, 16), bytes: Buffer.from(digits, 'hex'), apart: gap.length > 1 };
}

function tokensOfHeaders(text: string): Buffer[] {
  return [...text.matchAll(/\b(?:NTLM|Negotiate)\s+([A-Za-z0-9+/]{16,}={0,2})/gi)]
    .map(([, token = '']) => Buffer.from(token, 'base64'))
    .filter(isToken);
}
