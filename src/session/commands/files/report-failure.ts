import { AccessMask } from '../../../constants/access-mask.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { systemCodeOf } from '../../../shares/directory/disk-error.js';
import type { Request } from '../../exchange/request.js';
import type { Established } from '../../model/session.js';
import type { Tree } from '../../model/tree-table.js';

/** The aim of a request, as far as its failure is worth telling. */
export interface Attempted {
  /** Below the share, with backslashes. */
  readonly path: string;
  /** It would have changed something. */
  readonly changes: boolean;
  /** It names a directory that is to be there: not a look whether there is something of a name. */
  readonly expects?: 'directory';
}

/** Longer than any path a person typed. */
const MAX_PATH = 256;

/** Failures that somebody in front of the client asks about; the others are how clients look around. */
const told: ReadonlySet<NtStatus> = new Set([
  NtStatus.STATUS_ACCESS_DENIED,
  NtStatus.STATUS_CANNOT_DELETE,
  NtStatus.STATUS_DISK_FULL,
  NtStatus.STATUS_FILE_TOO_LARGE,
  NtStatus.STATUS_INSUFFICIENT_RESOURCES,
  NtStatus.STATUS_IO_DEVICE_ERROR,
  NtStatus.STATUS_IO_TIMEOUT,
  NtStatus.STATUS_MEDIA_WRITE_PROTECTED,
  NtStatus.STATUS_NAME_TOO_LONG,
  NtStatus.STATUS_NO_MEMORY,
  NtStatus.STATUS_NOT_SAME_DEVICE,
  NtStatus.STATUS_OBJECT_NAME_INVALID,
  NtStatus.STATUS_OBJECT_PATH_NOT_FOUND,
  NtStatus.STATUS_SHARING_VIOLATION,
  NtStatus.STATUS_TOO_MANY_OPENED_FILES,
  NtStatus.STATUS_UNEXPECTED_IO_ERROR,
]);

/** Tells of a request that failed on a file or directory, if it is one of those that people ask about. */
export function reportFailure(
  request: Request,
  { recorder }: Established,
  { share, maximalAccess }: Tree,
  { path, changes, expects }: Attempted,
  status: NtStatus,
  cause?: unknown,
): void {
  const missing = status === NtStatus.STATUS_OBJECT_NAME_NOT_FOUND && (changes || expects === 'directory');
  if (!missing && !told.has(status)) return;
  const systemCode = systemCodeOf(cause);
  recorder.report({
    kind: 'file-failure',
    command: request.header.command,
    share: share.name,
    path: path.slice(0, MAX_PATH),
    status,
    changes,
    writable: (maximalAccess & AccessMask.FILE_WRITE_DATA) !== 0,
    ...(systemCode !== undefined && { systemCode }),
  });
}
