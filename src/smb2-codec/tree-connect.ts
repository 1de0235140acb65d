import { decodeUtf16, type Writer } from '../bytes/index.js';
import { readBody, variablePart } from './message.js';

/** Flags of the request, which mean something in 3.1.1 only ([MS-SMB2] 2.2.9). */
export const TreeConnectFlags = {
  CLUSTER_RECONNECT: 0x0001,
  REDIRECT_TO_OWNER: 0x0002,
  EXTENSION_PRESENT: 0x0004,
} as const;

/** `SMB2_SHAREFLAG_…` ([MS-SMB2] 2.2.10). */
export const ShareFlags = {
  MANUAL_CACHING: 0x00000000,
  DFS: 0x00000001,
  DFS_ROOT: 0x00000002,
  AUTO_CACHING: 0x00000010,
  VDO_CACHING: 0x00000020,
  NO_CACHING: 0x00000030,
  RESTRICT_EXCLUSIVE_OPENS: 0x00000100,
  FORCE_SHARED_DELETE: 0x00000200,
  ALLOW_NAMESPACE_CACHING: 0x00000400,
  ACCESS_BASED_DIRECTORY_ENUM: 0x00000800,
  FORCE_LEVELII_OPLOCK: 0x00001000,
  ENABLE_HASH_V1: 0x00002000,
  ENABLE_HASH_V2: 0x00004000,
  ENCRYPT_DATA: 0x00008000,
  IDENTITY_REMOTING: 0x00040000,
  COMPRESS_DATA: 0x00100000,
  ISOLATED_TRANSPORT: 0x00200000,
} as const;

/** `SMB2_SHARE_CAP_…` ([MS-SMB2] 2.2.10). */
export const ShareCapabilities = {
  DFS: 0x00000008,
  CONTINUOUS_AVAILABILITY: 0x00000010,
  SCALEOUT: 0x00000020,
  CLUSTER: 0x00000040,
  ASYMMETRIC: 0x00000080,
  REDIRECT_TO_OWNER: 0x00000100,
} as const;

/** SMB2 TREE_CONNECT Request ([MS-SMB2] 2.2.9). */
export interface TreeConnectRequest {
  /** Bits of {@link TreeConnectFlags}; reserved, and to be ignored, before 3.1.1. */
  readonly flags: number;
  /** `\\server\share`, as sent. */
  readonly path: string;
}

/** SMB2 TREE_CONNECT Response ([MS-SMB2] 2.2.10). */
export interface TreeConnectResponse {
  /** One of {@link ShareType}. */
  readonly shareType: number;
  /** Bits of {@link ShareFlags}. */
  readonly shareFlags: number;
  /** Bits of {@link ShareCapabilities}. */
  readonly capabilities: number;
  /** Access mask ([MS-SMB2] 2.2.13.1). */
  readonly maximalAccess: number;
}

/**
 * The path is found through PathOffset, wherever a request extension ([MS-SMB2] 2.2.9.1) has moved it; the contexts
 * of the extension, which serve identity remoting only, are not looked at.
 *
 * @throws CodecError if the path does not fit the message or has an odd length
 */
export function decodeTreeConnectRequest(message: Buffer): TreeConnectRequest {
  const structure = 'SMB2 TREE_CONNECT Request';
  const body = readBody(message, structure, 9);
  const flags = body.u16('Flags');
  const offset = body.u16('PathOffset');
  const length = body.u16('PathLength');
  return { flags, path: decodeUtf16(variablePart(body, offset, length, 'Path'), structure, 'Path') };
}

export function encodeTreeConnectRequest(w: Writer, value: TreeConnectRequest): void {
  w.u16(9).u16(value.flags);
  w.u16(w.offset + 4).u16(value.path.length * 2);
  if (value.path === '') w.u8(0);
  else w.utf16(value.path);
}

/** @throws CodecError if the message is too short or its StructureSize is wrong */
export function decodeTreeConnectResponse(message: Buffer): TreeConnectResponse {
  const body = readBody(message, 'SMB2 TREE_CONNECT Response', 16);
  const shareType = body.u8('ShareType');
  body.skip(1, 'Reserved');
  return {
    shareType,
    shareFlags: body.u32('ShareFlags'),
    capabilities: body.u32('Capabilities'),
    maximalAccess: body.u32('MaximalAccess'),
  };
}

export function encodeTreeConnectResponse(w: Writer, value: TreeConnectResponse): void {
  w.u16(16).u8(value.shareType).u8(0);
  w.u32(value.shareFlags).u32(value.capabilities).u32(value.maximalAccess);
}
