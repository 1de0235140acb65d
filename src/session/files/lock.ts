import { NtStatus } from '../../nt-status.js';
import {
  decodeLockRequest,
  encodeLockResponse,
  LockFlags,
  type LockElement,
  type LockRequest,
} from '../../smb2-codec/index.js';
import { failure, type Pending, type Request, type Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findDiskOpen, type DiskOpen } from './find-open.js';
import { pendingAfter } from './pending.js';

/** A lock that is free is granted within this time. */
const PATIENCE_MILLISECONDS = 20;

const granted = (open: DiskOpen): Response => ({
  status: NtStatus.STATUS_SUCCESS,
  fileId: open.fileId,
  write: encodeLockResponse,
});

/** LOCK ([MS-SMB2] 3.3.5.14): the first element says whether the request locks or unlocks. */
export async function handleLock(
  request: Request,
  established: Established,
  tree: Tree,
): Promise<Response | Pending> {
  const body = decodeLockRequest(request.message);
  const open = findDiskOpen(request, established, tree, body.fileId);
  const [first] = body.locks;
  // "If LockCount is set to zero, the server MUST fail the request with STATUS_INVALID_PARAMETER."
  if (first === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  return (first.flags & LockFlags.UNLOCK) !== 0 ? unlock(open, body) : lock(open, body);
}

/** 3.3.5.14.1: what was unlocked before an element fails stays unlocked. */
function unlock(open: DiskOpen, { locks }: LockRequest): Response {
  for (const { flags, offset, length } of locks) {
    if (flags !== LockFlags.UNLOCK) return failure(NtStatus.STATUS_INVALID_PARAMETER);
    open.target.file.unlock(offset, length);
  }
  return granted(open);
}

/** 3.3.5.14.2: several locks may not wait. */
function lock(open: DiskOpen, { locks }: LockRequest): Promise<Response | Pending> | Response {
  const failImmediately = locks.every(({ flags }) => (flags & LockFlags.FAIL_IMMEDIATELY) !== 0);
  if (!locks.every(isLockElement) || (locks.length > 1 && !failImmediately)) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  const ranges = locks.map(({ offset, length, flags }) => ({
    offset,
    length,
    exclusive: (flags & LockFlags.EXCLUSIVE_LOCK) !== 0,
  }));
  const { file } = open.target;
  if (failImmediately) return file.lock(ranges, 'fail').then(() => granted(open));
  return pendingAfter(PATIENCE_MILLISECONDS, async (signal) => {
    await file.lock(ranges, { signal });
    return granted(open);
  });
}

function isLockElement({ flags }: LockElement): boolean {
  const kind = flags & ~LockFlags.FAIL_IMMEDIATELY;
  return kind === LockFlags.SHARED_LOCK || kind === LockFlags.EXCLUSIVE_LOCK;
}
