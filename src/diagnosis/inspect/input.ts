import { isToken } from './spnego.js';

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const hexadecimal = /^([0-9a-f]{2})+$/i;
const digitsOnly = /^[0-9a-f]+$/i;

/**
 * The messages that a text stands for: hexadecimal, with or without spaces, colons, commas and `0x`, or base64, also
 * with `NTLM` or `Negotiate` in front as in an HTTP header; a hexadecimal dump; or text with such headers somewhere in
 * it, as programs log it, in which case each of them is a message.
 *
 * @returns undefined when it is none of these
 */
export function messagesOfText(text: string): Buffer[] | undefined {
  const whole = bytesOfText(text) ?? bytesOfDump(text);
  if (whole !== undefined) return [whole];
  const tokens = tokensOfHeaders(text);
  return tokens.length === 0 ? undefined : tokens;
}

/** The text of a file that holds some; undefined for bytes that can only be themselves. */
export function textOfFile(file: Buffer): string | undefined {
  // PowerShell writes UTF-16 with a byte order mark.
  if (file.length >= 2 && file.readUInt16LE(0) === 0xfeff) return file.toString('utf16le', 2);
  const isText = !file.subarray(0, 4096).includes(0);
  return isText ? file.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '') : undefined;
}

const header =
  /^(?:(?:\S*-)?(?:Authorization|Authenticate):)?\s*(?:(?:NTLM|Negotiate)\s+)?(?<token>[\s\S]*)$/i;

function bytesOfText(text: string): Buffer | undefined {
  // Step by step: as one expression it tries each way to share out the spaces, and a line of them takes for ever.
  const inner = text.trim().replace(/^["']/, '').replace(/["']$/, '').trim();
  const token = /["']/.test(inner) ? '' : (header.exec(inner)?.groups?.['token'] ?? '');
  const digits = token.replaceAll(/0x|\\x|[\s:,-]/gi, '');
  if (hexadecimal.test(digits)) return Buffer.from(digits, 'hex');
  const letters = token.replaceAll(/\s/g, '');
  // An odd number of digits is hexadecimal that was cut: base64 comes in fours.
  if (letters.length < 8 || !base64.test(letters) || digitsOnly.test(letters)) return undefined;
  return Buffer.from(letters, 'base64');
}

/** Offset, bytes in pairs or fours, and, after two spaces or a bar, the same as text. */
const dumpLine = /^\s*(?:0x)?([0-9a-f]{4,16}):?\s+([\s\S]*)$/i;

/** The bytes of a dump by xxd, `hexdump -C`, `tcpdump -X` or Wireshark: offsets that count them leave no doubt. */
function bytesOfDump(text: string): Buffer | undefined {
  const parts: Buffer[] = [];
  let length = 0;
  for (const line of text.split(/\r?\n/)) {
    const [, offset = '', rest = ''] = dumpLine.exec(`${line} `) ?? [];
    if (offset === '' ? line.trim() !== '' : parseInt(offset, 16) !== length) return undefined;
    const column = rest.includes('|') ? rest.slice(0, rest.indexOf('|')) : (rest.split(/\s{2,}/)[0] ?? '');
    const digits = column.replaceAll(/\s/g, '');
    if (digits !== '' && !hexadecimal.test(digits)) return undefined;
    const bytes = Buffer.from(digits, 'hex');
    length += bytes.length;
    parts.push(bytes);
  }
  return length === 0 ? undefined : Buffer.concat(parts);
}

function tokensOfHeaders(text: string): Buffer[] {
  return [...text.matchAll(/\b(?:NTLM|Negotiate)\s+([A-Za-z0-9+/]{16,}={0,2})/gi)]
    .map(([, token = '']) => Buffer.from(token, 'base64'))
    .filter(isToken);
}
