import { NtStatus } from '../../../constants/nt-status.js';
import type { DirectoryEntry as ShareEntry } from '../../../shares/file-info.js';
import {
  directoryEntryFixedLength,
  encodeDirectoryEntries,
  type DirectoryEntry,
} from '../../../smb2-codec/fscc/index.js';
import {
  decodeQueryDirectoryRequest,
  encodeQueryDirectoryResponse,
  QueryDirectoryFlags,
} from '../../../smb2-codec/index.js';
import { Answer, failure } from '../../exchange/request.js';
import { onDiskOpen } from './on-open.js';
import { checkPayload } from './payload.js';
import { summaryOf } from './summary.js';

/** Entries of one answer: a client may have room for tens of thousands, which nobody else should have to wait for. */
const MAX_ENTRIES = 4096;

/** QUERY_DIRECTORY ([MS-SMB2] 3.3.5.18). */
export const handleQueryDirectory = onDiskOpen(
  decodeQueryDirectoryRequest,
  async ({ request, body, open }) => {
    const { file } = open.target;
    const { fileInformationClass, flags, outputBufferLength } = body;
    if (!file.directory) return failure(NtStatus.STATUS_INVALID_PARAMETER);
    checkPayload(request, outputBufferLength);
    const fixedLength = directoryEntryFixedLength(fileInformationClass);
    if (fixedLength === undefined) return failure(NtStatus.STATUS_INVALID_INFO_CLASS);
    if (outputBufferLength < fixedLength) return failure(NtStatus.STATUS_INFO_LENGTH_MISMATCH);

    const single = (flags & QueryDirectoryFlags.RETURN_SINGLE_ENTRY) !== 0;
    const entries: DirectoryEntry[] = [];
    let used = 0;
    const query = {
      pattern: body.fileName,
      restart: (flags & (QueryDirectoryFlags.RESTART_SCANS | QueryDirectoryFlags.REOPEN)) !== 0,
    };
    await file.queryDirectory(query, (entry) => {
      if (entries.length === (single ? 1 : MAX_ENTRIES)) return false;
      const start = Math.ceil(used / 8) * 8;
      const end = start + fixedLength + entry.name.length * 2;
      if (end > outputBufferLength) return false;
      used = end;
      entries.push(toWireEntry(entry));
      return true;
    });
    // A query that finds nothing fails, so there is an entry, and the buffer cannot hold its name.
    if (entries.length === 0) return failure(NtStatus.STATUS_BUFFER_OVERFLOW);
    const outputBuffer = encodeDirectoryEntries(fileInformationClass, entries, outputBufferLength)?.data;
    if (outputBuffer === undefined) return failure(NtStatus.STATUS_INVALID_INFO_CLASS);
    return new Answer(NtStatus.STATUS_SUCCESS, (w) => encodeQueryDirectoryResponse(w, { outputBuffer }));
  },
);

function toWireEntry(entry: ShareEntry): DirectoryEntry {
  return {
    ...summaryOf(entry),
    fileName: entry.name,
    fileIndex: 0,
    eaSize: 0,
    shortName: entry.shortName ?? '',
    fileId: entry.fileId,
    reparsePointTag: 0,
  };
}
