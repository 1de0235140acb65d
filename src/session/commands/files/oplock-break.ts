import { NtStatus } from '../../../constants/nt-status.js';
import type { OpenFile } from '../../../shares/open-file.js';
import {
  decodeOplockBreakRequest,
  encodeOplockBreakResponse,
  OplockLevel,
  type OplockBreak,
} from '../../../smb2-codec/index.js';
import type { Open } from '../../model/open-table.js';
import { Answer, failure, type Request, type HandlerResult } from '../../exchange/request.js';
import { propose } from '../../exchange/decide.js';
import type { Established, Session } from '../../model/session.js';
import type { Tree } from '../../model/tree-table.js';
import { findOpen } from '../../exchange/find-session.js';
import { asDiskOpen } from './on-open.js';
import { oplockLevelOf, oplockOf } from './oplock-level.js';

/** How long a client may take to answer, as on Windows; then its oplock is gone ([MS-SMB2] 3.3.2.1, note <217>). */
export const ACKNOWLEDGE_MILLISECONDS = 35_000;

/** To what an oplock is broken, and whether its holder has to answer. */
interface Break {
  readonly level: 'none' | 'ii';
  readonly acknowledge: boolean;
}

/** Tells a client of breaks of an open's oplock, but not before it has been told of the open itself. */
export class BreakNotifier {
  readonly #session: Session;
  #waiting: Break[] = [];
  #open: Open | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** For {@link OpenRequest.onOplockBreak}. */
  add(level: 'none' | 'ii', acknowledge: boolean): void {
    if (this.#open === undefined) this.#waiting.push({ level, acknowledge });
    else notify(this.#session, this.#open, { level, acknowledge });
  }

  /** The response to the CREATE is being sent; what waits follows it. */
  release(open: Open): void {
    setImmediate(() => {
      this.#open = open;
      for (const what of this.#waiting.splice(0)) notify(this.#session, open, what);
    });
  }
}

/** [MS-SMB2] 3.3.4.6 */
function notify(session: Session, open: Open, { level, acknowledge }: Break): void {
  const { established } = session;
  const [channel] = established?.channels.keys() ?? [];
  const { target, fileId } = open;
  // Without a channel the session is ending, and with its opens the break.
  if (established === undefined || channel === undefined || target.type !== 'disk') return;
  // It was closed before its client was told of the break, perhaps by the compound that opened it.
  if (established.opens.findAnywhere(fileId) !== open) return;
  const notification: OplockBreak = { kind: 'oplock', oplockLevel: oplockLevelOf(level), fileId };
  const encrypt = established.encryptData || target.share.encrypt;
  propose(channel, {
    kind: 'notify',
    body: (w) => encodeOplockBreakResponse(w, notification),
    sessionId: channel.server.profile.breakSessionId === 'zero' ? 0n : session.id,
    cipher: encrypt ? established.cipher : undefined,
  });
  // A decision may have ended the connection instead.
  if (!acknowledge || established.opens.findAnywhere(fileId) !== open) return;
  open.cancelBreakTimer?.();
  open.cancelBreakTimer = channel.server.runtime.after(ACKNOWLEDGE_MILLISECONDS, () => {
    open.cancelBreakTimer = undefined;
    try {
      target.file.acknowledgeOplockBreak('none');
    } catch (error) {
      channel.server.onInternalError(error, 'ending an oplock break');
    }
  });
}

/** OPLOCK_BREAK acknowledgment ([MS-SMB2] 3.3.5.22.1). */
export function handleOplockBreak(request: Request, established: Established, tree: Tree): HandlerResult {
  const body = decodeOplockBreakRequest(request.message);
  // Leases are never granted, so there is none to acknowledge (3.3.5.22.2).
  if (body.kind === 'lease') return failure(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  const found = findOpen(request, established, tree, body.fileId);
  if (!found.ok) return failure(found.status);
  const open = asDiskOpen(found.value);
  // "If Open.OplockState is not Breaking".
  if (open.cancelBreakTimer === undefined) {
    return failure(NtStatus[request.connection.server.profile.needlessAcknowledgment]);
  }
  open.cancelBreakTimer();
  open.cancelBreakTimer = undefined;
  const { file } = open.target;
  const status = endBreak(file, body.oplockLevel);
  if (status !== NtStatus.STATUS_SUCCESS) return failure(status);
  const answer: OplockBreak = {
    kind: 'oplock',
    oplockLevel: oplockLevelOf(file.oplock),
    fileId: open.fileId,
  };
  return new Answer(status, (w) => encodeOplockBreakResponse(w, answer));
}

/** Ends the break in any case: whoever waits for it is not made to wait for a client that answers nonsense. */
function endBreak(file: OpenFile, oplockLevel: number): NtStatus {
  const level = oplockOf(oplockLevel);
  file.acknowledgeOplockBreak(level ?? 'none');
  if (level !== undefined) return NtStatus.STATUS_SUCCESS;
  return oplockLevel === OplockLevel.SMB2_OPLOCK_LEVEL_LEASE
    ? NtStatus.STATUS_INVALID_PARAMETER
    : NtStatus.STATUS_INVALID_OPLOCK_PROTOCOL;
}
