import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody, variablePart, writeRequestBuffer } from './message.js';

/** SMB2 SET_INFO Request ([MS-SMB2] 2.2.39). */
export interface SetInfoRequest {
  /** One of {@link InfoType}. */
  readonly infoType: number;
  /** One of {@link FileInformationClass} or {@link FsInformationClass}, as `infoType` says. */
  readonly fileInfoClass: number;
  /** For security bits of {@link SecurityInformation}. */
  readonly additionalInformation: number;
  readonly fileId: FileId;
  readonly buffer: Buffer;
}

/** @throws CodecError if the information does not fit the message */
export function decodeSetInfoRequest(message: Buffer): SetInfoRequest {
  const body = readBody(message, 'SMB2 SET_INFO Request', 33);
  const infoType = body.u8('InfoType');
  const fileInfoClass = body.u8('FileInfoClass');
  const length = body.u32('BufferLength');
  const offset = body.u16('BufferOffset');
  body.skip(2, 'Reserved');
  const additionalInformation = body.u32('AdditionalInformation');
  const fileId = readFileId(body);
  const buffer = variablePart(body, offset, length, 'Buffer');
  return { infoType, fileInfoClass, additionalInformation, fileId, buffer };
}

export function encodeSetInfoRequest(w: Writer, value: SetInfoRequest): void {
  w.u16(33).u8(value.infoType).u8(value.fileInfoClass).u32(value.buffer.length);
  w.u16(w.offset + 24)
    .u16(0)
    .u32(value.additionalInformation);
  writeFileId(w, value.fileId);
  writeRequestBuffer(w, value.buffer);
}

/**
 * Checks an SMB2 SET_INFO Response, which carries nothing ([MS-SMB2] 2.2.40).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeSetInfoResponse(message: Buffer): void {
  readBody(message, 'SMB2 SET_INFO Response', 2);
}

export function encodeSetInfoResponse(w: Writer): void {
  w.u16(2);
}
