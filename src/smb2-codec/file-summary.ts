import { type Reader, type Writer } from '../bytes/index.js';

/** The times of a file, in FILETIME. */
export interface FileTimes {
  readonly creationTime: bigint;
  readonly lastAccessTime: bigint;
  readonly lastWriteTime: bigint;
  readonly changeTime: bigint;
}

/** The fields of a file that CREATE, CLOSE and FileNetworkOpenInformation carry in the same layout. */
export interface FileSummary extends FileTimes {
  /** Bytes. */
  readonly allocationSize: bigint;
  /** Bytes. */
  readonly endOfFile: bigint;
  /** Bits of {@link FileAttributes}. */
  readonly fileAttributes: number;
}

/** All zero, for responses that have the fields without values. */
export const NO_FILE_SUMMARY: FileSummary = {
  creationTime: 0n,
  lastAccessTime: 0n,
  lastWriteTime: 0n,
  changeTime: 0n,
  allocationSize: 0n,
  endOfFile: 0n,
  fileAttributes: 0,
};

export function readFileTimes(r: Reader): FileTimes {
  return {
    creationTime: r.u64('CreationTime'),
    lastAccessTime: r.u64('LastAccessTime'),
    lastWriteTime: r.u64('LastWriteTime'),
    changeTime: r.u64('ChangeTime'),
  };
}

export function writeFileTimes(w: Writer, times: FileTimes): void {
  w.u64(times.creationTime).u64(times.lastAccessTime).u64(times.lastWriteTime).u64(times.changeTime);
}

export function readFileSummary(r: Reader): FileSummary {
  return {
    ...readFileTimes(r),
    allocationSize: r.u64('AllocationSize'),
    endOfFile: r.u64('EndOfFile'),
    fileAttributes: r.u32('FileAttributes'),
  };
}

export function writeFileSummary(w: Writer, summary: FileSummary): void {
  writeFileTimes(w, summary);
  w.u64(summary.allocationSize).u64(summary.endOfFile).u32(summary.fileAttributes);
}
