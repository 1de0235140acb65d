import { type Reader, type Writer } from '../bytes/index.js';

/** SMB2_FILEID: names an open ([MS-SMB2] 2.2.14.1). */
export interface FileId {
  readonly persistent: bigint;
  readonly volatile: bigint;
}

/**
 * All ones: "the open of the previous request" in a related compound ([MS-SMB2] 3.3.5.2.7.2), and "no open" in an IOCTL
 * that needs none.
 */
export const NO_FILE_ID: FileId = { persistent: 0xffff_ffff_ffff_ffffn, volatile: 0xffff_ffff_ffff_ffffn };

export function readFileId(r: Reader): FileId {
  return { persistent: r.u64('FileId.Persistent'), volatile: r.u64('FileId.Volatile') };
}

export function writeFileId(w: Writer, fileId: FileId): void {
  w.u64(fileId.persistent).u64(fileId.volatile);
}
