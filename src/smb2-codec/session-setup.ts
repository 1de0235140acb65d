import { type Writer } from '../bytes/index.js';
import { readBody, variablePart, writeRequestBuffer } from './message.js';

/** Flags of the request ([MS-SMB2] 2.2.5). */
export const SessionSetupFlags = { BINDING: 0x01 } as const;

/** SessionFlags of the response ([MS-SMB2] 2.2.6). */
export const SessionFlags = {
  IS_GUEST: 0x0001,
  IS_NULL: 0x0002,
  ENCRYPT_DATA: 0x0004,
} as const;

/** SMB2 SESSION_SETUP Request ([MS-SMB2] 2.2.5). */
export interface SessionSetupRequest {
  /** Bits of {@link SessionSetupFlags}. */
  readonly flags: number;
  /** Bits of {@link SecurityMode}. */
  readonly securityMode: number;
  /** Bits of {@link Capabilities}. */
  readonly capabilities: number;
  /** A session of the client's that was cut off, to be removed; 0 if there is none. */
  readonly previousSessionId: bigint;
  /** The GSS token, or a raw NTLMSSP message. */
  readonly securityBuffer: Buffer;
}

/** SMB2 SESSION_SETUP Response ([MS-SMB2] 2.2.6). */
export interface SessionSetupResponse {
  /** Bits of {@link SessionFlags}. */
  readonly sessionFlags: number;
  readonly securityBuffer: Buffer;
}

/** @throws CodecError if the security buffer does not fit the message */
export function decodeSessionSetupRequest(message: Buffer): SessionSetupRequest {
  const body = readBody(message, 'SMB2 SESSION_SETUP Request', 25);
  const flags = body.u8('Flags');
  const securityMode = body.u8('SecurityMode');
  const capabilities = body.u32('Capabilities');
  body.skip(4, 'Channel');
  const offset = body.u16('SecurityBufferOffset');
  const length = body.u16('SecurityBufferLength');
  const previousSessionId = body.u64('PreviousSessionId');
  const securityBuffer = variablePart(body, offset, length, 'SecurityBuffer');
  return { flags, securityMode, capabilities, previousSessionId, securityBuffer };
}

export function encodeSessionSetupRequest(w: Writer, value: SessionSetupRequest): void {
  w.u16(25).u8(value.flags).u8(value.securityMode).u32(value.capabilities).u32(0);
  w.u16(w.offset + 12).u16(value.securityBuffer.length);
  w.u64(value.previousSessionId);
  writeRequestBuffer(w, value.securityBuffer);
}

/** @throws CodecError if the security buffer does not fit the message */
export function decodeSessionSetupResponse(message: Buffer): SessionSetupResponse {
  const body = readBody(message, 'SMB2 SESSION_SETUP Response', 9);
  const sessionFlags = body.u16('SessionFlags');
  const offset = body.u16('SecurityBufferOffset');
  const length = body.u16('SecurityBufferLength');
  return { sessionFlags, securityBuffer: variablePart(body, offset, length, 'SecurityBuffer') };
}

export function encodeSessionSetupResponse(w: Writer, value: SessionSetupResponse): void {
  w.u16(9).u16(value.sessionFlags);
  w.u16(w.offset + 4).u16(value.securityBuffer.length);
  w.bytes(value.securityBuffer);
}
