import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody } from './message.js';
import { type OutputBuffer, readOutputBuffer, writeOutputBuffer } from './output-buffer.js';

/** [MS-SMB2] 2.2.35 */
export const ChangeNotifyFlags = { WATCH_TREE: 0x0001 } as const;

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

/** @throws CodecError if the message is too short or its StructureSize is wrong */
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
