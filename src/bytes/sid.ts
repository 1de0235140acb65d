import { Reader } from './reader.js';
import { Writer } from './writer.js';

/** A SID has at most this many sub-authorities ([MS-DTYP] 2.4.2.2). */
const MAX_SUB_AUTHORITIES = 15;

/** From this identifier authority on, the text is hexadecimal ([MS-DTYP] 2.4.2.1). */
const FIRST_HEX_AUTHORITY = 2 ** 32;

/**
 * Reads the packet representation of a SID ([MS-DTYP] 2.4.2.2) and returns its text, `S-1-5-21-…`.
 *
 * @throws CodecError if Revision is not 1 or there are more than 15 sub-authorities
 */
export function readSid(r: Reader, field: string): string {
  if (r.u8(field) !== 1) r.fail('bad-constant', field, 'Revision is not 1');
  const count = r.u8(field);
  if (count > MAX_SUB_AUTHORITIES) r.fail('malformed', field, `${count} sub-authorities`);
  const authority = r.bytes(6, field).readUIntBE(0, 6);
  let text =
    authority < FIRST_HEX_AUTHORITY
      ? `S-1-${authority}`
      : `S-1-0x${authority.toString(16).padStart(12, '0').toUpperCase()}`;
  for (let i = 0; i < count; i++) text += `-${r.u32(field)}`;
  return text;
}

/** The text of a SID in its packet representation; bytes behind it are ignored. */
export function sidToText(sid: Buffer): string {
  return readSid(new Reader(sid, 'SID'), 'SID');
}

/** The packet representation of a SID written as [MS-DTYP] 2.4.2.1 says; throws RangeError for anything else. */
export function sidFromText(text: string): Buffer {
  const [s, revision, authority, ...subAuthorities] = text.split('-');
  const isWellFormed =
    s === 'S' &&
    revision === '1' &&
    authority !== undefined &&
    /^(0x[0-9A-Fa-f]{12}|\d{1,10})$/.test(authority) &&
    subAuthorities.length <= MAX_SUB_AUTHORITIES &&
    subAuthorities.every((sub) => /^\d{1,10}$/.test(sub) && Number(sub) < 2 ** 32);
  if (!isWellFormed) throw new RangeError(`not a SID: ${text}`);
  const identifierAuthority = Buffer.alloc(6);
  identifierAuthority.writeUIntBE(Number(authority), 0, 6);
  const w = new Writer(8 + 4 * subAuthorities.length);
  w.u8(1).u8(subAuthorities.length).bytes(identifierAuthority);
  for (const sub of subAuthorities) w.u32(Number(sub));
  return w.finish();
}

/** Whether a value is the text of a SID ([MS-DTYP] 2.4.2.1). */
export function isSid(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (canonical.test(value)) return true;
  try {
    return sidFromText(value).length > 0;
  } catch {
    return false;
  }
}

/** Whether a text is a SID or a mistake for one, so that it must not be taken for a name. */
export function looksLikeSid(text: string): boolean {
  return /^S-1-/i.test(text);
}

/** One text for each SID, whose numbers may be written with leading zeros; throws RangeError for anything else. */
export function canonicalSid(sid: string): string {
  return canonical.test(sid) ? sid : sidToText(sidFromText(sid));
}

/**
 * Matches the texts that {@link sidToText} gives, but for a few of numbers close to 2^32 and for hexadecimal ones, at a
 * glance: each login asks.
 */
const canonical = /^S-1(?:-(?:0|[1-3]\d{0,9}|4(?:[01]\d{8}|2[0-8]\d{7})|[4-9]\d{0,8})){1,16}$/;
