import { type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody, variablePart } from './message.js';

/** Control codes `FSCTL_…` ([MS-SMB2] 2.2.31; [MS-FSCC] 2.3). */
export const CtlCode = {
  DFS_GET_REFERRALS: 0x00060194,
  DFS_GET_REFERRALS_EX: 0x000601b0,
  GET_COMPRESSION: 0x0009003c,
  SET_COMPRESSION: 0x0009c040,
  GET_REPARSE_POINT: 0x000900a8,
  SET_REPARSE_POINT: 0x000900a4,
  CREATE_OR_GET_OBJECT_ID: 0x000900c0,
  SET_SPARSE: 0x000900c4,
  FILE_LEVEL_TRIM: 0x00098208,
  SET_ZERO_DATA: 0x000980c8,
  QUERY_ALLOCATED_RANGES: 0x000940cf,
  PIPE_PEEK: 0x0011400c,
  PIPE_WAIT: 0x00110018,
  PIPE_TRANSCEIVE: 0x0011c017,
  SRV_REQUEST_RESUME_KEY: 0x00140078,
  SRV_ENUMERATE_SNAPSHOTS: 0x00144064,
  SRV_COPYCHUNK: 0x001440f2,
  SRV_COPYCHUNK_WRITE: 0x001480f2,
  SRV_READ_HASH: 0x001441bb,
  LMR_REQUEST_RESILIENCY: 0x001401d4,
  QUERY_NETWORK_INTERFACE_INFO: 0x001401fc,
  VALIDATE_NEGOTIATE_INFO: 0x00140204,
} as const;

/** [MS-SMB2] 2.2.31 */
export const IoctlFlags = { IS_FSCTL: 0x00000001 } as const;

/** SMB2 IOCTL Request ([MS-SMB2] 2.2.31). */
export interface IoctlRequest {
  /** One of {@link CtlCode}, or a code this version does not know. */
  readonly ctlCode: number;
  /** {@link NO_FILE_ID} for a code that needs no open. */
  readonly fileId: FileId;
  readonly input: Buffer;
  /** Most bytes of input the response may carry back. */
  readonly maxInputResponse: number;
  /** Most bytes of output the response may carry. */
  readonly maxOutputResponse: number;
  /** Bits of {@link IoctlFlags}. */
  readonly flags: number;
}

/** SMB2 IOCTL Response ([MS-SMB2] 2.2.32). */
export interface IoctlResponse {
  readonly ctlCode: number;
  readonly fileId: FileId;
  /** Empty but for pass-through operations. */
  readonly input: Buffer;
  readonly output: Buffer;
}

/** @throws CodecError if the input does not fit the message; the output pair of a request is ignored */
export function decodeIoctlRequest(message: Buffer): IoctlRequest {
  const body = readBody(message, 'SMB2 IOCTL Request', 57);
  body.skip(2, 'Reserved');
  const ctlCode = body.u32('CtlCode');
  const fileId = readFileId(body);
  const inputOffset = body.u32('InputOffset');
  const inputCount = body.u32('InputCount');
  const maxInputResponse = body.u32('MaxInputResponse');
  body.skip(8, 'OutputOffset');
  const maxOutputResponse = body.u32('MaxOutputResponse');
  const flags = body.u32('Flags');
  body.skip(4, 'Reserved2');
  const input = variablePart(body, inputOffset, inputCount, 'Input');
  return { ctlCode, fileId, input, maxInputResponse, maxOutputResponse, flags };
}

export function encodeIoctlRequest(w: Writer, value: IoctlRequest): void {
  w.u16(57).u16(0).u32(value.ctlCode);
  writeFileId(w, value.fileId);
  const inputOffset = value.input.length === 0 ? 0 : w.offset + 32;
  w.u32(inputOffset).u32(value.input.length).u32(value.maxInputResponse);
  w.zero(8).u32(value.maxOutputResponse).u32(value.flags).u32(0);
  w.bytes(value.input);
}

/** @throws CodecError if input or output do not fit the message */
export function decodeIoctlResponse(message: Buffer): IoctlResponse {
  const body = readBody(message, 'SMB2 IOCTL Response', 49);
  body.skip(2, 'Reserved');
  const ctlCode = body.u32('CtlCode');
  const fileId = readFileId(body);
  const inputOffset = body.u32('InputOffset');
  const inputCount = body.u32('InputCount');
  const outputOffset = body.u32('OutputOffset');
  const outputCount = body.u32('OutputCount');
  body.skip(8, 'Flags');
  const input = variablePart(body, inputOffset, inputCount, 'Input');
  return { ctlCode, fileId, input, output: variablePart(body, outputOffset, outputCount, 'Output') };
}

export function encodeIoctlResponse(w: Writer, value: IoctlResponse): void {
  w.u16(49).u16(0).u32(value.ctlCode);
  writeFileId(w, value.fileId);
  w.u32(w.offset + 24).u32(value.input.length);
  const outputOffset = w.offset;
  w.u32(0).u32(value.output.length).zero(8).bytes(value.input);
  if (value.output.length > 0) {
    w.align(8).patchU32(outputOffset, w.offset).bytes(value.output);
  }
}
