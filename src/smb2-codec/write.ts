import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody, variablePart } from './message.js';
import { Channel } from './read.js';

/** `SMB2_WRITEFLAG_…` ([MS-SMB2] 2.2.21). */
export const WriteFlags = { WRITE_THROUGH: 0x00000001, WRITE_UNBUFFERED: 0x00000002 } as const;

/** SMB2 WRITE Request ([MS-SMB2] 2.2.21). */
export interface WriteRequest {
  /** Position in the file; of no meaning for a pipe. */
  readonly offset: bigint;
  readonly fileId: FileId;
  /** One of {@link Channel}; reserved before 3.0. */
  readonly channel: number;
  readonly remainingBytes: number;
  /** Bits of {@link WriteFlags}. */
  readonly flags: number;
  readonly data: Buffer;
  /** Descriptors of the RDMA channel; empty if `channel` is NONE. */
  readonly channelInfo: Buffer;
}

/** SMB2 WRITE Response ([MS-SMB2] 2.2.22). */
export interface WriteResponse {
  /** Bytes written. */
  readonly count: number;
}

/** @throws CodecError if the data does not fit the message, or `channel` is not NONE and its descriptors do not */
export function decodeWriteRequest(message: Buffer): WriteRequest {
  const body = readBody(message, 'SMB2 WRITE Request', 49);
  const dataOffset = body.u16('DataOffset');
  const length = body.u32('Length');
  const offset = body.u64('Offset');
  const fileId = readFileId(body);
  const channel = body.u32('Channel');
  const remainingBytes = body.u32('RemainingBytes');
  const infoOffset = body.u16('WriteChannelInfoOffset');
  const infoLength = body.u16('WriteChannelInfoLength');
  const flags = body.u32('Flags');
  const data = variablePart(body, dataOffset, length, 'Data');
  // [MS-SMB2] 2.2.21: without a channel these MUST be ignored.
  const channelInfo = variablePart(
    body,
    infoOffset,
    channel === Channel.NONE ? 0 : infoLength,
    'WriteChannelInfo',
  );
  return { offset, fileId, channel, remainingBytes, flags, data, channelInfo };
}

export function encodeWriteRequest(w: Writer, value: WriteRequest): void {
  w.u16(49);
  w.u16(w.offset + 46)
    .u32(value.data.length)
    .u64(value.offset);
  writeFileId(w, value.fileId);
  w.u32(value.channel).u32(value.remainingBytes);
  const infoOffset = value.channelInfo.length === 0 ? 0 : w.offset + 8 + value.data.length;
  w.u16(infoOffset).u16(value.channelInfo.length).u32(value.flags);
  w.bytes(value.data).bytes(value.channelInfo);
}

/** @throws CodecError if the message is too short or its StructureSize is wrong */
export function decodeWriteResponse(message: Buffer): WriteResponse {
  const body = readBody(message, 'SMB2 WRITE Response', 17);
  body.skip(2, 'Reserved');
  const count = body.u32('Count');
  body.skip(8, 'Remaining');
  return { count };
}

export function encodeWriteResponse(w: Writer, value: WriteResponse): void {
  w.u16(17).u16(0).u32(value.count).zero(8);
}
