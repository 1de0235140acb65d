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
  const r = new Reader(message, 'SMB_COM_NEGOTIATE Request');
  if (r.u32('Protocol') !== ProtocolId.SMB1) r.fail('bad-constant', 'Protocol');
  if (r.u8('Command') !== SMB_COM_NEGOTIATE) r.fail('bad-constant', 'Command');
  r.skip(27, 'SMB_Header');
  r.skip(2 * r.u8('WordCount'), 'Words');
  const byteCount = r.u16('ByteCount');
  const bytes = new Reader(r.bytes(byteCount, 'Bytes'), 'SMB_COM_NEGOTIATE Request');
  const dialects: string[] = [];
  while (bytes.remaining > 0) dialects.push(readDialect(bytes));
  return { dialects };
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

const DIALECT_BUFFER_FORMAT = 0x02;

function readDialect(r: Reader): string {
  if (r.u8('BufferFormat') !== DIALECT_BUFFER_FORMAT) r.fail('bad-constant', 'BufferFormat');
  const length = r.message.indexOf(0, r.offset) - r.offset;
  if (length < 0) r.fail('truncated', 'DialectString', 'no terminating NUL');
  const text = r.bytes(length, 'DialectString').toString('latin1');
  r.skip(1, 'DialectString');
  return text;
}
