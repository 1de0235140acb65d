import { decodeUtf16, type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody, variablePart } from './message.js';
import { type OutputBuffer, readOutputBuffer, writeOutputBuffer } from './output-buffer.js';

/** `SMB2_…` ([MS-SMB2] 2.2.33). */
export const QueryDirectoryFlags = {
  RESTART_SCANS: 0x01,
  RETURN_SINGLE_ENTRY: 0x02,
  INDEX_SPECIFIED: 0x04,
  REOPEN: 0x10,
} as const;

/** SMB2 QUERY_DIRECTORY Request ([MS-SMB2] 2.2.33). */
export interface QueryDirectoryRequest {
  /** One of {@link FileInformationClass}. */
  readonly fileInformationClass: number;
  /** Bits of {@link QueryDirectoryFlags}. */
  readonly flags: number;
  readonly fileIndex: number;
  readonly fileId: FileId;
  /** The search pattern; empty if there is none. */
  readonly fileName: string;
  /** Most bytes the response may carry. */
  readonly outputBufferLength: number;
}

/** SMB2 QUERY_DIRECTORY Response ([MS-SMB2] 2.2.34). */
export type QueryDirectoryResponse = OutputBuffer;

/** @throws CodecError if the pattern does not fit the message or has an odd length */
export function decodeQueryDirectoryRequest(message: Buffer): QueryDirectoryRequest {
  const structure = 'SMB2 QUERY_DIRECTORY Request';
  const body = readBody(message, structure, 33);
  const fileInformationClass = body.u8('FileInformationClass');
  const flags = body.u8('Flags');
  const fileIndex = body.u32('FileIndex');
  const fileId = readFileId(body);
  const nameOffset = body.u16('FileNameOffset');
  const nameLength = body.u16('FileNameLength');
  const outputBufferLength = body.u32('OutputBufferLength');
  const name = variablePart(body, nameOffset, nameLength, 'FileName');
  const fileName = decodeUtf16(name, structure, 'FileName');
  return { fileInformationClass, flags, fileIndex, fileId, fileName, outputBufferLength };
}

export function encodeQueryDirectoryRequest(w: Writer, value: QueryDirectoryRequest): void {
  w.u16(33).u8(value.fileInformationClass).u8(value.flags).u32(value.fileIndex);
  writeFileId(w, value.fileId);
  const empty = value.fileName === '';
  w.u16(empty ? 0 : w.offset + 8).u16(value.fileName.length * 2);
  w.u32(value.outputBufferLength);
  if (empty) w.u8(0);
  else w.utf16(value.fileName);
}

/** @throws CodecError if the entries do not fit the message */
export function decodeQueryDirectoryResponse(message: Buffer): QueryDirectoryResponse {
  return readOutputBuffer(message, 'SMB2 QUERY_DIRECTORY Response');
}

export function encodeQueryDirectoryResponse(w: Writer, value: QueryDirectoryResponse): void {
  writeOutputBuffer(w, value);
}
