import { NtStatus } from '../../../constants/nt-status.js';
import type { Change } from '../../../shares/file-info.js';
import { encodeFileNotifyInformation, FileAction } from '../../../smb2-codec/fscc/index.js';
import {
  ChangeNotifyFlags,
  decodeChangeNotifyRequest,
  encodeChangeNotifyResponse,
} from '../../../smb2-codec/index.js';
import { Answer, failure, type HandlerResult } from '../../exchange/request.js';
import { onDiskOpen } from './on-open.js';
import { checkPayload } from './payload.js';
import { pendingAfter } from '../../exchange/pending.js';

const actions: Record<Change['action'], number> = {
  added: FileAction.ADDED,
  removed: FileAction.REMOVED,
  modified: FileAction.MODIFIED,
  'renamed-old-name': FileAction.RENAMED_OLD_NAME,
  'renamed-new-name': FileAction.RENAMED_NEW_NAME,
};

/** CHANGE_NOTIFY ([MS-SMB2] 3.3.5.19): waits, unless something happened since it was last asked. */
export const handleChangeNotify = onDiskOpen(decodeChangeNotifyRequest, ({ request, body, open }) => {
  const { file } = open.target;
  const { outputBufferLength } = body;
  checkPayload(request, outputBufferLength);
  if (!file.directory) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  // As on Windows and Samba, where the first request makes the buffer: one too small makes every client look for
  // itself.
  open.notifyBufferLength ??= outputBufferLength;
  const maximum = Math.min(outputBufferLength, open.notifyBufferLength);
  const query = {
    filter: body.completionFilter,
    recursive: (body.flags & ChangeNotifyFlags.WATCH_TREE) !== 0,
  };
  const { runtime } = request.connection.server;
  const changes = async (signal: AbortSignal) => answer(await file.changes({ ...query, signal }), maximum);
  return pendingAfter({ runtime, patience: 0 }, changes);
});

/** Changes that were too many to remember, or do not fit, make the client enumerate the directory afresh. */
function answer(changes: readonly Change[], maximum: number): HandlerResult {
  const entries = changes.map(({ action, path }) => ({ action: actions[action], fileName: path }));
  const { data, count } = encodeFileNotifyInformation(entries, maximum);
  const complete = changes.length > 0 && count === changes.length;
  const outputBuffer = complete ? data : Buffer.alloc(0);
  return new Answer(complete ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_NOTIFY_ENUM_DIR, (w) =>
    encodeChangeNotifyResponse(w, { outputBuffer }),
  );
}
