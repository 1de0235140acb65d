import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { type FileSummary, readFileSummary, writeFileSummary } from './file-summary.js';
import { readBody } from './message.js';

/** `SMB2_CLOSE_FLAG_…` ([MS-SMB2] 2.2.15). */
export const CloseFlags = { POSTQUERY_ATTRIB: 0x0001 } as const;

/** SMB2 CLOSE Request ([MS-SMB2] 2.2.15). */
export interface CloseRequest {
  /** Bits of {@link CloseFlags}. */
  readonly flags: number;
  readonly fileId: FileId;
}

/** SMB2 CLOSE Response ([MS-SMB2] 2.2.16); without POSTQUERY_ATTRIB in `flags` all else is zero. */
export interface CloseResponse extends FileSummary {
  /** Bits of {@link CloseFlags}. */
  readonly flags: number;
}

/** @throws CodecError if the message is too short or its StructureSize is wrong */
export function decodeCloseRequest(message: Buffer): CloseRequest {
  const body = readBody(message, 'SMB2 CLOSE Request', 24);
  const flags = body.u16('Flags');
  body.skip(4, 'Reserved');
  return { flags, fileId: readFileId(body) };
}

export function encodeCloseRequest(w: Writer, value: CloseRequest): void {
  w.u16(24).u16(value.flags).u32(0);
  writeFileId(w, value.fileId);
}

/** @throws CodecError if the message is too short or its StructureSize is wrong */
export function decodeCloseResponse(message: Buffer): CloseResponse {
  const body = readBody(message, 'SMB2 CLOSE Response', 60);
  const flags = body.u16('Flags');
  body.skip(4, 'Reserved');
  return { flags, ...readFileSummary(body) };
}

export function encodeCloseResponse(w: Writer, value: CloseResponse): void {
  w.u16(60).u16(value.flags).u32(0);
  writeFileSummary(w, value);
}
