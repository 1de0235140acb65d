import { Reader } from '../bytes/index.js';
import { type Principal, NameType } from './messages/principal.js';
import { OrderedReader } from './ordered-reader.js';

/** One key of an MIT keytab. */
export interface KeytabEntry {
  readonly principal: Principal;
  /** Milliseconds since 1970 at which the key was written; whole seconds. */
  readonly writtenAt: number;
  /** The key's version, 0 to 4294967295. */
  readonly kvno: number;
  /** The encryption type, which may be one that we do not have. */
  readonly etype: number;
  /** The key: secret. Its length need not be that of the encryption type. */
  readonly key: Buffer;
}

const KEYTAB = 'keytab';
const ENTRY = 'keytab entry';

/** Bytes of the largest keytab that is read. */
export const MAX_KEYTAB_LENGTH = 1 << 20;

/** More components than any principal has. */
const MAX_COMPONENTS = 16;

/**
 * The keys of an MIT keytab of version 0x0501 or 0x0502, in their order. Holes, which deleted keys leave behind, are
 * stepped over.
 *
 * @throws CodecError for bytes that are no keytab, or one that is cut
 */
export function decodeKeytab(bytes: Buffer): KeytabEntry[] {
  const reader = new Reader(bytes, KEYTAB);
  if (bytes.length > MAX_KEYTAB_LENGTH) reader.fail('out-of-range', 'size', `${bytes.length} bytes`);
  const version = reader.bytes(2, 'version').readUInt16BE();
  if (version !== 0x0501 && version !== 0x0502)
    reader.fail('bad-constant', 'version', 'neither 0x0501 nor 0x0502');
  const isOld = version === 0x0501;
  const from = new OrderedReader(reader, isOld && isLittleEndian(reader));
  const entries: KeytabEntry[] = [];
  while (from.remaining > 0) {
    const size = from.u32('entry size') | 0;
    if (size === 0) break;
    if (size < 0) from.bytes(-size, 'hole');
    else entries.push(readEntry(from.part(size, ENTRY, 'entry'), isOld));
  }
  return entries;
}

/**
 * Version 0x0501 has the byte order of the machine that wrote it. The first size tells which: read in the wrong order
 * it is greater than any keytab.
 */
function isLittleEndian(reader: Reader): boolean {
  if (reader.remaining < 4) return false;
  const size = reader.message.readInt32LE(reader.offset);
  return Math.abs(size) <= reader.remaining;
}

function readEntry(from: OrderedReader, isOld: boolean): KeytabEntry {
  // Version 0x0501 counts the realm as a component.
  const count = from.u16('num_components') - (isOld ? 1 : 0);
  if (count < 0 || count > MAX_COMPONENTS) from.fail('out-of-range', 'num_components', String(count));
  const text = (field: string): string => from.text(from.u16(field), field);
  const realm = text('realm');
  const nameString = Array.from({ length: count }, () => text('component'));
  const nameType = isOld ? NameType.UNKNOWN : from.u32('name_type') | 0;
  const writtenAt = from.u32('timestamp') * 1000;
  const shortKvno = from.u8('vno8');
  const etype = from.u16('keytype');
  const key = from.bytes(from.u16('key length'), 'key');
  const longKvno = from.remaining >= 4 ? from.u32('vno') : 0;
  return {
    principal: { realm, name: { nameType, nameString } },
    writtenAt,
    kvno: longKvno === 0 ? shortKvno : longKvno,
    etype,
    key,
  };
}

/**
 * An MIT keytab of version 0x0502, readable by MIT, Heimdal, Samba and Java.
 *
 * @throws RangeError when a number or a text does not fit its field
 */
export function encodeKeytab(entries: readonly KeytabEntry[]): Buffer {
  return Buffer.concat([Buffer.from([5, 2]), ...entries.flatMap(encodeEntry)]);
}

function encodeEntry({ principal, writtenAt, kvno, etype, key }: KeytabEntry): Buffer[] {
  const { nameType, nameString } = principal.name;
  const parts = [
    u16(nameString.length),
    ...counted(Buffer.from(principal.realm)),
    ...nameString.flatMap((component) => counted(Buffer.from(component))),
    u32(nameType >>> 0),
    u32(Math.floor(writtenAt / 1000)),
    Buffer.from([kvno & 0xff]),
    u16(etype),
    ...counted(key),
    u32(kvno),
  ];
  return [u32(parts.reduce((size, part) => size + part.length, 0)), ...parts];
}

function counted(bytes: Buffer): Buffer[] {
  return [u16(bytes.length), bytes];
}

function u16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
