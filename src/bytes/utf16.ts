import { CodecError } from './codec-error.js';

/** Decodes UTF-16LE as it stands, lone surrogates included; an odd length is an error. */
export function decodeUtf16(bytes: Buffer, structure: string, field: string): string {
  if (bytes.length % 2 !== 0) {
    throw new CodecError('malformed', structure, field, 0, `odd UTF-16 length ${bytes.length}`);
  }
  return bytes.toString('utf16le');
}

export function encodeUtf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

/**
 * Upper-cases one UTF-16 unit at a time, as RtlUpcaseUnicodeString does. `String.prototype.toUpperCase` would turn
 * `ß` into `SS`, and the NTLM hash of such a user name would never match.
 */
export function upperCaseUtf16(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return upperCaseUnits(text);
  return text.toUpperCase();
}

function upperCaseUnits(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    const mapped = unit.toUpperCase();
    result += mapped.length === 1 ? mapped : unit;
  }
  return result;
}
