import { Reader, Writer } from '../bytes/index.js';

/** `SMB2_LEASE_…` ([MS-SMB2] 2.2.13.2.8). */
export const LeaseState = {
  NONE: 0x00,
  READ_CACHING: 0x01,
  HANDLE_CACHING: 0x02,
  WRITE_CACHING: 0x04,
} as const;

/** `SMB2_LEASE_FLAG_…` ([MS-SMB2] 2.2.13.2.10, 2.2.14.2.11). */
export const LeaseFlags = { BREAK_IN_PROGRESS: 0x02, PARENT_LEASE_KEY_SET: 0x04 } as const;

/** Data of `MxAc` in a response ([MS-SMB2] 2.2.14.2.5). */
export interface MaximalAccessResponse {
  /** NTSTATUS of the query; `maximalAccess` counts only if it is STATUS_SUCCESS. */
  readonly queryStatus: number;
  /** Bits of {@link AccessMask}. */
  readonly maximalAccess: number;
}

/** Data of `QFid` in a response ([MS-SMB2] 2.2.14.2.9). */
export interface OnDiskId {
  readonly diskFileId: bigint;
  readonly volumeId: bigint;
}

/** Data of `RqLs` in either direction and version ([MS-SMB2] 2.2.13.2.8, 2.2.13.2.10, 2.2.14.2.10, 2.2.14.2.11). */
export interface Lease {
  /** 16 bytes. */
  readonly leaseKey: Buffer;
  /** Bits of {@link LeaseState}. */
  readonly leaseState: number;
  /** Bits of {@link LeaseFlags}. */
  readonly leaseFlags: number;
  /** The fields that version 2 adds; undefined in version 1. */
  readonly v2: { readonly parentLeaseKey: Buffer; readonly epoch: number } | undefined;
}

/** Length of version 1; anything longer is version 2 ([MS-SMB2] 2.2.13.2: told apart by DataLength). */
const LEASE_V1_LENGTH = 32;

/**
 * The time stamp of an `MxAc` request, or undefined if its data is empty ([MS-SMB2] 2.2.13.2.5).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeMaximalAccessRequest(data: Buffer): bigint | undefined {
  return data.length === 0 ? undefined : new Reader(data, 'MxAc request').u64('Timestamp');
}

export function encodeMaximalAccessRequest(timestamp: bigint | undefined): Buffer {
  return timestamp === undefined ? Buffer.alloc(0) : new Writer(8).u64(timestamp).finish();
}

/** @throws CodecError if the data is too short or malformed */
export function decodeMaximalAccessResponse(data: Buffer): MaximalAccessResponse {
  const r = new Reader(data, 'MxAc response');
  return { queryStatus: r.u32('QueryStatus'), maximalAccess: r.u32('MaximalAccess') };
}

export function encodeMaximalAccessResponse(value: MaximalAccessResponse): Buffer {
  return new Writer(8).u32(value.queryStatus).u32(value.maximalAccess).finish();
}

/** @throws CodecError if the data is too short or malformed */
export function decodeOnDiskId(data: Buffer): OnDiskId {
  const r = new Reader(data, 'QFid response');
  const onDiskId = { diskFileId: r.u64('DiskFileId'), volumeId: r.u64('VolumeId') };
  r.skip(16, 'Reserved');
  return onDiskId;
}

export function encodeOnDiskId(value: OnDiskId): Buffer {
  return new Writer(32).u64(value.diskFileId).u64(value.volumeId).zero(16).finish();
}

/** @throws CodecError if the data is too short or malformed */
export function decodeLease(data: Buffer): Lease {
  const r = new Reader(data, 'RqLs');
  const leaseKey = r.bytes(16, 'LeaseKey');
  const leaseState = r.u32('LeaseState');
  const leaseFlags = r.u32('LeaseFlags');
  r.skip(8, 'LeaseDuration');
  if (data.length === LEASE_V1_LENGTH) return { leaseKey, leaseState, leaseFlags, v2: undefined };
  const v2 = { parentLeaseKey: r.bytes(16, 'ParentLeaseKey'), epoch: r.u16('Epoch') };
  r.skip(2, 'Reserved');
  return { leaseKey, leaseState, leaseFlags, v2 };
}

export function encodeLease(value: Lease): Buffer {
  const w = new Writer(52).bytes(value.leaseKey).u32(value.leaseState).u32(value.leaseFlags).zero(8);
  if (value.v2 !== undefined) w.bytes(value.v2.parentLeaseKey).u16(value.v2.epoch).u16(0);
  return w.finish();
}

/**
 * Bytes to reserve, from an `AlSi` context ([MS-SMB2] 2.2.13.2.6).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeAllocationSize(data: Buffer): bigint {
  return new Reader(data, 'AlSi').u64('AllocationSize');
}

export function encodeAllocationSize(bytes: bigint): Buffer {
  return new Writer(8).u64(bytes).finish();
}

/**
 * FILETIME of the version asked for, from a `TWrp` context ([MS-SMB2] 2.2.13.2.7).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeTimewarpToken(data: Buffer): bigint {
  return new Reader(data, 'TWrp').u64('Timestamp');
}

export function encodeTimewarpToken(timestamp: bigint): Buffer {
  return new Writer(8).u64(timestamp).finish();
}
