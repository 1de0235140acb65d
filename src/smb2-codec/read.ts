import { type Writer } from '../bytes/index.js';
import { HEADER_LENGTH } from './header.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody, variablePart, writeRequestBuffer } from './message.js';

/** `SMB2_READFLAG_…` of a request, from 3.0.2 on ([MS-SMB2] 2.2.19). */
export const ReadFlags = { READ_UNBUFFERED: 0x01, REQUEST_COMPRESSED: 0x02 } as const;

/** `SMB2_CHANNEL_…` of READ and WRITE, from 3.0 on ([MS-SMB2] 2.2.19, 2.2.21). */
export const Channel = {
  NONE: 0x00000000,
  RDMA_V1: 0x00000001,
  RDMA_V1_INVALIDATE: 0x00000002,
  RDMA_TRANSFORM: 0x00000003,
} as const;

/** SMB2 READ Request ([MS-SMB2] 2.2.19). */
export interface ReadRequest {
  /** Where the client would like the data, from the header on; not binding. */
  readonly padding: number;
  /** Bits of {@link ReadFlags}; reserved before 3.0.2. */
  readonly flags: number;
  /** Bytes wanted. */
  readonly length: number;
  /** Position in the file; of no meaning for a pipe. */
  readonly offset: bigint;
  readonly fileId: FileId;
  /** Fewest bytes that make a success. */
  readonly minimumCount: number;
  /** One of {@link Channel}; reserved before 3.0. */
  readonly channel: number;
  readonly remainingBytes: number;
  /** Descriptors of the RDMA channel; empty if `channel` is NONE. */
  readonly channelInfo: Buffer;
}

/** SMB2 READ Response ([MS-SMB2] 2.2.20). */
export interface ReadResponse {
  /** Bytes sent over the RDMA channel; 0 otherwise. */
  readonly dataRemaining: number;
  /** 3.1.1 only; reserved before. */
  readonly flags: number;
  readonly data: Buffer;
}

/** @throws CodecError if `channel` is not NONE and its descriptors do not fit the message */
export function decodeReadRequest(message: Buffer): ReadRequest {
  const body = readBody(message, 'SMB2 READ Request', 49);
  const padding = body.u8('Padding');
  const flags = body.u8('Flags');
  const length = body.u32('Length');
  const offset = body.u64('Offset');
  const fileId = readFileId(body);
  const minimumCount = body.u32('MinimumCount');
  const channel = body.u32('Channel');
  const remainingBytes = body.u32('RemainingBytes');
  const infoOffset = body.u16('ReadChannelInfoOffset');
  const infoLength = body.u16('ReadChannelInfoLength');
  // [MS-SMB2] 2.2.19: without a channel these MUST be ignored.
  const channelInfo = variablePart(
    body,
    infoOffset,
    channel === Channel.NONE ? 0 : infoLength,
    'ReadChannelInfo',
  );
  return {
    padding,
    flags,
    length,
    offset,
    fileId,
    minimumCount,
    channel,
    remainingBytes,
    channelInfo,
  };
}

export function encodeReadRequest(w: Writer, value: ReadRequest): void {
  w.u16(49).u8(value.padding).u8(value.flags).u32(value.length).u64(value.offset);
  writeFileId(w, value.fileId);
  w.u32(value.minimumCount).u32(value.channel).u32(value.remainingBytes);
  const infoOffset = value.channelInfo.length === 0 ? 0 : w.offset + 4;
  w.u16(infoOffset).u16(value.channelInfo.length);
  writeRequestBuffer(w, value.channelInfo);
}

/** Offset of the data of a READ response from its header on ([MS-SMB2] 2.2.20): right behind the fixed part. */
export const READ_DATA_OFFSET = HEADER_LENGTH + 16;

/** @throws CodecError if the data does not fit the message */
export function decodeReadResponse(message: Buffer): ReadResponse {
  const body = readBody(message, 'SMB2 READ Response', 17);
  const offset = body.u8('DataOffset');
  body.skip(1, 'Reserved');
  const length = body.u32('DataLength');
  const dataRemaining = body.u32('DataRemaining');
  const flags = body.u32('Flags');
  return { dataRemaining, flags, data: variablePart(body, offset, length, 'Data') };
}

export function encodeReadResponse(w: Writer, value: ReadResponse): void {
  w.u16(17);
  w.u8(w.offset + 14)
    .u8(0)
    .u32(value.data.length);
  w.u32(value.dataRemaining).u32(value.flags).bytes(value.data);
}
