import { decodeUtf16, Reader, Writer } from '../bytes/index.js';

/** FSCTL_PIPE_WAIT Request ([MS-FSCC] 2.3.49). */
export interface PipeWaitRequest {
  /** Units of 100 ms; undefined: without end. */
  readonly timeout: bigint | undefined;
  /** Name of the pipe, without `\PIPE\`. */
  readonly name: string;
}

const STRUCTURE = 'FSCTL_PIPE_WAIT Request';

/** @throws CodecError if the name does not fit the data or has an odd length */
export function decodePipeWaitRequest(data: Buffer): PipeWaitRequest {
  const r = new Reader(data, STRUCTURE);
  const timeout = r.u64('Timeout');
  const nameLength = r.u32('NameLength');
  const timeoutSpecified = r.u8('TimeoutSpecified') !== 0;
  r.skip(1, 'Padding');
  const name = decodeUtf16(r.bytes(nameLength, 'Name'), STRUCTURE, 'Name');
  return { timeout: timeoutSpecified ? timeout : undefined, name };
}

export function encodePipeWaitRequest({ timeout, name }: PipeWaitRequest): Buffer {
  const w = new Writer(64).u64(timeout ?? 0n).u32(name.length * 2);
  return w
    .u8(Number(timeout !== undefined))
    .u8(0)
    .utf16(name)
    .finish();
}
