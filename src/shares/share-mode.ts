import { AccessMask } from '../constants/access-mask.js';
import { ShareAccess } from '../constants/smb2-flags.js';

/** The access of an open to a file, and the access it leaves to others. */
export interface ShareMode {
  /** Specific rights. */
  readonly grantedAccess: number;
  /** A mask of `ShareAccess`. */
  readonly shareAccess: number;
}

const reading = AccessMask.FILE_READ_DATA | AccessMask.FILE_EXECUTE;
const writing = AccessMask.FILE_WRITE_DATA | AccessMask.FILE_APPEND_DATA;
const deleting = AccessMask.DELETE;

/**
 * Whether the share modes of two opens of one file conflict ([MS-FSA] 2.1.5.1.2.2). An open for attributes only never
 * conflicts.
 */
export function isSharingViolation(a: ShareMode, b: ShareMode): boolean {
  return takesPart(a) && takesPart(b) && (forbids(a, b) || forbids(b, a));
}

function takesPart(mode: ShareMode): boolean {
  return (mode.grantedAccess & (reading | writing | deleting)) !== 0;
}

function forbids(holder: ShareMode, other: ShareMode): boolean {
  const { shareAccess } = holder;
  return (
    ((shareAccess & ShareAccess.FILE_SHARE_READ) === 0 && (other.grantedAccess & reading) !== 0) ||
    ((shareAccess & ShareAccess.FILE_SHARE_WRITE) === 0 && (other.grantedAccess & writing) !== 0) ||
    ((shareAccess & ShareAccess.FILE_SHARE_DELETE) === 0 && (other.grantedAccess & deleting) !== 0)
  );
}
