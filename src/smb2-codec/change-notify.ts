import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody } from './message.js';
import { type OutputBuffer, readOutputBuffer, writeOutputBuffer } from './output-buffer.js';

/** [MS-SMB2] 2.2.35 */
export const ChangeNotifyFlags = { WATCH_TREE: 0x0001 } as const;

/** `FILE_NOTIFY_CHANGE_…` ([MS-SMB2] 2.2.35). */
export const CompletionFilter = {
  FILE_NAME: 0x00000001,
  DIR_NAME: 0x00000002,
  ATTRIBUTES: 0x00000004,
  SIZE: 0x00000008,
  LAST_WRITE: 0x00000010,
  LAST_ACCESS: 0x00000020,
  CREATION: 0x00000040,
  EA: 0x00000080,
  SECURITY: 0x00000100,
  STREAM_NAME: 0x00000200,
  STREAM_SIZE: 0x00000400,
  STREAM_WRITE: 0x00000800,
} as const;

/** SMB2 CHANGE_NOTIFY Request ([MS-SMB2] 2.2.35). */
export interface ChangeNotifyRequest {
  /** Bits of {@link ChangeNotifyFlags}. */
  readonly flags: number;
  /** Most bytes the response may carry. */
  readonly outputBufferLength: number;
  readonly fileId: FileId;
  /** Bits of {@link CompletionFilter}. */
  readonly completionFilter: number;
}

/** SMB2 CHANGE_NOTIFY Response ([MS-SMB2] 2.2.36). */
export type ChangeNotifyResponse = OutputBuffer;

export function decodeChangeNotifyRequest(message: Buffer): ChangeNotifyRequest {
  const body = readBody(message, 'SMB2 CHANGE_NOTIFY Request', 32);
  const flags = body.u16('Flags');
  const outputBufferLength = body.u32('OutputBufferLength');
  const fileId = readFileId(body);
  const completionFilter = body.u32('CompletionFilter');
  body.skip(4, 'Reserved');
  return { flags, outputBufferLength, fileId, completionFilter };
}

export function encodeChangeNotifyRequest(w: Writer, value: ChangeNotifyRequest): void {
  w.u16(32).u16(value.flags).u32(value.outputBufferLength);
  writeFileId(w, value.fileId);
  w.u32(value.completionFilter).u32(0);
}

/** @throws CodecError if the entries do not fit the message */
export function decodeChangeNotifyResponse(message: Buffer): ChangeNotifyResponse {
  return readOutputBuffer(message, 'SMB2 CHANGE_NOTIFY Response');
}

export function encodeChangeNotifyResponse(w: Writer, value: ChangeNotifyResponse): void {
  writeOutputBuffer(w, value);
}
