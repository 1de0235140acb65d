import { NtStatus } from '../../../constants/nt-status.js';
import {
  CtlCode,
  decodePipeWaitRequest,
  encodeResumeKey,
  type IoctlRequest,
} from '../../../smb2-codec/index.js';
import { ioctlResponse } from '../ioctl-response.js';
import type { Open } from '../../model/open-table.js';
import type { ServerProfile } from '../../model/server-profile.js';
import { failure, type Request, type HandlerResult, type Result } from '../../exchange/request.js';
import type { Established } from '../../model/session.js';
import type { Tree } from '../../model/tree-table.js';
import { copyChunks } from './copy-chunks.js';
import { findOpen } from '../../exchange/find-session.js';
import { imitatedIoctl } from './imitated-ioctl.js';
import { asDiskOpen, isDiskOpen, serveOpen } from './on-open.js';

/** The control codes that work on an open or on the names of a share ([MS-SMB2] 3.3.5.15). */
export function handleFileIoctl(
  request: Request,
  body: IoctlRequest,
  established: Established,
  tree: Tree,
): Result {
  if (body.ctlCode === CtlCode.PIPE_WAIT) return waitForPipe(body, tree);
  // The open is looked up first: an unknown code on an unknown file is the file's fault.
  const found = findOpen(request, established, tree, body.fileId);
  if (!found.ok) return failure(found.status);
  const open = found.value;
  const answered = { ...body, fileId: open.fileId };
  const { profile } = request.connection.server;
  return serveOpen(request, open, () => control(answered, open, established, profile));
}

function control(
  body: IoctlRequest,
  open: Open,
  established: Established,
  profile: ServerProfile,
): HandlerResult | Promise<HandlerResult> {
  const imitated = isDiskOpen(open) ? imitatedIoctl(body, open, profile) : undefined;
  if (imitated !== undefined) return imitated;
  switch (body.ctlCode) {
    case CtlCode.PIPE_TRANSCEIVE:
      return transceive(body, open);
    case CtlCode.SRV_REQUEST_RESUME_KEY:
      return resumeKey(body, asDiskOpen(open));
    case CtlCode.SRV_COPYCHUNK:
    case CtlCode.SRV_COPYCHUNK_WRITE:
      return copyChunks(body, open, established);
    // 3.3.5.15.7 and 3.3.5.15.9, of servers that have neither.
    case CtlCode.SRV_READ_HASH:
    case CtlCode.LMR_REQUEST_RESILIENCY:
      return failure(NtStatus.STATUS_NOT_SUPPORTED);
    default:
      return failure(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  }
}

/** 3.3.5.15.10: every pipe we have can be opened at once. */
function waitForPipe(body: IoctlRequest, { share }: Tree): HandlerResult {
  if (share.type !== 'pipe') return failure(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  const { name } = decodePipeWaitRequest(body.input);
  const exists: unknown = share.has(name);
  // A promise is no answer, and neither is a word: a share of a program's own has a fault.
  if (typeof exists !== 'boolean')
    throw new TypeError(`share "${share.name}": has() gave neither true nor false`);
  if (!exists) return failure(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  return ioctlResponse(body, Buffer.alloc(0));
}

/** 3.3.5.15.3: a write and the read of its answer; what does not fit is read afterwards. */
async function transceive(body: IoctlRequest, { target }: Open): Promise<HandlerResult> {
  // As on Windows (note <385>).
  if (target.type !== 'pipe') return failure(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  const { data, more } = await target.pipe.transceive(body.input, body.maxOutputResponse);
  return ioctlResponse(body, data, more ? NtStatus.STATUS_BUFFER_OVERFLOW : NtStatus.STATUS_SUCCESS);
}

/** 3.3.5.15.5: 24 bytes by which a copy names its source; the FileId, which nobody else can guess, and zeros. */
function resumeKey(body: IoctlRequest, { fileId }: Open): HandlerResult {
  const key = Buffer.alloc(24);
  key.writeBigUInt64LE(fileId.persistent, 0);
  key.writeBigUInt64LE(fileId.volatile, 8);
  const output = encodeResumeKey(key);
  if (output.length > body.maxOutputResponse) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  return ioctlResponse(body, output);
}
