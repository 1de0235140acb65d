import { BigEndianReader, CodecError, Reader } from '../../bytes/index.js';

/** PTYPE of connection-oriented PDUs (C706 12.6.4; [MS-RPCE] 2.2.2.10). */
export const PduType = {
  REQUEST: 0,
  RESPONSE: 2,
  FAULT: 3,
  BIND: 11,
  BIND_ACK: 12,
  BIND_NAK: 13,
  ALTER_CONTEXT: 14,
  ALTER_CONTEXT_RESP: 15,
  AUTH3: 16,
  SHUTDOWN: 17,
  CANCEL: 18,
  ORPHANED: 19,
} as const;

/** pfc_flags (C706 12.6.3.1; [MS-RPCE] 2.2.2.3). */
export const PfcFlags = {
  FIRST_FRAG: 0x01,
  LAST_FRAG: 0x02,
  /** In bind, alter_context, their answers and auth3; elsewhere the same bit means that a cancel is pending. */
  SUPPORT_HEADER_SIGN: 0x04,
  CONC_MPX: 0x10,
  DID_NOT_EXECUTE: 0x20,
  MAYBE: 0x40,
  OBJECT_UUID: 0x80,
} as const;

/** Bytes of the header that all PDUs share. */
export const HEADER_LENGTH = 16;

/** Data representation: little-endian, ASCII, IEEE (C706 14.1). */
export const DREP = Buffer.from([0x10, 0, 0, 0]);

/** The header that all PDUs share (C706 12.6.3.1). */
export interface PduHeader {
  /** A value of {@link PduType}. */
  readonly type: number;
  /** Bits of {@link PfcFlags}. */
  readonly flags: number;
  /** Bytes of the whole PDU. */
  readonly fragLength: number;
  /** Bytes of the authentication token at its end. */
  readonly authLength: number;
  readonly callId: number;
  /** Numbers of the PDU are big-endian: the sender chooses (C706 14.1). */
  readonly bigEndian: boolean;
}

/** The octet of packed_drep for big-endian numbers, with ASCII (C706 14.1). */
const BIG_ENDIAN = 0x00;

/**
 * @param bytes a PDU, or at least its first 16 bytes
 * @throws CodecError for another version ([MS-RPCE] 3.3.1.5.1) or a representation that is neither of both
 */
export function decodeHeader(bytes: Buffer): PduHeader {
  const bigEndian = bytes[4] === BIG_ENDIAN;
  const r = readerOf(bytes, 'RPC PDU', { bigEndian });
  const major = r.u8('rpc_vers');
  const minor = r.u8('rpc_vers_minor');
  if (major !== 5 || minor !== 0) r.fail('bad-constant', 'rpc_vers', `${major}.${minor}, not 5.0`);
  const type = r.u8('PTYPE');
  const flags = r.u8('pfc_flags');
  const drep = r.bytes(4, 'packed_drep');
  if (!bigEndian && drep.readUInt8(0) !== DREP.readUInt8(0)) {
    r.fail('bad-constant', 'packed_drep', 'neither big-endian nor little-endian, with ASCII');
  }
  const fragLength = r.u16('frag_length');
  const authLength = r.u16('auth_length');
  const callId = r.u32('call_id');
  if (fragLength < HEADER_LENGTH) {
    throw new CodecError('malformed', 'RPC PDU', 'frag_length', 8, `${fragLength} bytes`);
  }
  return { type, flags, fragLength, authLength, callId, bigEndian };
}

/** Reads a PDU, or a part of it from `start` to `end`, in the order of its numbers. */
export function readerOf(
  pdu: Buffer,
  structure: string,
  { bigEndian }: Pick<PduHeader, 'bigEndian'>,
  start = 0,
  end = pdu.length,
): Reader {
  return bigEndian ? new BigEndianReader(pdu, structure, start, end) : new Reader(pdu, structure, start, end);
}
