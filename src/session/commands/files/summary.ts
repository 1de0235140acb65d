import type { FileInfo } from '../../../shares/file-info.js';
import type { FileSummary } from '../../../smb2-codec/index.js';

/** A file as CREATE, CLOSE and several information classes tell of it. */
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
