import { Reader, Writer } from '../bytes/index.js';
import { encodeHeader, HEADER_LENGTH, type HeaderFields } from './header.js';

/**
 * Encodes a whole message: header, then the body that `writeBody` adds.
 *
 * @param capacity expected size in bytes, to spare the writer from growing
 */
export function encodeMessage(header: HeaderFields, writeBody: (w: Writer) => void, capacity = 256): Buffer {
  const w = new Writer(capacity);
  encodeHeader(w, header);
  writeBody(w);
  return w.finish();
}

/** A reader of the body behind the header, its StructureSize already checked. */
export function readBody(message: Buffer, structure: string, structureSize: number): Reader {
  const body = new Reader(message, structure, HEADER_LENGTH);
  body.structureSize(structureSize);
  return body;
}

/**
 * The bytes an offset/length pair of a body points at, as a view. Call it when the fixed part has been read: the
 * bytes must lie behind it, so that nothing is read with two meanings.
 */
export function variablePart(body: Reader, offset: number, length: number, field: string): Buffer {
  if (length > 0 && offset < body.offset) {
    body.fail('out-of-range', field, `offset ${offset} points before the variable part`);
  }
  return body.slice(offset, length, field);
}

/** Writes the variable part of a request, which is never empty: servers count the byte in an odd StructureSize. */
export function writeRequestBuffer(w: Writer, buffer: Uint8Array): void {
  if (buffer.length === 0) w.u8(0);
  else w.bytes(buffer);
}
