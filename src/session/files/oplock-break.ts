import { NtStatus } from '../../nt-status.js';
import {
  decodeOplockBreakRequest,
  encodeOplockBreakResponse,
  type OplockBreak,
} from '../../smb2-codec/index.js';
import type { Open } from '../open-table.js';
import { failure, type Request, type Response } from '../request.js';
import { sendNotification } from '../respond.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findDiskOpen } from './find-open.js';
import { oplockLevelOf, oplockOf } from './oplock-level.js';

/** How long a client may take to answer, as on Windows; then its oplock is gone ([MS-SMB2] 3.3.6.1, note <217>). */
const ACKNOWLEDGE_MILLISECONDS = 35_000;

/** Tells a client that its oplock is taken away ([MS-SMB2] 3.3.4.6). */
export function breakOplock(
  established: Established,
  open: Open,
  level: 'none' | 'ii',
  acknowledge: boolean,
): void {
  const [channel] = established.channels.keys();
  const { target, fileId } = open;
  if (channel === undefined || target.type !== 'disk') return;
  const notification: OplockBreak = { kind: 'oplock', oplockLevel: oplockLevelOf(level), fileId };
  const encrypt = established.encryptData || target.share.encrypt;
  sendNotification(
    channel,
    (w) => encodeOplockBreakResponse(w, notification),
    encrypt ? established.cipher : undefined,
  );
  if (!acknowledge) return;
  clearTimeout(open.breakTimer);
  open.breakTimer = setTimeout(() => {
    try {
      target.file.acknowledgeOplockBreak('none');
    } catch (error) {
      channel.server.onInternalError(error, 'ending an oplock break');
    }
  }, ACKNOWLEDGE_MILLISECONDS).unref();
}

/** OPLOCK_BREAK acknowledgment ([MS-SMB2] 3.3.5.22.1). */
export function handleOplockBreak(request: Request, established: Established, tree: Tree): Response {
  const body = decodeOplockBreakRequest(request.message);
  // Leases are never granted, so there is none to acknowledge (3.3.5.22.2).
  if (body.kind === 'lease') return failure(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  const open = findDiskOpen(request, established, tree, body.fileId);
  clearTimeout(open.breakTimer);
  open.breakTimer = undefined;
  open.target.file.acknowledgeOplockBreak(oplockOf(body.oplockLevel));
  const answer: OplockBreak = {
    kind: 'oplock',
    oplockLevel: oplockLevelOf(open.target.file.oplock),
    fileId: open.fileId,
  };
  return { status: NtStatus.STATUS_SUCCESS, write: (w) => encodeOplockBreakResponse(w, answer) };
}
