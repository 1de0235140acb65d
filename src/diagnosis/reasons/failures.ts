import { accessDenied, type Shown } from '../../text/client-shows.js';
import type { FailureReason, ReasonText } from './reason.js';

/** The error of a request on a file; clients show it beside the file's name. */
function fileError(
  windows: string,
  linux: string,
  status: string,
  macos: string,
  symptoms: Shown['symptoms'],
): Shown {
  return {
    clientShows: { windows, linux, smbclient: `NT_STATUS_${status} beside the file’s name`, macos },
    symptoms,
  };
}

/** Requests on a share that failed: login and share were right, but an operation on a file failed. */
export const failures = {
  'share-read-only': {
    sentence: 'The share lets this user read and change nothing, and the request would change something.',
    advice:
      'Give the user "write" in the share’s access. It may then change and delete every file of the share; a device that only drops files is better given a share of its own.',
    ...fileError(
      'error 5, “You need permission to perform this action”',
      'EACCES (13): Permission denied',
      'ACCESS_DENIED',
      '“You don’t have permission”',
      { windows: [5], status: ['STATUS_ACCESS_DENIED'], macos: ['You don’t have permission'] },
    ),
    section: '[MS-SMB2] 3.3.5.9',
  },
  'disk-refused': {
    sentence: 'The share would allow it; the operating system does not let the server do it.',
    advice:
      'Let the user the server runs as read and write the share’s directory: ls -ld shows whose it is, chown and chmod change that; a disk may also be mounted read-only. Everybody who may use the share acts through that user.',
    ...fileError(
      'error 5, “Access is denied”, or 19, “The media is write protected”',
      'EACCES (13): Permission denied, or EROFS (30)',
      'ACCESS_DENIED or MEDIA_WRITE_PROTECTED',
      '“You don’t have permission”',
      { windows: [5, 19], status: ['STATUS_ACCESS_DENIED'], macos: ['You don’t have permission'] },
    ),
    section: '[MS-SMB2] 3.3.5.9',
  },
  'file-access-denied': {
    sentence: 'The file itself does not allow what was asked for.',
    advice:
      'Look at its attributes: a read-only file is neither written nor deleted. A client that opens a file for reading cannot write through it.',
    clientShows: { ...accessDenied.clientShows, smbclient: 'NT_STATUS_ACCESS_DENIED beside the file’s name' },
    symptoms: accessDenied.symptoms,
    section: '[MS-SMB2] 3.3.5.9',
  },
  'folder-not-found': {
    sentence: 'A folder of the path does not exist in the share.',
    advice:
      'Create the folder in the share’s directory, or correct the path that is set in the device (its address book has a field for the folder, separate from that for the share). Devices create files, and seldom folders.',
    ...fileError(
      'error 3, “The system cannot find the path specified”',
      'ENOENT (2): No such file or directory',
      'OBJECT_PATH_NOT_FOUND or OBJECT_NAME_NOT_FOUND',
      '“The item can’t be found”',
      { windows: [3], status: ['STATUS_OBJECT_PATH_NOT_FOUND'], macos: ['The item can’t be found'] },
    ),
    section: '[MS-SMB2] 3.3.5.9',
  },
  'disk-full': {
    sentence: 'There is no room left where the share’s directory is.',
    advice: 'Make room, or lift the quota of the user the server runs as: df shows how much is left.',
    ...fileError(
      'error 112, “There is not enough space on the disk”',
      'ENOSPC (28): No space left on device',
      'DISK_FULL',
      '“The disk is full”',
      { windows: [112], status: ['STATUS_DISK_FULL'], macos: ['The disk is full'] },
    ),
    section: '[MS-SMB2] 3.3.5.13',
  },
  'file-in-use': {
    sentence: 'Somebody has the file open and does not share it.',
    advice:
      'Close it where it is open. A client that lost its connection holds its files until the server has noticed, at the latest after limits.idleSeconds; a smaller value also ends connections that are merely quiet.',
    ...fileError(
      'error 32, “The process cannot access the file because it is being used by another process”',
      'EBUSY (16) or ETXTBSY (26)',
      'SHARING_VIOLATION',
      '“The item is in use”',
      { windows: [32], status: ['STATUS_SHARING_VIOLATION'], macos: ['The item is in use'] },
    ),
    section: '[MS-SMB2] 3.3.5.9',
  },
  'file-name-invalid': {
    sentence: 'The name cannot be that of a file here.',
    advice:
      'Names have none of " * / : < > ? \\ | nor control characters and up to 255 characters. In a device, look at the template its file names are made from: a time with colons is the usual cause.',
    ...fileError(
      'error 123, “The filename, directory name, or volume label syntax is incorrect”',
      'EINVAL (22): Invalid argument, or ENOENT (2)',
      'OBJECT_NAME_INVALID',
      '“The name can’t be used”',
      { windows: [123], status: ['STATUS_OBJECT_NAME_INVALID'], macos: ['The name can’t be used'] },
    ),
    section: '[MS-SMB2] 3.3.5.9; [MS-FSCC] 2.1.5',
  },
  'file-request-failed': {
    sentence: 'A request on a file failed.',
    advice:
      'The NTSTATUS in the evidence says why: STATUS_INSUFFICIENT_RESOURCES is limits.opensPerSession, and each more costs memory and a file descriptor; STATUS_TOO_MANY_OPENED_FILES is the operating system’s limit (ulimit -n); STATUS_IO_DEVICE_ERROR and its like are the disk.',
    ...fileError(
      'the error that belongs to the NTSTATUS',
      'the errno that belongs to it, such as EIO (5)',
      'INSUFFICIENT_RESOURCES or another',
      '“The operation can’t be completed”',
      { status: ['STATUS_INSUFFICIENT_RESOURCES'], macos: ['The operation can’t be completed'] },
    ),
    section: '[MS-SMB2] 3.3.5.9',
  },
} as const satisfies Record<FailureReason, ReasonText>;
