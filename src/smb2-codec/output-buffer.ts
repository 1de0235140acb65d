import { type Writer } from '../bytes/index.js';
import { readBody, variablePart } from './message.js';

/** The one field of QUERY_DIRECTORY, CHANGE_NOTIFY and QUERY_INFO responses, which share their layout. */
export interface OutputBuffer {
  readonly outputBuffer: Buffer;
}

export function readOutputBuffer(message: Buffer, structure: string): OutputBuffer {
  const body = readBody(message, structure, 9);
  const offset = body.u16('OutputBufferOffset');
  const length = body.u32('OutputBufferLength');
  return { outputBuffer: variablePart(body, offset, length, 'OutputBuffer') };
}

export function writeOutputBuffer(w: Writer, { outputBuffer }: OutputBuffer): void {
  w.u16(9);
  w.u16(w.offset + 6)
    .u32(outputBuffer.length)
    .bytes(outputBuffer);
}
