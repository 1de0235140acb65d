import { type Writer } from '../bytes/index.js';
import { readEmptyBody, writeEmptyBody } from './empty-body.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { readBody } from './message.js';

/** `SMB2_LOCKFLAG_…` ([MS-SMB2] 2.2.26.1). */
export const LockFlags = {
  SHARED_LOCK: 0x00000001,
  EXCLUSIVE_LOCK: 0x00000002,
  UNLOCK: 0x00000004,
  FAIL_IMMEDIATELY: 0x00000010,
} as const;

/** SMB2_LOCK_ELEMENT ([MS-SMB2] 2.2.26.1). */
export interface LockElement {
  readonly offset: bigint;
  readonly length: bigint;
  /** Bits of {@link LockFlags}. */
  readonly flags: number;
}

/** SMB2 LOCK Request ([MS-SMB2] 2.2.26). */
export interface LockRequest {
  /** LockSequenceNumber in the low 4 bits, LockSequenceIndex above; reserved in 2.0.2. */
  readonly lockSequence: number;
  readonly fileId: FileId;
  /** As listed; a request without one is for the handler to refuse. */
  readonly locks: readonly LockElement[];
}

/** @throws CodecError if the locks do not fit the message */
export function decodeLockRequest(message: Buffer): LockRequest {
  const body = readBody(message, 'SMB2 LOCK Request', 48);
  const lockCount = body.u16('LockCount');
  const lockSequence = body.u32('LockSequence');
  const fileId = readFileId(body);
  const locks: LockElement[] = [];
  for (let i = 0; i < lockCount; i++) {
    locks.push({ offset: body.u64('Offset'), length: body.u64('Length'), flags: body.u32('Flags') });
    body.skip(4, 'Reserved');
  }
  return { lockSequence, fileId, locks };
}

export function encodeLockRequest(w: Writer, value: LockRequest): void {
  w.u16(48).u16(value.locks.length).u32(value.lockSequence);
  writeFileId(w, value.fileId);
  for (const lock of value.locks) w.u64(lock.offset).u64(lock.length).u32(lock.flags).u32(0);
}

/**
 * Checks an SMB2 LOCK Response, which carries nothing ([MS-SMB2] 2.2.27).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeLockResponse(message: Buffer): void {
  readEmptyBody(message, 'SMB2 LOCK Response');
}

export function encodeLockResponse(w: Writer): void {
  writeEmptyBody(w);
}
