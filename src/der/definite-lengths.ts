import { Reader } from '../bytes/index.js';
import { der } from './der.js';

/** Deeper than any structure of CredSSP. */
const MAX_DEPTH = 16;

const CONSTRUCTED = 0x20;

/**
 * The same elements with lengths in the fewest octets, as a copy. BER permits longer ones, and rdesktop writes each
 * length from 128 in two octets. Everything else about the bytes stays; what is inside an OCTET STRING does, too.
 *
 * @param structure name in the specification, for errors
 * @throws CodecError for indefinite lengths, and for elements that do not fill the bytes
 */
export function withMinimalLengths(bytes: Buffer, structure: string): Buffer {
  const from = new Reader(bytes, structure);
  const elements: Buffer[] = [];
  while (from.remaining > 0) elements.push(rewritten(from, MAX_DEPTH));
  return elements.length === 1 && elements[0] !== undefined ? elements[0] : Buffer.concat(elements);
}

function rewritten(from: Reader, depth: number): Buffer {
  if (depth === 0) from.fail('malformed', 'element', `nested deeper than ${MAX_DEPTH}`);
  const tag = from.u8('tag');
  const length = readDefiniteLength(from);
  if (length > from.remaining) from.fail('truncated', 'contents', `${length} bytes`);
  const contents = from.bytes(length, 'contents');
  if ((tag & CONSTRUCTED) === 0) return der(tag, contents);
  const inner = new Reader(contents, from.structure);
  const elements: Buffer[] = [];
  while (inner.remaining > 0) elements.push(rewritten(inner, depth - 1));
  const element = der(tag, ...elements);
  // The copies may hold credentials.
  for (const copy of elements) copy.fill(0);
  return element;
}

/** A definite length of at most four octets, whose first may be zero. */
export function readDefiniteLength(from: Reader): number {
  const first = from.u8('length');
  if (first < 0x80) return first;
  const octets = first & 0x7f;
  if (octets === 0) from.fail('malformed', 'length', 'indefinite length');
  if (octets > 4) from.fail('out-of-range', 'length', `length of ${octets} octets`);
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 0x100 + from.u8('length');
  return length;
}
