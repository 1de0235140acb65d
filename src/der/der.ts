import { Reader } from '../bytes/index.js';

/** Identifier octets of the types that SPNEGO and Kerberos are made of (X.690 8.1.2). */
export const DerTag = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OBJECT_IDENTIFIER: 0x06,
  ENUMERATED: 0x0a,
  GENERALIZED_TIME: 0x18,
  GENERAL_STRING: 0x1b,
  SEQUENCE: 0x30,
  /** `[APPLICATION 0]`, the framing of a first GSS-API token (RFC 2743 3.1). */
  INITIAL_CONTEXT_TOKEN: 0x60,
} as const;

/** Deeper than any token of SPNEGO or Kerberos. Only unknown fields, which are ignored, are read recursively. */
const MAX_IGNORED_DEPTH = 8;

const CONSTRUCTED = 0x20;

/** Identifier octet of the EXPLICIT context tag `[number]`. */
export function contextTag(number: number): number {
  return 0xa0 | number;
}

/** The identifier octet of the next element, without moving; undefined at the end. */
export function peekTag(from: Reader): number | undefined {
  return from.remaining > 0 ? from.message[from.offset] : undefined;
}

/**
 * Steps over the element at the cursor, which must carry `tag`, and returns a reader of its contents: nothing is
 * copied, and offsets in errors stay those of the whole token. Only DER lengths are taken: definite, and in the
 * fewest octets (X.690 10.1).
 */
export function readElement(from: Reader, tag: number, field: string): Reader {
  const found = peekTag(from);
  if (found === undefined) from.fail('truncated', field);
  if (found !== tag) from.fail('bad-constant', field, `tag ${hex(found)}, not ${hex(tag)}`);
  from.skip(1, field);
  const length = readLength(from, field);
  const start = from.offset;
  from.skip(length, field);
  return new Reader(from.message, from.structure, start, start + length);
}

/** The one element inside `outer`; anything after it is an error. */
export function readOnly(outer: Reader, tag: number, field: string): Reader {
  const contents = readElement(outer, tag, field);
  expectEnd(outer, field);
  return contents;
}

/** An OPTIONAL field under the EXPLICIT tag `[number]`, which holds one value and no more; undefined when absent. */
export function readField<T>(
  fields: Reader,
  number: number,
  field: string,
  read: (explicit: Reader, field: string) => T,
): T | undefined {
  if (peekTag(fields) !== contextTag(number)) return undefined;
  const explicit = readElement(fields, contextTag(number), field);
  const value = read(explicit, field);
  expectEnd(explicit, field);
  return value;
}

/** An OCTET STRING's octets, as a view. */
export function readOctetString(from: Reader, field: string): Buffer {
  return readElement(from, DerTag.OCTET_STRING, field).rest();
}

/** Bytes after a value are an error. */
export function expectEnd(from: Reader, field: string): void {
  if (from.remaining > 0) from.fail('malformed', field, `${from.remaining} trailing bytes`);
}

/**
 * Steps over the extension fields of a SEQUENCE: "Implementations receiving unknown fields MUST ignore these fields"
 * (RFC 4178 6), as in Kerberos (RFC 4120 1.5). They must be DER all the same, and their tags must ascend from
 * `firstUnknown`, so that neither a repeated nor a misplaced known field passes for an unknown one.
 */
export function ignoreExtensions(from: Reader, firstUnknown: number): void {
  let lowest = contextTag(firstUnknown);
  for (let tag = peekTag(from); tag !== undefined; tag = peekTag(from)) {
    if (tag < lowest) from.fail('malformed', 'extension', `field ${hex(tag)} is repeated or misplaced`);
    ignoreElement(from, MAX_IGNORED_DEPTH);
    lowest = tag + 1;
  }
}

function ignoreElement(from: Reader, depth: number): void {
  if (depth === 0) from.fail('malformed', 'extension', `nested deeper than ${MAX_IGNORED_DEPTH}`);
  const tag = peekTag(from) ?? 0;
  if ((tag & 0x1f) === 0x1f) from.fail('malformed', 'extension', 'tag number above 30');
  const contents = readElement(from, tag, 'extension');
  if ((tag & CONSTRUCTED) !== 0) while (contents.remaining > 0) ignoreElement(contents, depth - 1);
}

/** A definite length of at most four octets, in its shortest form. */
export function readLength(from: Reader, field: string): number {
  const first = from.u8(field);
  if (first < 0x80) return first;
  const octets = first & 0x7f;
  if (octets === 0) from.fail('malformed', field, 'indefinite length');
  if (octets > 4) from.fail('out-of-range', field, `length of ${octets} octets`);
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 0x100 + from.u8(field);
  if (length < 0x80 || length < 0x100 ** (octets - 1)) from.fail('malformed', field, 'length is not minimal');
  return length;
}

/** Encodes one element: identifier octet, length, and the contents in order; absent contents are left out. */
export function der(tag: number, ...contents: readonly (Uint8Array | undefined)[]): Buffer {
  const length = lengthOf(contents);
  const element = Buffer.allocUnsafe(headerLength(length) + length);
  writeContents(element, writeHeader(element, 0, tag, length), contents);
  return element;
}

/** Encodes an element under the EXPLICIT tag `[number]`. */
export function derExplicit(
  number: number,
  tag: number,
  ...contents: readonly (Uint8Array | undefined)[]
): Buffer {
  const length = lengthOf(contents);
  const whole = headerLength(length) + length;
  const element = Buffer.allocUnsafe(headerLength(whole) + whole);
  const start = writeHeader(element, 0, contextTag(number), whole);
  writeContents(element, writeHeader(element, start, tag, length), contents);
  return element;
}

function lengthOf(contents: readonly (Uint8Array | undefined)[]): number {
  let length = 0;
  for (const part of contents) length += part?.length ?? 0;
  return length;
}

/** The octets of an identifier and a length. */
function headerLength(length: number): number {
  return length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : 5;
}

/** Writes an identifier and a length, and returns where they end. */
function writeHeader(element: Buffer, start: number, tag: number, length: number): number {
  const octets = headerLength(length) - 2;
  element[start] = tag;
  if (octets === 0) element[start + 1] = length;
  else {
    element[start + 1] = 0x80 | octets;
    element.writeUIntBE(length, start + 2, octets);
  }
  return start + 2 + octets;
}

function writeContents(element: Buffer, start: number, contents: readonly (Uint8Array | undefined)[]): void {
  let offset = start;
  for (const part of contents) {
    if (part === undefined) continue;
    element.set(part, offset);
    offset += part.length;
  }
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
