import { NtStatus } from '../../nt-status.js';
import type { DirectoryEntry as ShareEntry } from '../../shares/file-info.js';
import {
  directoryEntryFixedLength,
  encodeDirectoryEntries,
  type DirectoryEntry,
} from '../../smb2-codec/fscc/index.js';
import {
  decodeQueryDirectoryRequest,
  encodeQueryDirectoryResponse,
  QueryDirectoryFlags,
} from '../../smb2-codec/index.js';
import { chargeCovers } from '../credit-charge.js';
import { failure, type Request, type Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findDiskOpen } from './find-open.js';
import { summaryOf } from './summary.js';

/** QUERY_DIRECTORY ([MS-SMB2] 3.3.5.18). */
export async function handleQueryDirectory(
  request: Request,
  established: Established,
  tree: Tree,
): Promise<Response> {
  const body = decodeQueryDirectoryRequest(request.message);
  const open = findDiskOpen(request, established, tree, body.fileId);
  const refuse = (status: NtStatus): Response => ({ ...failure(status), fileId: open.fileId });
  const { file } = open.target;
  const { fileInformationClass, flags, outputBufferLength } = body;
  if (!file.directory || outputBufferLength > request.connection.negotiated.maxTransactSize) {
    return refuse(NtStatus.STATUS_INVALID_PARAMETER);
  }
  if (!chargeCovers(request, outputBufferLength)) return refuse(NtStatus.STATUS_INVALID_PARAMETER);
  const fixedLength = directoryEntryFixedLength(fileInformationClass);
  if (fixedLength === undefined) return refuse(NtStatus.STATUS_INVALID_INFO_CLASS);
  if (outputBufferLength < fixedLength) return refuse(NtStatus.STATUS_INFO_LENGTH_MISMATCH);

  const single = (flags & QueryDirectoryFlags.RETURN_SINGLE_ENTRY) !== 0;
  const entries: DirectoryEntry[] = [];
  let used = 0;
  let offered = false;
  const query = {
    pattern: body.fileName,
    restart: (flags & (QueryDirectoryFlags.RESTART_SCANS | QueryDirectoryFlags.REOPEN)) !== 0,
  };
  await file.queryDirectory(query, (entry) => {
    offered = true;
    if (single && entries.length === 1) return false;
    const start = Math.ceil(used / 8) * 8;
    const end = start + fixedLength + entry.name.length * 2;
    if (end > outputBufferLength) return false;
    used = end;
    entries.push(toWireEntry(entry));
    return true;
  });
  // An entry is there, but the buffer cannot hold its name.
  if (entries.length === 0 && offered) return refuse(NtStatus.STATUS_BUFFER_OVERFLOW);
  const outputBuffer = encodeDirectoryEntries(fileInformationClass, entries, outputBufferLength)?.data;
  if (outputBuffer === undefined) return refuse(NtStatus.STATUS_INVALID_INFO_CLASS);
  return {
    status: NtStatus.STATUS_SUCCESS,
    fileId: open.fileId,
    write: (w) => encodeQueryDirectoryResponse(w, { outputBuffer }),
  };
}

function toWireEntry(entry: ShareEntry): DirectoryEntry {
  return {
    ...summaryOf(entry),
    fileName: entry.name,
    fileIndex: 0,
    eaSize: 0,
    shortName: '',
    fileId: entry.fileId,
    reparsePointTag: 0,
  };
}
