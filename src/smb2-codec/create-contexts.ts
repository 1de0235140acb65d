import { type CodecErrorCode, CodecError, Reader, type Writer } from '../bytes/index.js';

/** Names of create contexts ([MS-SMB2] 2.2.13.2), which are four ASCII letters or 16 bytes of a GUID. */
export const CreateContextName = {
  EA_BUFFER: 'ExtA',
  SD_BUFFER: 'SecD',
  DURABLE_HANDLE_REQUEST: 'DHnQ',
  DURABLE_HANDLE_RECONNECT: 'DHnC',
  DURABLE_HANDLE_REQUEST_V2: 'DH2Q',
  DURABLE_HANDLE_RECONNECT_V2: 'DH2C',
  ALLOCATION_SIZE: 'AlSi',
  QUERY_MAXIMAL_ACCESS: 'MxAc',
  TIMEWARP_TOKEN: 'TWrp',
  QUERY_ON_DISK_ID: 'QFid',
  /** Version 1 has 32 bytes of data, version 2 has 52. */
  REQUEST_LEASE: 'RqLs',
  /** Apple's extension, not in [MS-SMB2]. */
  AAPL: 'AAPL',
  APP_INSTANCE_ID: '\x45\xbc\xa6\x6a\xef\xa7\xf7\x4a\x90\x08\xfa\x46\x2e\x14\x4d\x74',
  APP_INSTANCE_VERSION: '\xb9\x82\xd0\xb7\x3b\x56\x07\x4f\xa0\x7b\x52\x4a\x81\x16\xa0\x10',
  /** SMB2_CREATECONTEXT_RESERVED, which Linux and Samba use for the POSIX extensions. */
  POSIX: '\x93\xad\x25\x50\x9c\xb4\x11\xe7\xb4\x23\x83\xde\x96\x8b\xcd\x7c',
} as const;

/** SMB2_CREATE_CONTEXT ([MS-SMB2] 2.2.13.2), its data not yet looked at. */
export interface CreateContext {
  /** The bytes of the name, one character each; of {@link CreateContextName} if it is known. */
  readonly name: string;
  readonly data: Buffer;
}

const STRUCTURE = 'SMB2_CREATE_CONTEXT';
const FIXED_LENGTH = 16;

/**
 * Decodes a list of contexts; `data` is a view.
 *
 * @throws CodecError if Next is unaligned, does not move forward or leaves the list, or a name or data lies outside
 * its own context
 */
export function decodeCreateContexts(list: Buffer): CreateContext[] {
  const contexts: CreateContext[] = [];
  let start = 0;
  while (start < list.length) {
    const next = list.length - start < 4 ? 0 : list.readUInt32LE(start);
    if (next % 8 !== 0 || (next !== 0 && next < FIXED_LENGTH)) throw nextError('malformed', start);
    if (next !== 0 && next >= list.length - start) throw nextError('out-of-range', start);
    contexts.push(decodeCreateContext(list.subarray(start, next === 0 ? list.length : start + next)));
    if (next === 0) break;
    start += next;
  }
  return contexts;
}

/** Writes the list, its first context 8-byte aligned from the writer's origin; returns where it begins. */
export function encodeCreateContexts(w: Writer, contexts: readonly CreateContext[]): number {
  w.align(8);
  const list = w.offset;
  contexts.forEach(({ name, data }, index) => {
    const start = w.offset;
    w.u32(0).u16(FIXED_LENGTH).u16(name.length).u16(0);
    const dataOffset = w.offset;
    w.u16(0).u32(data.length).bytes(Buffer.from(name, 'latin1')).align(8);
    if (data.length > 0) w.patchU16(dataOffset, w.offset - start).bytes(data);
    if (index === contexts.length - 1) return;
    w.align(8).patchU32(start, w.offset - start);
  });
  return list;
}

const NAME_LENGTH_OFFSET = 6;

function decodeCreateContext(context: Buffer): CreateContext {
  const r = new Reader(context, STRUCTURE);
  r.skip(4, 'Next');
  const nameOffset = r.u16('NameOffset');
  const nameLength = r.u16('NameLength');
  // "The name is represented as four or more octets" ([MS-SMB2] 2.2.13.2).
  if (nameLength < 4) throw new CodecError('malformed', STRUCTURE, 'NameLength', NAME_LENGTH_OFFSET);
  r.skip(2, 'Reserved');
  const dataOffset = r.u16('DataOffset');
  const dataLength = r.u32('DataLength');
  const name = r.slice(nameOffset, nameLength, 'Name').toString('latin1');
  return { name, data: r.slice(dataOffset, dataLength, 'Data') };
}

function nextError(code: CodecErrorCode, start: number): CodecError {
  return new CodecError(code, STRUCTURE, 'Next', start);
}
