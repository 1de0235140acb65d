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
 * A copy of the first UTF-16 units of a text, for keeping texts from the network: a slice would keep the whole text in
 * memory.
 */
export function truncatedCopy(text: string, units: number): string {
  return text.length <= units ? text : encodeUtf16(text.slice(0, units)).toString('utf16le');
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
    let upper = upperCased.get(unit);
    if (upper === undefined) upperCased.set(unit, (upper = upperCaseUnit(unit)));
    result += upper;
  }
  return result;
}

/** A cache, since whole folders are compared by it: at most one entry for each of the 65,536 units. */
const upperCased = new Map<string, string>();

/**
 * The table of Windows pairs letters. A letter that is not the lower case of its own upper case stays: the dotless
 * `ı`, the long `ſ`, `µ` and `ϐ` never match an account with `I`, `S`, `Μ` or `Β` in its name. The only exception
 * is the final `ς` (the up-case table of [EXFAT] 7.2.5.1, which is that of Windows; Samba has the same).
 */
function upperCaseUnit(unit: string): string {
  const upper = unit.toUpperCase();
  if (upper.length !== 1 || pairedLater.test(unit)) return unit;
  return upper.toLowerCase() === unit || unit === 'ς' ? upper : unit;
}

/** Georgian and Cherokee, whose case pairs Unicode added after the table was made. */
const pairedLater = /[\u10d0-\u10ff\u13f8-\u13fd\uab70-\uabbf]/;
