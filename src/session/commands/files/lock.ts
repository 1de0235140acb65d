import { NtStatus } from '../../../constants/nt-status.js';
import {
  Capabilities,
  decodeLockRequest,
  encodeLockResponse,
  LockFlags,
  type LockElement,
  type LockRequest,
} from '../../../smb2-codec/index.js';
import { Answer, failure, type Pending, type Request, type HandlerResult } from '../../exchange/request.js';
import { onDiskOpen, type DiskOpen } from './on-open.js';
import { pendingAfter } from '../../exchange/pending.js';

/** A lock that is free is granted within this time. */
const PATIENCE_MILLISECONDS = 20;

/** Entries of Open.LockSequenceArray ([MS-SMB2] 2.2.26: LockSequenceIndex is 1 to 64). */
const MAX_SEQUENCE_INDEX = 64;

const granted: HandlerResult = new Answer(NtStatus.STATUS_SUCCESS, encodeLockResponse);

/** LOCK ([MS-SMB2] 3.3.5.14): the first element says whether the request locks or unlocks. */
export const handleLock = onDiskOpen(decodeLockRequest, ({ request, body, open }) => {
  const [first] = body.locks;
  // [MS-SMB2] 2.2.26: "LockCount MUST be set to a value that is greater than or equal to 1".
  if (first === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const done = repetitionOf(request, open, body.lockSequence);
  if (done === 'repeated') return granted;
  if ((first.flags & LockFlags.UNLOCK) !== 0) return unlock(request, open, body, done);
  return mayLock(request)
    ? lock(request, open, body, done)
    : failure(NtStatus.STATUS_NETWORK_SESSION_EXPIRED);
});

/**
 * Whether this is a request again that another channel has brought already; if not, what to call once it has
 * succeeded (3.3.5.14).
 */
function repetitionOf(
  { connection }: Request,
  open: DiskOpen,
  lockSequence: number,
): 'repeated' | (() => void) {
  const multiChannel = (connection.negotiated.serverCapabilities & Capabilities.MULTI_CHANNEL) !== 0;
  const index = lockSequence >>> 4;
  const number = lockSequence & 0xf;
  if (!multiChannel || index === 0 || index > MAX_SEQUENCE_INDEX) return () => {};
  if (open.lockSequences.get(index) === number) return 'repeated';
  open.lockSequences.delete(index);
  return () => open.lockSequences.set(index, number);
}

/** In the profile of smbd, a session that has expired may unlock, and not lock. */
function mayLock({ connection, sessionId }: Request): boolean {
  if (connection.server.profile.expiredSession === 'lock') return true;
  return connection.sessions.get(sessionId)?.state.at !== 'expired';
}

/** 3.3.5.14.1: what was unlocked before an element fails stays unlocked. */
function unlock(
  { connection }: Request,
  open: DiskOpen,
  { locks }: LockRequest,
  done: () => void,
): HandlerResult {
  // SMB2_LOCKFLAG_FAIL_IMMEDIATELY is ignored, as on Windows (note <371>), and refused in the profile of smbd.
  const ignored = connection.server.profile.unlockImmediately === 'ignored' ? LockFlags.FAIL_IMMEDIATELY : 0;
  for (const { flags, offset, length } of locks) {
    if ((flags & ~ignored) !== LockFlags.UNLOCK) {
      return failure(NtStatus.STATUS_INVALID_PARAMETER);
    }
    open.target.file.unlock(offset, length);
  }
  done();
  return granted;
}

/** 3.3.5.14.2: several locks may not wait. */
function lock(
  { connection }: Request,
  open: DiskOpen,
  { locks }: LockRequest,
  done: () => void,
): Promise<HandlerResult | Pending> | HandlerResult {
  const failImmediately = locks.every(({ flags }) => (flags & LockFlags.FAIL_IMMEDIATELY) !== 0);
  if (!locks.every(isLockElement) || (locks.length > 1 && !failImmediately)) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  const ranges = locks.map(({ offset, length, flags }) => ({
    offset,
    length,
    exclusive: (flags & LockFlags.EXCLUSIVE_LOCK) !== 0,
  }));
  const { runtime } = connection.server;
  return pendingAfter({ runtime, patience: PATIENCE_MILLISECONDS }, async (signal) => {
    await open.target.file.lock(ranges, failImmediately ? 'fail' : { signal });
    done();
    return granted;
  });
}

function isLockElement({ flags }: LockElement): boolean {
  const kind = flags & ~LockFlags.FAIL_IMMEDIATELY;
  return kind === LockFlags.SHARED_LOCK || kind === LockFlags.EXCLUSIVE_LOCK;
}
