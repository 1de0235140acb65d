import { Reader, type Writer } from '../../bytes/index.js';
import { HEADER_LENGTH, PfcFlags, PduType, readerOf, type PduHeader } from './header.js';

/** auth_type ([MS-RPCE] 2.2.1.1.7). */
export const AuthType = { SPNEGO: 9, NTLM: 10, KERBEROS: 16, NETLOGON: 68 } as const;

/** auth_level ([MS-RPCE] 2.2.1.1.8). */
export const AuthLevel = { CONNECT: 2, CALL: 3, PKT: 4, PKT_INTEGRITY: 5, PKT_PRIVACY: 6 } as const;

/** Bytes of a sec_trailer without its token ([MS-RPCE] 2.2.2.11). */
export const TRAILER_LENGTH = 8;

/** The sec_trailer and its authentication token ([MS-RPCE] 2.2.2.11, 2.2.2.12). */
export interface SecurityTrailer {
  /** A value of {@link AuthType}. */
  readonly type: number;
  /** A value of {@link AuthLevel}. */
  readonly level: number;
  /** Names the security context on its connection. */
  readonly contextId: number;
  readonly token: Buffer;
}

/** Where the parts of a PDU with a trailer lie; offsets count from its first byte. */
export interface PduLayout {
  /** First byte of what is protected: the stub of a request or response. */
  readonly bodyStart: number;
  /** Octets between the end of the body proper and the trailer. */
  readonly padLength: number;
  /** First byte of the trailer; without one, the end of the PDU. */
  readonly trailerStart: number;
}

/**
 * Finds the trailer from the end of a PDU.
 * @throws CodecError when lengths contradict each other
 */
export function layoutOf(pdu: Buffer, header: PduHeader): PduLayout {
  const bodyStart = bodyStartOf(header);
  if (header.authLength === 0) return { bodyStart, padLength: 0, trailerStart: header.fragLength };
  const r = new Reader(pdu, 'RPC sec_trailer');
  const trailerStart = header.fragLength - header.authLength - TRAILER_LENGTH;
  if (trailerStart < bodyStart) r.fail('malformed', 'auth_length', `${header.authLength} bytes`);
  r.seek(trailerStart + 2, 'auth_pad_length');
  const padLength = r.u8('auth_pad_length');
  if (trailerStart - padLength < bodyStart) r.fail('malformed', 'auth_pad_length', `${padLength} bytes`);
  return { bodyStart, padLength, trailerStart };
}

/** @param layout of a PDU whose auth_length is not 0 */
export function decodeSecurityTrailer(
  pdu: Buffer,
  layout: PduLayout,
  header: Pick<PduHeader, 'bigEndian'>,
): SecurityTrailer {
  const r = readerOf(pdu, 'RPC sec_trailer', header, layout.trailerStart);
  const type = r.u8('auth_type');
  const level = r.u8('auth_level');
  r.skip(2, 'auth_pad_length');
  const contextId = r.u32('auth_context_id');
  return { type, level, contextId, token: r.rest() };
}

/**
 * Pads and appends a trailer; the writer's message begins with the PDU.
 * @param alignment of the trailer counted from `bodyStart`: 16 behind a stub ([MS-RPCE] 2.2.2.11), 4 in a bind, where
 * everything before is aligned already
 */
export function writeSecurityTrailer(
  w: Writer,
  trailer: SecurityTrailer,
  bodyStart: number,
  alignment: number,
): void {
  const over = (w.offset - bodyStart) % alignment;
  const padLength = over === 0 ? 0 : alignment - over;
  w.zero(padLength).u8(trailer.type).u8(trailer.level).u8(padLength).u8(0).u32(trailer.contextId);
  w.bytes(trailer.token);
}

function bodyStartOf(header: PduHeader): number {
  if (header.type === PduType.RESPONSE) return HEADER_LENGTH + 8;
  if (header.type !== PduType.REQUEST) return HEADER_LENGTH;
  return HEADER_LENGTH + ((header.flags & PfcFlags.OBJECT_UUID) === 0 ? 8 : 24);
}
