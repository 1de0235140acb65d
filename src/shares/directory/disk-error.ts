import { NtStatus } from '../../constants/nt-status.js';
import { isError } from '../../values/realm.js';
import { ShareError } from '../share-error.js';

/** The status for each error code of the operating system. */
const statusOf: Readonly<Record<string, NtStatus>> = {
  EACCES: NtStatus.STATUS_ACCESS_DENIED,
  EPERM: NtStatus.STATUS_ACCESS_DENIED,
  // A symbolic link where O_NOFOLLOW forbids one: see pinned.ts.
  ELOOP: NtStatus.STATUS_ACCESS_DENIED,
  EBUSY: NtStatus.STATUS_SHARING_VIOLATION,
  ETXTBSY: NtStatus.STATUS_SHARING_VIOLATION,
  EDQUOT: NtStatus.STATUS_DISK_FULL,
  ENOSPC: NtStatus.STATUS_DISK_FULL,
  EEXIST: NtStatus.STATUS_OBJECT_NAME_COLLISION,
  EFBIG: NtStatus.STATUS_FILE_TOO_LARGE,
  EINVAL: NtStatus.STATUS_INVALID_PARAMETER,
  EIO: NtStatus.STATUS_IO_DEVICE_ERROR,
  EILSEQ: NtStatus.STATUS_OBJECT_NAME_INVALID,
  EISDIR: NtStatus.STATUS_FILE_IS_A_DIRECTORY,
  EMFILE: NtStatus.STATUS_TOO_MANY_OPENED_FILES,
  ENFILE: NtStatus.STATUS_TOO_MANY_OPENED_FILES,
  EMLINK: NtStatus.STATUS_INSUFFICIENT_RESOURCES,
  ENAMETOOLONG: NtStatus.STATUS_NAME_TOO_LONG,
  ENOENT: NtStatus.STATUS_OBJECT_NAME_NOT_FOUND,
  ENOMEM: NtStatus.STATUS_NO_MEMORY,
  ENOTDIR: NtStatus.STATUS_NOT_A_DIRECTORY,
  ENOTEMPTY: NtStatus.STATUS_DIRECTORY_NOT_EMPTY,
  ENOTSUP: NtStatus.STATUS_NOT_SUPPORTED,
  EROFS: NtStatus.STATUS_MEDIA_WRITE_PROTECTED,
  ESTALE: NtStatus.STATUS_OBJECT_NAME_NOT_FOUND,
  ETIMEDOUT: NtStatus.STATUS_IO_TIMEOUT,
  EXDEV: NtStatus.STATUS_NOT_SAME_DEVICE,
};

/** The error's code, such as `ENOENT`, when it came from the operating system. */
export function systemCodeOf(error: unknown): string | undefined {
  const isSystemError = isError(error) && 'syscall' in error && 'code' in error;
  return isSystemError && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Runs a task on the disk. An error of the operating system becomes a {@link ShareError}; any other error is a bug and
 * stays as it is.
 */
export async function onDisk<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw new ShareError(statusOf[code] ?? NtStatus.STATUS_UNEXPECTED_IO_ERROR, error);
  }
}
