import { type Reader, type Writer } from '../bytes/index.js';
import { Dialect } from './dialect.js';
import { readBody, variablePart } from './message.js';
import {
  decodeNegotiateContexts,
  encodeNegotiateContexts,
  type NegotiateContext,
} from './negotiate-contexts.js';

/** SMB2 NEGOTIATE Request ([MS-SMB2] 2.2.3). */
export interface NegotiateRequest {
  /** Bits of {@link SecurityMode}. */
  readonly securityMode: number;
  /** Bits of {@link Capabilities}. */
  readonly capabilities: number;
  /** 16 bytes. */
  readonly clientGuid: Buffer;
  /** Dialect revisions as listed, known or not; empty if DialectCount is 0. */
  readonly dialects: readonly number[];
  /** As listed; always empty when `dialects` lacks 3.1.1, where the field means something else. */
  readonly negotiateContexts: readonly NegotiateContext[];
}

/** SMB2 NEGOTIATE Response ([MS-SMB2] 2.2.4). */
export interface NegotiateResponse {
  /** Bits of {@link SecurityMode}. */
  readonly securityMode: number;
  /** One of {@link Dialect}. */
  readonly dialectRevision: number;
  /** 16 bytes. */
  readonly serverGuid: Buffer;
  /** Bits of {@link Capabilities}. */
  readonly capabilities: number;
  readonly maxTransactSize: number;
  readonly maxReadSize: number;
  readonly maxWriteSize: number;
  /** FILETIME. */
  readonly systemTime: bigint;
  /** FILETIME. */
  readonly serverStartTime: bigint;
  /** The token the server begins SPNEGO with, or nothing. */
  readonly securityBuffer: Buffer;
  /** Only in 3.1.1; not written in any other dialect. */
  readonly negotiateContexts: readonly NegotiateContext[];
}

/**
 * @throws CodecError if dialects or contexts do not fit the message; whether their values make sense is the
 * handler's business
 */
export function decodeNegotiateRequest(message: Buffer): NegotiateRequest {
  const body = readBody(message, 'SMB2 NEGOTIATE Request', 36);
  const dialectCount = body.u16('DialectCount');
  const securityMode = body.u16('SecurityMode');
  body.skip(2, 'Reserved');
  const capabilities = body.u32('Capabilities');
  const clientGuid = body.bytes(16, 'ClientGuid');
  const contextOffset = body.u32('NegotiateContextOffset');
  const contextCount = body.u16('NegotiateContextCount');
  body.skip(2, 'Reserved2');
  const dialects: number[] = [];
  for (let i = 0; i < dialectCount; i++) dialects.push(body.u16('Dialects'));
  const negotiateContexts = dialects.includes(Dialect.SMB_3_1_1)
    ? readContextList(body, contextOffset, contextCount)
    : [];
  return { securityMode, capabilities, clientGuid, dialects, negotiateContexts };
}

export function encodeNegotiateRequest(w: Writer, value: NegotiateRequest): void {
  w.u16(36).u16(value.dialects.length).u16(value.securityMode).u16(0);
  w.u32(value.capabilities).bytes(value.clientGuid);
  const contextList = w.offset;
  w.zero(8);
  for (const dialect of value.dialects) w.u16(dialect);
  if (value.dialects.includes(Dialect.SMB_3_1_1)) {
    w.align(8);
    w.patchU32(contextList, w.offset);
    w.patchU16(contextList + 4, value.negotiateContexts.length);
    encodeNegotiateContexts(w, value.negotiateContexts);
  }
}

/** @throws CodecError if the security buffer or, in 3.1.1, the contexts do not fit the message */
export function decodeNegotiateResponse(message: Buffer): NegotiateResponse {
  const body = readBody(message, 'SMB2 NEGOTIATE Response', 65);
  const securityMode = body.u16('SecurityMode');
  const dialectRevision = body.u16('DialectRevision');
  const contextCount = body.u16('NegotiateContextCount');
  const serverGuid = body.bytes(16, 'ServerGuid');
  const capabilities = body.u32('Capabilities');
  const maxTransactSize = body.u32('MaxTransactSize');
  const maxReadSize = body.u32('MaxReadSize');
  const maxWriteSize = body.u32('MaxWriteSize');
  const systemTime = body.u64('SystemTime');
  const serverStartTime = body.u64('ServerStartTime');
  const bufferOffset = body.u16('SecurityBufferOffset');
  const bufferLength = body.u16('SecurityBufferLength');
  const contextOffset = body.u32('NegotiateContextOffset');
  const securityBuffer = variablePart(body, bufferOffset, bufferLength, 'SecurityBuffer');
  const negotiateContexts =
    dialectRevision === Dialect.SMB_3_1_1 ? readContextList(body, contextOffset, contextCount) : [];
  return {
    securityMode,
    dialectRevision,
    serverGuid,
    capabilities,
    maxTransactSize,
    maxReadSize,
    maxWriteSize,
    systemTime,
    serverStartTime,
    securityBuffer,
    negotiateContexts,
  };
}

/** Writes nothing behind the last context or, without contexts, behind the buffer: clients hash what is sent. */
export function encodeNegotiateResponse(w: Writer, value: NegotiateResponse): void {
  const contexts = value.dialectRevision === Dialect.SMB_3_1_1 ? value.negotiateContexts : [];
  w.u16(65).u16(value.securityMode).u16(value.dialectRevision).u16(contexts.length);
  w.bytes(value.serverGuid).u32(value.capabilities);
  w.u32(value.maxTransactSize).u32(value.maxReadSize).u32(value.maxWriteSize);
  w.u64(value.systemTime).u64(value.serverStartTime);
  w.u16(w.offset + 8).u16(value.securityBuffer.length);
  const contextOffset = w.offset;
  w.u32(0).bytes(value.securityBuffer);
  if (contexts.length > 0) {
    w.align(8);
    w.patchU32(contextOffset, w.offset);
    encodeNegotiateContexts(w, contexts);
  }
}

/** The contexts, which like every variable part must lie behind the fixed part of the body. */
function readContextList(body: Reader, offset: number, count: number): NegotiateContext[] {
  if (count > 0 && offset < body.offset) body.fail('out-of-range', 'NegotiateContextOffset');
  return decodeNegotiateContexts(body.message, offset, count);
}
