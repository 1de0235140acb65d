import { decodeUtf16, encodeUtf16, Reader, Writer } from '../bytes/index.js';

/** ContextType of a negotiate context ([MS-SMB2] 2.2.3.1). */
export const NegotiateContextType = {
  PREAUTH_INTEGRITY_CAPABILITIES: 0x0001,
  ENCRYPTION_CAPABILITIES: 0x0002,
  COMPRESSION_CAPABILITIES: 0x0003,
  NETNAME_NEGOTIATE_CONTEXT_ID: 0x0005,
  TRANSPORT_CAPABILITIES: 0x0006,
  RDMA_TRANSFORM_CAPABILITIES: 0x0007,
  SIGNING_CAPABILITIES: 0x0008,
  /** SMB2_CONTEXTTYPE_RESERVED, which Linux and Samba use for the POSIX extensions. */
  POSIX_EXTENSIONS: 0x0100,
} as const;

/** [MS-SMB2] 2.2.3.1.1 */
export const HashAlgorithm = { SHA_512: 0x0001 } as const;

/** [MS-SMB2] 2.2.3.1.2 */
export const Cipher = {
  AES_128_CCM: 0x0001,
  AES_128_GCM: 0x0002,
  AES_256_CCM: 0x0003,
  AES_256_GCM: 0x0004,
} as const;

/** [MS-SMB2] 2.2.3.1.3 */
export const CompressionAlgorithm = {
  NONE: 0x0000,
  LZNT1: 0x0001,
  LZ77: 0x0002,
  LZ77_HUFFMAN: 0x0003,
  PATTERN_V1: 0x0004,
  LZ4: 0x0005,
} as const;

/** [MS-SMB2] 2.2.3.1.3 */
export const CompressionFlags = { CHAINED: 0x00000001 } as const;

/** [MS-SMB2] 2.2.3.1.5 */
export const TransportCapabilities = { ACCEPT_TRANSPORT_LEVEL_SECURITY: 0x00000001 } as const;

/** [MS-SMB2] 2.2.3.1.6 */
export const RdmaTransform = { NONE: 0x0000, ENCRYPTION: 0x0001, SIGNING: 0x0002 } as const;

/** [MS-SMB2] 2.2.3.1.7 */
export const SigningAlgorithm = { HMAC_SHA256: 0x0000, AES_CMAC: 0x0001, AES_GMAC: 0x0002 } as const;

/**
 * One negotiate context, its data not yet looked at: an unknown type is to be ignored whatever it carries, and only
 * the handler knows which malformed one matters.
 */
export interface NegotiateContext {
  /** One of {@link NegotiateContextType}, or a type this version does not know. */
  readonly type: number;
  readonly data: Buffer;
}

/** SMB2_PREAUTH_INTEGRITY_CAPABILITIES ([MS-SMB2] 2.2.3.1.1). */
export interface PreauthIntegrityCapabilities {
  /** {@link HashAlgorithm} ids, as listed. */
  readonly hashAlgorithms: readonly number[];
  readonly salt: Buffer;
}

/** SMB2_COMPRESSION_CAPABILITIES ([MS-SMB2] 2.2.3.1.3). */
export interface CompressionCapabilities {
  /** Bits of {@link CompressionFlags}. */
  readonly flags: number;
  /** {@link CompressionAlgorithm} ids, the most preferred first. */
  readonly compressionAlgorithms: readonly number[];
}

/**
 * Reads `count` contexts from `offset` on. Each begins 8-byte aligned after the one before; the last needs no padding.
 *
 * @param message the message from its header on; `data` is a view of it
 * @throws CodecError if the list or one of its members does not fit the message
 */
export function decodeNegotiateContexts(message: Buffer, offset: number, count: number): NegotiateContext[] {
  const r = new Reader(message, 'SMB2 NEGOTIATE_CONTEXT', 0);
  const contexts: NegotiateContext[] = [];
  let next = offset;
  for (let i = 0; i < count; i++) {
    r.seek(next, 'NegotiateContextList');
    const type = r.u16('ContextType');
    const length = r.u16('DataLength');
    r.skip(4, 'Reserved');
    contexts.push({ type, data: r.bytes(length, 'Data') });
    next = r.offset + (-(8 + length) & 7);
  }
  return contexts;
}

/** Writes the contexts, each 8-byte aligned from the writer's origin; no padding follows the last. */
export function encodeNegotiateContexts(w: Writer, contexts: readonly NegotiateContext[]): void {
  for (const { type, data } of contexts) {
    w.align(8).u16(type).u16(data.length).u32(0).bytes(data);
  }
}

/** @throws CodecError if the lists do not fit the data; stray bytes behind them are tolerated */
export function decodePreauthIntegrityCapabilities(data: Buffer): PreauthIntegrityCapabilities {
  const r = new Reader(data, 'SMB2_PREAUTH_INTEGRITY_CAPABILITIES');
  const count = r.u16('HashAlgorithmCount');
  const saltLength = r.u16('SaltLength');
  const hashAlgorithms = readIds(r, count, 'HashAlgorithms');
  return { hashAlgorithms, salt: r.bytes(saltLength, 'Salt') };
}

export function encodePreauthIntegrityCapabilities(value: PreauthIntegrityCapabilities): Buffer {
  const w = new Writer(64).u16(value.hashAlgorithms.length).u16(value.salt.length);
  writeIds(w, value.hashAlgorithms);
  return w.bytes(value.salt).finish();
}

/**
 * The {@link Cipher} ids of SMB2_ENCRYPTION_CAPABILITIES, the most preferred first ([MS-SMB2] 2.2.3.1.2).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeEncryptionCapabilities(data: Buffer): number[] {
  const r = new Reader(data, 'SMB2_ENCRYPTION_CAPABILITIES');
  return readIds(r, r.u16('CipherCount'), 'Ciphers');
}

export function encodeEncryptionCapabilities(ciphers: readonly number[]): Buffer {
  return encodeCountedIds(ciphers);
}

/**
 * The {@link SigningAlgorithm} ids of SMB2_SIGNING_CAPABILITIES, the most preferred first ([MS-SMB2] 2.2.3.1.7).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeSigningCapabilities(data: Buffer): number[] {
  const r = new Reader(data, 'SMB2_SIGNING_CAPABILITIES');
  return readIds(r, r.u16('SigningAlgorithmCount'), 'SigningAlgorithms');
}

export function encodeSigningCapabilities(signingAlgorithms: readonly number[]): Buffer {
  return encodeCountedIds(signingAlgorithms);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeCompressionCapabilities(data: Buffer): CompressionCapabilities {
  const r = new Reader(data, 'SMB2_COMPRESSION_CAPABILITIES');
  const count = r.u16('CompressionAlgorithmCount');
  r.skip(2, 'Padding');
  const flags = r.u32('Flags');
  return { flags, compressionAlgorithms: readIds(r, count, 'CompressionAlgorithms') };
}

export function encodeCompressionCapabilities(value: CompressionCapabilities): Buffer {
  const w = new Writer(32).u16(value.compressionAlgorithms.length).u16(0).u32(value.flags);
  writeIds(w, value.compressionAlgorithms);
  return w.finish();
}

/**
 * The {@link RdmaTransform} ids of SMB2_RDMA_TRANSFORM_CAPABILITIES ([MS-SMB2] 2.2.3.1.6).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeRdmaTransformCapabilities(data: Buffer): number[] {
  const r = new Reader(data, 'SMB2_RDMA_TRANSFORM_CAPABILITIES');
  const count = r.u16('TransformCount');
  r.skip(6, 'Reserved');
  return readIds(r, count, 'RDMATransformIds');
}

export function encodeRdmaTransformCapabilities(transformIds: readonly number[]): Buffer {
  const w = new Writer(16).u16(transformIds.length).zero(6);
  writeIds(w, transformIds);
  return w.finish();
}

/**
 * The server name the client connects to; some clients end it with a NUL, which is kept ([MS-SMB2] 2.2.3.1.4).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeNetname(data: Buffer): string {
  return decodeUtf16(data, 'SMB2_NETNAME_NEGOTIATE_CONTEXT_ID', 'NetName');
}

export function encodeNetname(netName: string): Buffer {
  return encodeUtf16(netName);
}

/**
 * Bits of {@link TransportCapabilities} ([MS-SMB2] 2.2.3.1.5).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeTransportCapabilities(data: Buffer): number {
  return new Reader(data, 'SMB2_TRANSPORT_CAPABILITIES').u32('Flags');
}

export function encodeTransportCapabilities(flags: number): Buffer {
  return new Writer(4).u32(flags).finish();
}

function readIds(r: Reader, count: number, field: string): number[] {
  const ids: number[] = [];
  for (let i = 0; i < count; i++) ids.push(r.u16(field));
  return ids;
}

function writeIds(w: Writer, ids: readonly number[]): void {
  for (const id of ids) w.u16(id);
}

function encodeCountedIds(ids: readonly number[]): Buffer {
  const w = new Writer(2 + 2 * ids.length).u16(ids.length);
  writeIds(w, ids);
  return w.finish();
}
