import { NtStatus } from '../../../constants/nt-status.js';
import { AccessMask } from '../../../constants/access-mask.js';
import { READS } from '../../../shares/access-level.js';
import type { OpenFile } from '../../../shares/open-file.js';
import { isRequestFailure, StatusError } from '../../exchange/status-error.js';
import {
  CtlCode,
  decodeCopyChunkRequest,
  encodeCopyChunkResponse,
  type CopyChunk,
  type IoctlRequest,
} from '../../../smb2-codec/index.js';
import { ioctlResponse } from '../ioctl-response.js';
import type { Open } from '../../model/open-table.js';
import { failure, type HandlerResult } from '../../exchange/request.js';
import type { Established } from '../../model/session.js';
import { asDiskOpen } from './on-open.js';

/** ServerSideCopyMaxNumberofChunks, MaxChunkSize and MaxDataSize, as on Windows ([MS-SMB2] 3.3.3, notes). */
const MAX_CHUNKS = 256;
const MAX_CHUNK_BYTES = 1024 * 1024;
const MAX_COPY_BYTES = 16 * 1024 * 1024;

/** Length of an SRV_COPYCHUNK_RESPONSE ([MS-SMB2] 2.2.32.1). */
const RESPONSE_LENGTH = 12;

/** FSCTL_SRV_COPYCHUNK and FSCTL_SRV_COPYCHUNK_WRITE: copies ranges between opens of a session (3.3.5.15.6). */
export async function copyChunks(
  body: IoctlRequest,
  open: Open,
  established: Established,
): Promise<HandlerResult> {
  const target = asDiskOpen(open).target.file;
  const { sourceKey, chunks } = decodeCopyChunkRequest(body.input);
  // The source may be on another tree of the session, but not of another session.
  const found = established.opens.findAnywhere({
    persistent: sourceKey.readBigUInt64LE(0),
    volatile: sourceKey.readBigUInt64LE(8),
  });
  if (found === undefined) return failure(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  const source = asDiskOpen(found).target.file;
  if (body.maxOutputResponse < RESPONSE_LENGTH) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  if (exceedsLimits(chunks)) {
    // 3.3.5.15.6.2
    const limits = {
      chunksWritten: MAX_CHUNKS,
      chunkBytesWritten: MAX_CHUNK_BYTES,
      totalBytesWritten: MAX_COPY_BYTES,
    };
    return ioctlResponse(body, encodeCopyChunkResponse(limits), NtStatus.STATUS_INVALID_PARAMETER);
  }
  requireAccess(source, READS);
  requireAccess(target, AccessMask.FILE_WRITE_DATA | AccessMask.FILE_APPEND_DATA);
  // FILE_EXECUTE stands for reading in a source and not in a target, as with Samba (3.3.5.15.6).
  if (body.ctlCode === CtlCode.SRV_COPYCHUNK) requireAccess(target, AccessMask.FILE_READ_DATA);
  const { chunksWritten, totalBytesWritten, status } = await copy(source, target, chunks);
  const written = { chunksWritten, chunkBytesWritten: 0, totalBytesWritten };
  return ioctlResponse(body, encodeCopyChunkResponse(written), status);
}

function exceedsLimits(chunks: readonly CopyChunk[]): boolean {
  const total = chunks.reduce((sum, { length }) => sum + length, 0);
  return (
    chunks.length > MAX_CHUNKS ||
    total > MAX_COPY_BYTES ||
    chunks.some(({ length }) => length === 0 || length > MAX_CHUNK_BYTES)
  );
}

/** One of the rights in `mask` is enough. */
function requireAccess(file: OpenFile, mask: number): void {
  if ((file.grantedAccess & mask) === 0) throw new StatusError(NtStatus.STATUS_ACCESS_DENIED);
}

/** The bytes copied before a chunk fails stay, and the client is told how much that is (3.3.5.15.6.1). */
async function copy(source: OpenFile, target: OpenFile, chunks: readonly CopyChunk[]) {
  let chunksWritten = 0;
  let totalBytesWritten = 0;
  let status: NtStatus = NtStatus.STATUS_SUCCESS;
  try {
    for (const { sourceOffset, targetOffset, length } of chunks) {
      const data = await source.read(sourceOffset, length);
      if (data.length < length) throw new StatusError(NtStatus.STATUS_INVALID_VIEW_SIZE);
      await target.write(targetOffset, data);
      chunksWritten += 1;
      totalBytesWritten += length;
    }
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    // Windows answers the same to a chunk that begins behind the end of the source as to one that goes beyond it.
    const beyondEnd = error.status === NtStatus.STATUS_END_OF_FILE;
    status = beyondEnd ? NtStatus.STATUS_INVALID_VIEW_SIZE : error.status;
  }
  return { chunksWritten, totalBytesWritten, status };
}
