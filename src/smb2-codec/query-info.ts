import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { FileInformationClass } from './fscc/classes.js';
import { readBody, variablePart } from './message.js';
import { type OutputBuffer, readOutputBuffer, writeOutputBuffer } from './output-buffer.js';

/** `SMB2_0_INFO_…` of QUERY_INFO and SET_INFO ([MS-SMB2] 2.2.37, 2.2.39). */
export const InfoType = { FILE: 0x01, FILESYSTEM: 0x02, SECURITY: 0x03, QUOTA: 0x04 } as const;

/** `…_SECURITY_INFORMATION`: which parts of a security descriptor are meant ([MS-SMB2] 2.2.37). */
export const SecurityInformation = {
  OWNER: 0x00000001,
  GROUP: 0x00000002,
  DACL: 0x00000004,
  SACL: 0x00000008,
  LABEL: 0x00000010,
  ATTRIBUTE: 0x00000020,
  SCOPE: 0x00000040,
  BACKUP: 0x00010000,
} as const;

/** SMB2 QUERY_INFO Request ([MS-SMB2] 2.2.37). */
export interface QueryInfoRequest {
  /** One of {@link InfoType}. */
  readonly infoType: number;
  /** One of {@link FileInformationClass} or {@link FsInformationClass}, as `infoType` says. */
  readonly fileInfoClass: number;
  /** Most bytes the response may carry. */
  readonly outputBufferLength: number;
  /** For security queries bits of {@link SecurityInformation}. */
  readonly additionalInformation: number;
  readonly flags: number;
  readonly fileId: FileId;
  /** The input of a quota query or one for FileFullEaInformation; empty in all others, which MUST not look at it. */
  readonly inputBuffer: Buffer;
}

/** SMB2 QUERY_INFO Response ([MS-SMB2] 2.2.38). */
export type QueryInfoResponse = OutputBuffer;

/** @throws CodecError if an input buffer that counts does not fit the message */
export function decodeQueryInfoRequest(message: Buffer): QueryInfoRequest {
  const body = readBody(message, 'SMB2 QUERY_INFO Request', 41);
  const infoType = body.u8('InfoType');
  const fileInfoClass = body.u8('FileInfoClass');
  const outputBufferLength = body.u32('OutputBufferLength');
  const inputOffset = body.u16('InputBufferOffset');
  body.skip(2, 'Reserved');
  const inputLength = body.u32('InputBufferLength');
  const additionalInformation = body.u32('AdditionalInformation');
  const flags = body.u32('Flags');
  const fileId = readFileId(body);
  // [MS-SMB2] 3.3.5.20: InputBufferLength MUST be ignored in all other queries.
  const takesInput =
    infoType === InfoType.QUOTA ||
    (infoType === InfoType.FILE && fileInfoClass === FileInformationClass.FULL_EA);
  const inputBuffer = variablePart(body, inputOffset, takesInput ? inputLength : 0, 'InputBuffer');
  return { infoType, fileInfoClass, outputBufferLength, additionalInformation, flags, fileId, inputBuffer };
}

export function encodeQueryInfoRequest(w: Writer, value: QueryInfoRequest): void {
  w.u16(41).u8(value.infoType).u8(value.fileInfoClass).u32(value.outputBufferLength);
  const inputOffset = value.inputBuffer.length === 0 ? 0 : w.offset + 32;
  w.u16(inputOffset).u16(0).u32(value.inputBuffer.length);
  w.u32(value.additionalInformation).u32(value.flags);
  writeFileId(w, value.fileId);
  w.bytes(value.inputBuffer);
}

/** @throws CodecError if the information does not fit the message */
export function decodeQueryInfoResponse(message: Buffer): QueryInfoResponse {
  return readOutputBuffer(message, 'SMB2 QUERY_INFO Response');
}

export function encodeQueryInfoResponse(w: Writer, value: QueryInfoResponse): void {
  writeOutputBuffer(w, value);
}
