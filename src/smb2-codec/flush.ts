import { type Writer } from '../bytes/index.js';
import { readEmptyBody, writeEmptyBody } from './empty-body.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody } from './message.js';

/** SMB2 FLUSH Request ([MS-SMB2] 2.2.17). */
export interface FlushRequest {
  readonly fileId: FileId;
}

/** @throws CodecError if the message is too short or its StructureSize is wrong */
export function decodeFlushRequest(message: Buffer): FlushRequest {
  const body = readBody(message, 'SMB2 FLUSH Request', 24);
  body.skip(6, 'Reserved');
  return { fileId: readFileId(body) };
}

export function encodeFlushRequest(w: Writer, value: FlushRequest): void {
  w.u16(24).zero(6);
  writeFileId(w, value.fileId);
}

/**
 * Checks an SMB2 FLUSH Response, which carries nothing ([MS-SMB2] 2.2.18).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeFlushResponse(message: Buffer): void {
  readEmptyBody(message, 'SMB2 FLUSH Response');
}

export function encodeFlushResponse(w: Writer): void {
  writeEmptyBody(w);
}
