import { CodecError, Reader, type Writer } from '../bytes/index.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { HEADER_LENGTH } from './header.js';
import { readBody } from './message.js';

/** `SMB2_NOTIFY_BREAK_LEASE_FLAG_…` ([MS-SMB2] 2.2.23.2). */
export const LeaseBreakFlags = { ACK_REQUIRED: 0x01 } as const;

/** An oplock break in any of its three messages ([MS-SMB2] 2.2.23.1, 2.2.24.1, 2.2.25.1). */
export interface OplockBreak {
  readonly kind: 'oplock';
  /** One of {@link OplockLevel}. */
  readonly oplockLevel: number;
  readonly fileId: FileId;
}

/** Lease Break Acknowledgment and Response ([MS-SMB2] 2.2.24.2, 2.2.25.2). */
export interface LeaseBreak {
  readonly kind: 'lease';
  /** 16 bytes. */
  readonly leaseKey: Buffer;
  /** Bits of {@link LeaseState}. */
  readonly leaseState: number;
}

/** Lease Break Notification ([MS-SMB2] 2.2.23.2). */
export interface LeaseBreakNotification {
  readonly kind: 'lease-notification';
  readonly newEpoch: number;
  /** Bits of {@link LeaseBreakFlags}. */
  readonly flags: number;
  /** 16 bytes. */
  readonly leaseKey: Buffer;
  /** Bits of {@link LeaseState}. */
  readonly currentLeaseState: number;
  /** Bits of {@link LeaseState}. */
  readonly newLeaseState: number;
}

/** A client's message: an acknowledgment. */
export type OplockBreakRequest = OplockBreak | LeaseBreak;

/** A server's message: a notification, or the answer to an acknowledgment. */
export type OplockBreakResponse = OplockBreak | LeaseBreak | LeaseBreakNotification;

/** StructureSize is all that tells the messages of this command apart. */
const Size = { OPLOCK: 24, LEASE: 36, LEASE_NOTIFICATION: 44 } as const;

/** @throws CodecError if it is neither an oplock nor a lease break acknowledgment */
export function decodeOplockBreakRequest(message: Buffer): OplockBreakRequest {
  const structure = 'SMB2 OPLOCK_BREAK Acknowledgment';
  switch (structureSize(message, structure)) {
    case Size.OPLOCK:
      return readOplockBreak(message, structure);
    case Size.LEASE:
      return readLeaseBreak(message, structure);
    default:
      throw new CodecError('bad-constant', structure, 'StructureSize', HEADER_LENGTH);
  }
}

export function encodeOplockBreakRequest(w: Writer, value: OplockBreakRequest): void {
  encodeOplockBreakResponse(w, value);
}

/** @throws CodecError if it is none of the server's break messages */
export function decodeOplockBreakResponse(message: Buffer): OplockBreakResponse {
  const structure = 'SMB2 OPLOCK_BREAK Response';
  switch (structureSize(message, structure)) {
    case Size.OPLOCK:
      return readOplockBreak(message, structure);
    case Size.LEASE:
      return readLeaseBreak(message, structure);
    case Size.LEASE_NOTIFICATION:
      return readLeaseBreakNotification(message, structure);
    default:
      throw new CodecError('bad-constant', structure, 'StructureSize', HEADER_LENGTH);
  }
}

export function encodeOplockBreakResponse(w: Writer, value: OplockBreakResponse): void {
  switch (value.kind) {
    case 'oplock':
      w.u16(Size.OPLOCK).u8(value.oplockLevel).zero(5);
      writeFileId(w, value.fileId);
      return;
    case 'lease':
      w.u16(Size.LEASE).zero(6).bytes(value.leaseKey).u32(value.leaseState).zero(8);
      return;
    case 'lease-notification':
      w.u16(Size.LEASE_NOTIFICATION).u16(value.newEpoch).u32(value.flags).bytes(value.leaseKey);
      w.u32(value.currentLeaseState).u32(value.newLeaseState).zero(12);
      return;
  }
}

function structureSize(message: Buffer, structure: string): number {
  return new Reader(message, structure, HEADER_LENGTH).u16('StructureSize');
}

function readOplockBreak(message: Buffer, structure: string): OplockBreak {
  const body = readBody(message, structure, Size.OPLOCK);
  const oplockLevel = body.u8('OplockLevel');
  body.skip(5, 'Reserved');
  return { kind: 'oplock', oplockLevel, fileId: readFileId(body) };
}

function readLeaseBreak(message: Buffer, structure: string): LeaseBreak {
  const body = readBody(message, structure, Size.LEASE);
  body.skip(6, 'Reserved');
  const leaseKey = body.bytes(16, 'LeaseKey');
  const leaseState = body.u32('LeaseState');
  body.skip(8, 'LeaseDuration');
  return { kind: 'lease', leaseKey, leaseState };
}

function readLeaseBreakNotification(message: Buffer, structure: string): LeaseBreakNotification {
  const body = readBody(message, structure, Size.LEASE_NOTIFICATION);
  const newEpoch = body.u16('NewEpoch');
  const flags = body.u32('Flags');
  const leaseKey = body.bytes(16, 'LeaseKey');
  const currentLeaseState = body.u32('CurrentLeaseState');
  const newLeaseState = body.u32('NewLeaseState');
  body.skip(12, 'BreakReason');
  return { kind: 'lease-notification', newEpoch, flags, leaseKey, currentLeaseState, newLeaseState };
}
