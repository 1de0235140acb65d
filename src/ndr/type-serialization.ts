import { Reader, Writer } from '../bytes/index.js';
import { NdrReader } from './ndr-reader.js';
import { NdrWriter } from './ndr-writer.js';
import type { NdrType } from './types.js';

const VERSION = 1;
const LITTLE_ENDIAN = 0x10;
const COMMON_HEADER_LENGTH = 8;
const FILLER = 0xcccc_cccc;

/**
 * Decodes a pointer to a structure in type serialization version 1 ([MS-RPCE] 2.2.6). Fewer than eight octets of
 * padding may follow the structure and its stream.
 *
 * @param name of the structure, for errors
 * @throws CodecError for anything else, for big-endian octets, and for a null pointer
 */
export function decodeSerializedType<T>(type: NdrType<T>, stream: Buffer, name: string): T {
  const r = new Reader(stream, name);
  // 2.2.6.1 Common Type Header
  if (r.u8('Version') !== VERSION) r.fail('bad-constant', 'Version');
  if (r.u8('Endianness') !== LITTLE_ENDIAN) r.fail('bad-constant', 'Endianness');
  if (r.u16('CommonHeaderLength') !== COMMON_HEADER_LENGTH) r.fail('bad-constant', 'CommonHeaderLength');
  r.skip(4, 'Filler');
  // 2.2.6.2 Private Header for Constructed Type
  const length = r.u32('ObjectBufferLength');
  if (length % 8 !== 0) r.fail('malformed', 'ObjectBufferLength', `${length} is no multiple of 8`);
  r.skip(4, 'Filler');
  const body = new NdrReader(r.bytes(length, 'ObjectBuffer'), name);
  if (r.remaining >= 8) r.fail('malformed', 'ObjectBufferLength', `${r.remaining} bytes follow`);
  let value: { readonly read: T } | undefined;
  const isThere = body.pointer(name, () => type.read(body, name, (read) => (value = { read })));
  if (!isThere || value === undefined) return body.fail(name, 'a null pointer');
  if (body.remaining >= 8) body.fail(name, `${body.remaining} bytes follow`);
  return value.read;
}

/** Encodes a pointer to a structure in type serialization version 1 ([MS-RPCE] 2.2.6), little-endian. */
export function encodeSerializedType<T>(type: NdrType<T>, value: T): Buffer {
  const w = new NdrWriter();
  const body = w
    .pointer(() => type.write(w, value))
    .align(8)
    .finish();
  return new Writer(16 + body.length)
    .u8(VERSION)
    .u8(LITTLE_ENDIAN)
    .u16(COMMON_HEADER_LENGTH)
    .u32(FILLER)
    .u32(body.length)
    .u32(0)
    .bytes(body)
    .finish();
}
