import type { Reader } from '../bytes/index.js';
import { der, DerTag, readElement } from './der.js';

/** An ASN.1 type: how one element of it is read and written, identifier octet included. */
export interface DerType<T> {
  /** Identifier octet of its elements. */
  readonly tag: number;
  /**
   * Reads the element at the cursor. Bytes are views of the message.
   *
   * @throws CodecError for anything but DER of this type
   */
  read(from: Reader, field: string): T;
  /** Encodes one element. */
  write(value: T): Buffer;
}

/** Bytes of the longest text; names of Kerberos are far shorter. */
const MAX_TEXT_OCTETS = 1024;

/** Octets of the longest flags that are read; further ones have no meaning yet. */
const MAX_FLAG_OCTETS = 32;

/** A whole number of at most 32 bits with a sign, such as Kerberos' Int32 (RFC 4120 5.2.4). */
export const int32: DerType<number> = {
  tag: DerTag.INTEGER,
  read: (from, field) => readInteger(from, field, -0x8000_0000, 0x7fff_ffff),
  write: writeInteger,
};

/**
 * A whole number of 32 bits without a sign (RFC 4120 5.2.4). Implementations exist that encode a number with the
 * highest bit set as a negative one: it is read as the unsigned number of the same bits.
 */
export const uint32: DerType<number> = {
  tag: DerTag.INTEGER,
  read: (from, field) => readInteger(from, field, -0x8000_0000, 0xffff_ffff) >>> 0,
  write: writeInteger,
};

/**
 * A whole number of 32 bits, with a sign or without: it is kept as it was sent, and sent back in the same form. Heimdal
 * takes a nonce for a number with a sign, and reads no other.
 */
export const anyInt32: DerType<number> = {
  tag: DerTag.INTEGER,
  read: (from, field) => readInteger(from, field, -0x8000_0000, 0xffff_ffff),
  write: writeInteger,
};

/** Microseconds within a second, 0 to 999999 (RFC 4120 5.2.4). */
export const microseconds: DerType<number> = {
  tag: DerTag.INTEGER,
  read: (from, field) => readInteger(from, field, 0, 999_999),
  write: writeInteger,
};

/** A BOOLEAN: DER knows two values (X.690 11.1). */
export const boolean: DerType<boolean> = {
  tag: DerTag.BOOLEAN,
  read: (from, field) => {
    const contents = readElement(from, DerTag.BOOLEAN, field);
    const octet = contents.remaining === 1 ? contents.u8(field) : undefined;
    if (octet !== 0 && octet !== 0xff) contents.fail('malformed', field, 'neither true nor false');
    return octet === 0xff;
  },
  write: (value) => der(DerTag.BOOLEAN, Buffer.of(value ? 0xff : 0)),
};

/** Octets, as a view of the message. */
export const octetString: DerType<Buffer> = {
  tag: DerTag.OCTET_STRING,
  read: (from, field) => readElement(from, DerTag.OCTET_STRING, field).rest(),
  write: (value) => der(DerTag.OCTET_STRING, value),
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A GeneralString. Windows, MIT and Samba write UTF-8 in it. Bytes that are no UTF-8 are refused, because two names
 * could become one text; so is NUL, where programs in C end a name.
 */
export const generalString: DerType<string> = {
  tag: DerTag.GENERAL_STRING,
  read: (from, field) => {
    const contents = readElement(from, DerTag.GENERAL_STRING, field);
    if (contents.remaining > MAX_TEXT_OCTETS) contents.fail('out-of-range', field, 'text is too long');
    const octets = contents.rest();
    if (octets.includes(0)) contents.fail('malformed', field, 'NUL in a text');
    try {
      return utf8.decode(octets);
    } catch {
      return contents.fail('malformed', field, 'no UTF-8');
    }
  },
  write: (value) => der(DerTag.GENERAL_STRING, Buffer.from(value)),
};

/**
 * Flags as Kerberos has them: a BIT STRING of 32 bits or more, whose bit 0 is the highest (RFC 4120 5.2.8). The value
 * holds the first 32.
 */
export const flags32: DerType<number> = {
  tag: DerTag.BIT_STRING,
  read: (from, field) => {
    const contents = readElement(from, DerTag.BIT_STRING, field);
    const unused = contents.u8(field);
    const octets = contents.rest();
    if (unused > 7 || (unused > 0 && octets.length === 0)) contents.fail('malformed', field, 'unused bits');
    if (octets.length > MAX_FLAG_OCTETS) contents.fail('out-of-range', field, `${octets.length} octets`);
    const first = Buffer.alloc(4);
    octets.copy(first);
    return first.readUInt32BE();
  },
  write: (value) => {
    const bits = Buffer.alloc(5);
    bits.writeUInt32BE(value >>> 0, 1);
    return der(DerTag.BIT_STRING, bits);
  },
};

/** A time in whole seconds, as milliseconds since 1970: `19700101000000Z` and nothing else (RFC 4120 5.2.3). */
export const generalizedTime: DerType<number> = {
  tag: DerTag.GENERALIZED_TIME,
  read: (from, field) => {
    const contents = readElement(from, DerTag.GENERALIZED_TIME, field);
    const text = contents.rest().toString('latin1');
    const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
      parts?.slice(1).map(Number) ?? [];
    const time = Date.UTC(year, month - 1, day, hour, minute, second);
    // A day or an hour that the calendar has not would stand for another moment.
    if (parts === null || timeText(time) !== text) contents.fail('malformed', field, 'no time in UTC');
    return time;
  },
  write: (value) => der(DerTag.GENERALIZED_TIME, Buffer.from(timeText(value), 'latin1')),
};

function timeText(milliseconds: number): string {
  const [date = '', time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${date.replaceAll('-', '')}${time.slice(0, 8).replaceAll(':', '')}Z`;
}

function readInteger(from: Reader, field: string, least: number, most: number): number {
  const octets = readElement(from, DerTag.INTEGER, field).rest();
  if (octets.length === 0 || octets.length > 5) from.fail('out-of-range', field, `${octets.length} octets`);
  const value = octets.readIntBE(0, octets.length);
  if (writtenLength(value) !== octets.length) from.fail('malformed', field, 'integer is not minimal');
  if (value < least || value > most) from.fail('out-of-range', field, `${value}`);
  return value;
}

function writeInteger(value: number): Buffer {
  const octets = Buffer.alloc(writtenLength(value));
  octets.writeIntBE(value, 0, octets.length);
  return der(DerTag.INTEGER, octets);
}

/** The fewest octets in which two's complement holds the number (X.690 8.3.2). */
function writtenLength(value: number): number {
  let length = 1;
  while (value < -(2 ** (8 * length - 1)) || value >= 2 ** (8 * length - 1)) length += 1;
  return length;
}
