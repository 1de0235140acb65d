import { NtStatus } from '../../nt-status.js';
import { AccessMask } from '../../shares/access-mask.js';
import type { OpenFile } from '../../shares/open-file.js';
import { ShareError } from '../../shares/share-error.js';
import {
  CtlCode,
  decodeCopyChunkRequest,
  encodeCopyChunkResponse,
  encodeResumeKey,
  type CopyChunk,
  type IoctlRequest,
} from '../../smb2-codec/index.js';
import { ioctlResponse } from '../handlers/ioctl.js';
import type { Open } from '../open-table.js';
import { failure, type Request, type Response, type Result } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findDiskOpen, findOpen, isDiskOpen } from './find-open.js';

/** ServerSideCopyMaxNumberofChunks, MaxChunkSize and MaxDataSize, as on Windows ([MS-SMB2] 3.3.3, notes). */
const MAX_CHUNKS = 256;
const MAX_CHUNK_BYTES = 1024 * 1024;
const MAX_COPY_BYTES = 16 * 1024 * 1024;

/** The control codes that work on an open or on the names of a share ([MS-SMB2] 3.3.5.15). */
export function handleFileIoctl(
  request: Request,
  body: IoctlRequest,
  established: Established,
  tree: Tree,
): Result {
  switch (body.ctlCode) {
    case CtlCode.PIPE_WAIT:
      return waitForPipe(body, tree);
    case CtlCode.PIPE_TRANSCEIVE:
      return transceive(body, findOpen(request, established, tree, body.fileId));
    case CtlCode.SRV_REQUEST_RESUME_KEY:
      return resumeKey(body, findDiskOpen(request, established, tree, body.fileId));
    case CtlCode.SRV_COPYCHUNK:
    case CtlCode.SRV_COPYCHUNK_WRITE:
      return copyChunks(request, body, established, tree);
    default:
      // The open is looked up first: an unknown code on an unknown file is the file's fault (3.3.5.15).
      findOpen(request, established, tree, body.fileId);
      return failure(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  }
}

/** 3.3.5.15.10: every pipe we have can be opened at once. FSCTL_PIPE_WAIT names it behind 14 bytes. */
function waitForPipe(body: IoctlRequest, { share }: Tree): Response {
  if (share.type !== 'pipe') return failure(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  if (body.input.length < 14) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const length = body.input.readUInt32LE(8);
  if (length > body.input.length - 14) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const name = body.input.subarray(14, 14 + length).toString('utf16le');
  if (!share.has(name)) return failure(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  return ioctlResponse(body, Buffer.alloc(0));
}

/** 3.3.5.15.3: a write and the read of its answer; what does not fit is read afterwards. */
async function transceive(body: IoctlRequest, open: Open): Promise<Response> {
  const { target } = open;
  if (target.type !== 'pipe') return failure(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  const { data, more } = await target.pipe.transceive(body.input, body.maxOutputResponse);
  return ioctlResponse(body, data, more ? NtStatus.STATUS_BUFFER_OVERFLOW : NtStatus.STATUS_SUCCESS);
}

/** 3.3.5.15.5: 24 bytes by which a copy names its source; the FileId, which nobody else can guess, and zeros. */
function resumeKey(body: IoctlRequest, open: Open): Response {
  const key = Buffer.alloc(24);
  key.writeBigUInt64LE(open.fileId.persistent, 0);
  key.writeBigUInt64LE(open.fileId.volatile, 8);
  const output = encodeResumeKey(key);
  if (output.length > body.maxOutputResponse) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  return ioctlResponse(body, output);
}

/** 3.3.5.15.6: copies ranges between two opens of the session, chunk by chunk. */
async function copyChunks(
  request: Request,
  body: IoctlRequest,
  established: Established,
  tree: Tree,
): Promise<Response> {
  const target = findDiskOpen(request, established, tree, body.fileId).target.file;
  const { sourceKey, chunks } = decodeCopyChunkRequest(body.input);
  if (body.maxOutputResponse < 12) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const sourceId = {
    persistent: sourceKey.readBigUInt64LE(0),
    volatile: sourceKey.readBigUInt64LE(8),
  };
  const source = established.opens.find(sourceId, tree.id);
  if (source === undefined || !isDiskOpen(source)) return failure(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  requireAccess(source.target.file, AccessMask.FILE_READ_DATA);
  requireAccess(target, AccessMask.FILE_WRITE_DATA | AccessMask.FILE_APPEND_DATA);
  if (body.ctlCode === CtlCode.SRV_COPYCHUNK) requireAccess(target, AccessMask.FILE_READ_DATA);

  const total = chunks.reduce((sum, { length }) => sum + length, 0);
  if (chunks.length > MAX_CHUNKS || total > MAX_COPY_BYTES || chunks.some(isTooLong)) {
    // "the server MUST return an SRV_COPYCHUNK_RESPONSE with its limits" (3.3.5.15.6.2).
    const limits = {
      chunksWritten: MAX_CHUNKS,
      chunkBytesWritten: MAX_CHUNK_BYTES,
      totalBytesWritten: MAX_COPY_BYTES,
    };
    return ioctlResponse(body, encodeCopyChunkResponse(limits), NtStatus.STATUS_INVALID_PARAMETER);
  }
  for (const { sourceOffset, targetOffset, length } of chunks) {
    const data = await source.target.file.read(sourceOffset, length);
    if (data.length < length) return failure(NtStatus.STATUS_INVALID_VIEW_SIZE);
    await target.write(targetOffset, data);
  }
  const written = { chunksWritten: chunks.length, chunkBytesWritten: 0, totalBytesWritten: total };
  return ioctlResponse(body, encodeCopyChunkResponse(written));
}

function isTooLong({ length }: CopyChunk): boolean {
  return length === 0 || length > MAX_CHUNK_BYTES;
}

/** One of the rights in `mask` is enough. */
function requireAccess(file: OpenFile, mask: number): void {
  if ((file.grantedAccess & mask) === 0) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
}
