import type { FileInfo } from '../../shares/file-info.js';
import type { FileSummary } from '../../smb2-codec/index.js';

/** What CREATE, CLOSE and several information classes tell of a file. */
export function summaryOf(info: FileInfo): FileSummary {
  return {
    creationTime: info.creationTime,
    lastAccessTime: info.lastAccessTime,
    lastWriteTime: info.lastWriteTime,
    changeTime: info.changeTime,
    allocationSize: info.allocationSize,
    endOfFile: info.endOfFile,
    fileAttributes: info.attributes,
  };
}

/** For answers that have the fields and say nothing. */
export const noSummary: FileSummary = {
  creationTime: 0n,
  lastAccessTime: 0n,
  lastWriteTime: 0n,
  changeTime: 0n,
  allocationSize: 0n,
  endOfFile: 0n,
  fileAttributes: 0,
};
