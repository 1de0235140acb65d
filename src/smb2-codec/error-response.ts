import { Reader, Writer } from '../bytes/index.js';
import { readBody } from './message.js';

/** ErrorId of an error context ([MS-SMB2] 2.2.2.1). */
export const ErrorId = { DEFAULT: 0x00000000, SHARE_REDIRECT: 0x72645253 } as const;

/** SMB2 ERROR Response ([MS-SMB2] 2.2.2): the body of each response that says why it failed. */
export interface ErrorResponse {
  /** Members of the list in `errorData`; 0 before 3.1.1, where `errorData` is not a list. */
  readonly errorContextCount: number;
  /** Depends on the status; empty for most. */
  readonly errorData: Buffer;
}

/** SMB2 ERROR Context ([MS-SMB2] 2.2.2.1). */
export interface ErrorContext {
  /** One of {@link ErrorId}. */
  readonly errorId: number;
  readonly errorContextData: Buffer;
}

/** The body of nearly every failure. */
export const EMPTY_ERROR: ErrorResponse = { errorContextCount: 0, errorData: Buffer.alloc(0) };

/** @throws CodecError if ByteCount goes beyond the message */
export function decodeErrorResponse(message: Buffer): ErrorResponse {
  const body = readBody(message, 'SMB2 ERROR Response', 9);
  const errorContextCount = body.u8('ErrorContextCount');
  body.skip(1, 'Reserved');
  const byteCount = body.u32('ByteCount');
  return { errorContextCount, errorData: body.bytes(byteCount, 'ErrorData') };
}

/** Writes one zero byte for empty ErrorData, as Windows does and some clients insist on. */
export function encodeErrorResponse(w: Writer, value: ErrorResponse = EMPTY_ERROR): void {
  w.u16(9).u8(value.errorContextCount).u8(0).u32(value.errorData.length);
  if (value.errorData.length === 0) w.u8(0);
  else w.bytes(value.errorData);
}

/** @throws CodecError if the contexts do not fit `errorData` */
export function decodeErrorContexts(response: ErrorResponse): ErrorContext[] {
  const r = new Reader(response.errorData, 'SMB2 ERROR Context');
  const contexts: ErrorContext[] = [];
  for (let i = 0; i < response.errorContextCount; i++) {
    r.align(8, 'ErrorContextData');
    const length = r.u32('ErrorDataLength');
    const errorId = r.u32('ErrorId');
    contexts.push({ errorId, errorContextData: r.bytes(length, 'ErrorContextData') });
  }
  return contexts;
}

/** The 3.1.1 form of a failure: its error data in contexts. */
export function errorResponseOf(contexts: readonly ErrorContext[]): ErrorResponse {
  const w = new Writer(64);
  for (const { errorId, errorContextData } of contexts) {
    w.align(8).u32(errorContextData.length).u32(errorId).bytes(errorContextData);
  }
  return { errorContextCount: contexts.length, errorData: w.finish() };
}
