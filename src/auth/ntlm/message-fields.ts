import { CodecError, decodeUtf16, encodeUtf16, type Reader, type Writer } from '../../bytes/index.js';
import { isNtlmMessage, ntlmSignature } from '../ntlm-token.js';

/** MessageType of the three messages ([MS-NLMP] 2.2.1). */
export const MessageType = { NEGOTIATE: 1, CHALLENGE: 2, AUTHENTICATE: 3 } as const;

/** The mechanism's name in facts, records and logs. */
export const ntlmName = 'NTLM';

/** The MessageType of a token that begins like an NTLM message, or undefined. */
export function messageTypeOf(token: Buffer): number | undefined {
  if (token.length < 12 || !isNtlmMessage(token)) return undefined;
  return token.readUInt32LE(8);
}

/** Reads Signature and MessageType and insists on both. */
export function readMessageHeader(reader: Reader, messageType: number): void {
  if (!isNtlmMessage(reader.bytes(8, 'Signature'))) reader.fail('bad-constant', 'Signature');
  if (reader.u32('MessageType') !== messageType) reader.fail('bad-constant', 'MessageType');
}

export function writeMessageHeader(writer: Writer, messageType: number): void {
  writer.bytes(ntlmSignature).u32(messageType);
}

/** A Len/MaxLen/BufferOffset triple; MaxLen is ignored on receipt and equals Len when sent. */
export interface PayloadField {
  readonly length: number;
  readonly offset: number;
}

export function readPayloadField(reader: Reader, name: string): PayloadField {
  const length = reader.u16(`${name}Len`);
  reader.skip(2, `${name}MaxLen`);
  return { length, offset: reader.u32(`${name}BufferOffset`) };
}

/** The bytes a field points at, as a view. They lie behind the fixed fields, in any order and with any padding. */
export function payloadOf(reader: Reader, field: PayloadField, name: string, fixedLength: number): Buffer {
  if (field.length > 0 && field.offset < fixedLength) {
    throw new CodecError('out-of-range', reader.structure, name, field.offset, 'points into the header');
  }
  return reader.slice(field.offset, field.length, name);
}

/**
 * Reads a field that the login does not depend on. If it cannot be read, the result is `empty` and `ignored` gets the
 * fault. Heimdal 7 points its DomainName into the header; smbd and Windows accept that.
 */
export function unlessMalformed<T>(read: () => T, empty: T, ignored: string[]): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    ignored.push(error.message);
    return empty;
  }
}

/** Places payload parts one after the other. */
export class PayloadLayout {
  #end: number;
  readonly #parts: Buffer[] = [];

  /** @param start length of the fixed fields in front of the payload */
  constructor(start: number) {
    this.#end = start;
  }

  place(part: Buffer): PayloadField {
    const field = { length: part.length, offset: this.#end };
    this.#parts.push(part);
    this.#end += part.length;
    return field;
  }

  write(writer: Writer): void {
    for (const part of this.#parts) writer.bytes(part);
  }
}

export function writePayloadField(writer: Writer, field: PayloadField): void {
  writer.u16(field.length).u16(field.length).u32(field.offset);
}

/**
 * The longest name that is accepted, in bytes: more than a user name (256 characters), a DNS name (255) or a user
 * principal name (1024) needs. Names are kept in memory and in records, so that their length must have a bound.
 */
export const maxNameLength = 2048;

/**
 * Text in the negotiated character set. Which OEM code page a client has is not on the wire ([MS-NLMP] 2.2): Latin-1 is
 * right for ASCII and for clients that widen each byte to a UTF-16 unit before they hash it, as curl does; a name with
 * other letters may not be found. Every byte stays apart, so no name is ever mistaken for another.
 */
export function decodeText(bytes: Buffer, unicode: boolean, structure: string, field: string): string {
  if (bytes.length > maxNameLength) {
    throw new CodecError('out-of-range', structure, field, 0, `${bytes.length} bytes`);
  }
  return unicode ? decodeUtf16(bytes, structure, field) : bytes.toString('latin1');
}

export function encodeText(text: string, unicode: boolean): Buffer {
  return unicode ? encodeUtf16(text) : Buffer.from(text, 'latin1');
}
