import { fileTimeFromUnixMs } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import { CompletionFilter, FileAttributes } from '../../constants/smb2-flags.js';
import type { BasicChanges } from '../file-info.js';
import { ShareError } from '../share-error.js';
import type { Pinned } from './pinned.js';
import type { Volume } from './volume.js';

const {
  FILE_NOTIFY_CHANGE_ATTRIBUTES,
  FILE_NOTIFY_CHANGE_CREATION,
  FILE_NOTIFY_CHANGE_LAST_ACCESS,
  FILE_NOTIFY_CHANGE_LAST_WRITE,
} = CompletionFilter;

const FILE_TIME_OF_1970 = fileTimeFromUnixMs(0);

/**
 * Sets times and attributes ([MS-FSA] 2.1.5.15.2). Values that the file system can hold are stored there, times to the
 * microsecond.
 * @returns the bits of `CompletionFilter` for the changes made
 */
export async function applyBasicChanges(
  volume: Volume,
  pinned: Pinned,
  changes: BasicChanges,
): Promise<number> {
  let filter = 0;
  if (changes.attributes !== undefined) {
    await setAttributes(volume, pinned, changes.attributes);
    filter |= FILE_NOTIFY_CHANGE_ATTRIBUTES;
  }
  const { creationTime, lastAccessTime, lastWriteTime, changeTime } = changes;
  if (creationTime !== undefined) {
    volume.side.setCreationTime(pinned.stats, creationTime);
    filter |= FILE_NOTIFY_CHANGE_CREATION;
  }
  if (lastAccessTime !== undefined || lastWriteTime !== undefined) {
    const stats = await pinned.currentStats();
    const accessed = secondsOf(lastAccessTime === undefined ? stats.atimeNs : nsOf(lastAccessTime));
    const written = secondsOf(lastWriteTime === undefined ? stats.mtimeNs : nsOf(lastWriteTime));
    await volume.disk.utimes(pinned.path(), accessed, written);
    if (lastAccessTime !== undefined) filter |= FILE_NOTIFY_CHANGE_LAST_ACCESS;
    if (lastWriteTime !== undefined) filter |= FILE_NOTIFY_CHANGE_LAST_WRITE;
  }
  // Last, because each of the other calls changes st_ctime.
  if (changeTime !== undefined) volume.side.setChangeTime(await pinned.currentStats(), changeTime);
  return filter;
}

/** Sets the attributes of a file or directory; FILE_ATTRIBUTE_READONLY of a file becomes its permission bits. */
export async function setAttributes(volume: Volume, pinned: Pinned, attributes: number): Promise<void> {
  const { FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_TEMPORARY, FILE_ATTRIBUTE_READONLY } = FileAttributes;
  const directory = pinned.stats.isDirectory();
  const impossible = directory ? FILE_ATTRIBUTE_TEMPORARY : FILE_ATTRIBUTE_DIRECTORY;
  if (attributes & impossible) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  if (!directory) {
    const mode = Number((await pinned.currentStats()).mode) & 0o7777;
    const wanted = attributes & FILE_ATTRIBUTE_READONLY ? mode & ~0o222 : mode | 0o200;
    const isChanged = ((mode & 0o222) === 0) !== ((wanted & 0o222) === 0);
    if (isChanged) await volume.disk.chmod(pinned.path(), wanted);
  }
  volume.side.setAttributes(pinned.stats, attributes);
}

/** Nanoseconds since 1970. Node's calls cannot set earlier times. */
function nsOf(fileTime: bigint): bigint {
  const ns = (fileTime - FILE_TIME_OF_1970) * 100n;
  return ns < 0n ? 0n : ns;
}

/**
 * The seconds that `utimes` turns into the nearest microsecond: it truncates, so half a microsecond is added against
 * floating-point error.
 */
function secondsOf(ns: bigint): number {
  const us = (ns + 500n) / 1000n;
  return Number(us / 1_000_000n) + (Number(us % 1_000_000n) + 0.5) / 1e6;
}
