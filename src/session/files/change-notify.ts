import { NtStatus } from '../../nt-status.js';
import type { Change } from '../../shares/file-info.js';
import { encodeFileNotifyInformation, FileAction } from '../../smb2-codec/fscc/index.js';
import {
  ChangeNotifyFlags,
  decodeChangeNotifyRequest,
  encodeChangeNotifyResponse,
} from '../../smb2-codec/index.js';
import { chargeCovers } from '../credit-charge.js';
import { failure, type Pending, type Request, type Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findDiskOpen } from './find-open.js';
import { pendingAfter } from './pending.js';

const actions: Record<Change['action'], number> = {
  added: FileAction.ADDED,
  removed: FileAction.REMOVED,
  modified: FileAction.MODIFIED,
  'renamed-old-name': FileAction.RENAMED_OLD_NAME,
  'renamed-new-name': FileAction.RENAMED_NEW_NAME,
};

/** CHANGE_NOTIFY ([MS-SMB2] 3.3.5.19): waits, unless something happened since it was last asked. */
export async function handleChangeNotify(
  request: Request,
  established: Established,
  tree: Tree,
): Promise<Response | Pending> {
  const body = decodeChangeNotifyRequest(request.message);
  const { fileId, target } = findDiskOpen(request, established, tree, body.fileId);
  const { outputBufferLength } = body;
  if (!target.file.directory || outputBufferLength > request.connection.negotiated.maxTransactSize) {
    return { ...failure(NtStatus.STATUS_INVALID_PARAMETER), fileId };
  }
  if (!chargeCovers(request, outputBufferLength)) {
    return { ...failure(NtStatus.STATUS_INVALID_PARAMETER), fileId };
  }
  const query = {
    filter: body.completionFilter,
    recursive: (body.flags & ChangeNotifyFlags.WATCH_TREE) !== 0,
  };
  return pendingAfter(0, async (signal) => {
    const changes = await target.file.changes({ ...query, signal });
    return { ...answer(changes, outputBufferLength), fileId };
  });
}

/** Changes that were too many to remember, or do not fit, make the client enumerate the directory afresh. */
function answer(changes: readonly Change[], maximum: number): Response {
  const entries = changes.map(({ action, path }) => ({ action: actions[action], fileName: path }));
  const { data, count } = encodeFileNotifyInformation(entries, maximum);
  const complete = changes.length > 0 && count === changes.length;
  return {
    status: complete ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_NOTIFY_ENUM_DIR,
    write: (w) => encodeChangeNotifyResponse(w, { outputBuffer: complete ? data : Buffer.alloc(0) }),
  };
}
