import { Reader, type Writer } from '../bytes/index.js';
import { ProtocolId } from './header.js';

/** Command code of SMB_COM_NEGOTIATE. */
const SMB_COM_NEGOTIATE = 0x72;

/** SMB1 dialect strings by which a client offers SMB2 ([MS-SMB2] 3.3.5.3). */
export const Smb1Dialect = {
  /** Offers 2.0.2. */
  SMB_2_002: 'SMB 2.002',
  /** Offers 2.1 or later; answered with {@link Dialect}.WILDCARD. */
  SMB_2_WILDCARD: 'SMB 2.???',
} as const;

/** SMB_COM_NEGOTIATE Request ([MS-CIFS] 2.2.4.52.1), as far as a server that only speaks SMB2 needs it. */
export interface Smb1NegotiateRequest {
  /** Dialect strings in the client's order, least preferred first. */
  readonly dialects: readonly string[];
}

/**
 * Decodes a whole SMB1 message, header included.
 *
 * @throws CodecError if it is not an SMB_COM_NEGOTIATE, ByteCount goes beyond the message, or a string has no end
 */
export function decodeSmb1NegotiateRequest(message: Buffer): Smb1NegotiateRequest {
  const r = readHeader(message, STRUCTURE);
  r.skip(2 * r.u8('WordCount'), 'Words');
  const byteCount = r.u16('ByteCount');
  return { dialects: readDialects(r.bytes(byteCount, 'Bytes')) };
}

/** Encodes a whole SMB1 message, header included; it begins where the writer stands. */
export function encodeSmb1NegotiateRequest(w: Writer, value: Smb1NegotiateRequest): void {
  w.startMessage();
  w.u32(ProtocolId.SMB1).u8(SMB_COM_NEGOTIATE).zero(27).u8(0);
  const byteCount = w.offset;
  w.u16(0);
  for (const dialect of value.dialects) {
    w.u8(DIALECT_BUFFER_FORMAT).bytes(Buffer.from(dialect, 'latin1')).u8(0);
  }
  w.patchU16(byteCount, w.offset - byteCount - 2);
}

/** DialectIndex of a server that speaks none of the dialects offered ([MS-CIFS] 2.2.4.52.2). */
export const NO_SMB1_DIALECT = 0xffff;

/** SMB_COM_NEGOTIATE Response of the Core Protocol ([MS-CIFS] 2.2.4.52.2). */
export interface Smb1NegotiateResponse {
  /** The request's SMB_Header, or a whole message that begins with it; the client finds its request again by that. */
  readonly requestHeader: Buffer;
  /** Where the dialect chosen stands in the request; {@link NO_SMB1_DIALECT} for none. */
  readonly dialectIndex: number;
}

/** Whether a message that begins with an SMB_Header was sent by a server. */
export function isSmb1Response(message: Buffer): boolean {
  return message.length > FLAGS_OFFSET && (message.readUInt8(FLAGS_OFFSET) & SMB_FLAGS_REPLY) !== 0;
}

/**
 * The DialectIndex of an SMB_COM_NEGOTIATE Response, which every form of it begins with.
 *
 * @throws CodecError if it is not an SMB_COM_NEGOTIATE, or has no words
 */
export function decodeSmb1DialectIndex(message: Buffer): number {
  const r = readHeader(message, 'SMB_COM_NEGOTIATE Response');
  if (r.u8('WordCount') === 0) r.fail('out-of-range', 'WordCount');
  return r.u16('DialectIndex');
}

/** Encodes a whole SMB1 message, header included; it begins where the writer stands. */
export function encodeSmb1NegotiateResponse(w: Writer, value: Smb1NegotiateResponse): void {
  const { requestHeader } = value;
  w.startMessage();
  w.u32(ProtocolId.SMB1).u8(SMB_COM_NEGOTIATE).u32(0);
  w.u8(requestHeader.readUInt8(FLAGS_OFFSET) | SMB_FLAGS_REPLY);
  w.bytes(requestHeader.subarray(FLAGS_OFFSET + 1, HEADER_LENGTH));
  w.u8(1).u16(value.dialectIndex).u16(0);
}

/** SMB_Header ([MS-CIFS] 2.2.3.1), of which Flags follows Protocol, Command and Status. */
const HEADER_LENGTH = 32;
const FLAGS_OFFSET = 9;
const SMB_FLAGS_REPLY = 0x80;

const DIALECT_BUFFER_FORMAT = 0x02;

const STRUCTURE = 'SMB_COM_NEGOTIATE Request';

/** A reader that stands behind the header. */
function readHeader(message: Buffer, structure: string): Reader {
  const r = new Reader(message, structure);
  if (r.u32('Protocol') !== ProtocolId.SMB1) r.fail('bad-constant', 'Protocol');
  if (r.u8('Command') !== SMB_COM_NEGOTIATE) r.fail('bad-constant', 'Command');
  r.skip(27, 'SMB_Header');
  return r;
}

/** All at once: there may be tens of thousands in one message. */
function readDialects(bytes: Buffer): string[] {
  const strings = bytes.toString('latin1').split('\0');
  const rest = strings.pop() ?? '';
  let offset = 0;
  const dialects = strings.map((text) => {
    if (text.charCodeAt(0) !== DIALECT_BUFFER_FORMAT) {
      new Reader(bytes, STRUCTURE, offset).fail('bad-constant', 'BufferFormat');
    }
    offset += text.length + 1;
    return text.slice(1);
  });
  if (rest === '') return dialects;
  const r = new Reader(bytes, STRUCTURE, offset);
  if (r.u8('BufferFormat') !== DIALECT_BUFFER_FORMAT) r.fail('bad-constant', 'BufferFormat');
  return r.fail('truncated', 'DialectString', 'no terminating NUL');
}
