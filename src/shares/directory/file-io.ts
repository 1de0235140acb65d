import type { FileHandle } from 'node:fs/promises';
import { NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../share-error.js';
import type { Disk } from './disk.js';
import type { Pinned } from './pinned.js';

/**
 * An offset of the wire as a number for Node. STATUS_INVALID_PARAMETER beyond 2^53, where no known file system has room
 * ([MS-FSA] 2.1.5.3 and 2.1.5.4: MaxFileSize).
 */
export function toPosition(offset: bigint, length: number): number {
  if (offset + BigInt(length) > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  }
  return Number(offset);
}

/** Reads until the buffer is full or the file ends; returns the part of it that was filled. */
export async function readFully(file: FileHandle, position: number, buffer: Buffer): Promise<Buffer> {
  const { length } = buffer;
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  if (filled === 0 && length > 0) throw new ShareError(NtStatus.STATUS_END_OF_FILE);
  return buffer.subarray(0, filled);
}

/** Writes all bytes: an acknowledged write is in the file. */
export async function writeFully(file: FileHandle, position: number, data: Buffer): Promise<void> {
  let written = 0;
  while (written < data.length) {
    const { bytesWritten } = await file.write(data, written, data.length - written, position + written);
    if (bytesWritten === 0) throw new ShareError(NtStatus.STATUS_UNEXPECTED_IO_ERROR);
    written += bytesWritten;
  }
}

/** Syncs the file if it is open for data. The server buffers nothing, so otherwise there is nothing to sync. */
export async function syncIfOpen(pinned: Pinned): Promise<void> {
  await pinned.data?.sync();
}

/** STATUS_DISK_FULL unless the file could grow to `size`. Node cannot reserve the space. */
export async function reserve(disk: Disk, pinned: Pinned, size: bigint): Promise<void> {
  const { blocks } = await pinned.currentStats();
  const { bavail, bsize } = await disk.statfs(pinned.path(), { bigint: true });
  if (size - blocks * 512n > bavail * bsize) throw new ShareError(NtStatus.STATUS_DISK_FULL);
}
