import { NtStatus } from '../../constants/nt-status.js';
import {
  decodeCancelRequest,
  decodeEchoRequest,
  decodeLogoffRequest,
  encodeEchoResponse,
  encodeLogoffResponse,
  HeaderFlags,
} from '../../smb2-codec/index.js';
import { type DropOutcome, violation } from '../exchange/outcome.js';
import { failure, type Request, type HandlerResult } from '../exchange/request.js';
import type { Session } from '../model/session.js';
import { findValidSession } from '../exchange/find-session.js';

/** LOGOFF ([MS-SMB2] 3.3.5.6). Requests still in flight on the session find it gone. */
export function handleLogoff(request: Request, session: Session): HandlerResult {
  decodeLogoffRequest(request.message);
  const { connection } = request;
  connection.server.sessions.remove(session, connection, 'logoff');
  return { status: NtStatus.STATUS_SUCCESS, write: encodeLogoffResponse };
}

/** ECHO ([MS-SMB2] 3.3.5.17): for connections with a session, and checked against it where it names one. */
export function handleEcho(request: Request): HandlerResult | DropOutcome {
  const { connection, encrypted, header } = request;
  if (connection.sessions.size === 0) {
    return violation('echo-without-session', '[MS-SMB2] 3.3.5.17');
  }
  const signed = (header.flags & HeaderFlags.SIGNED) !== 0;
  if (signed || (!encrypted && request.sessionId !== 0n)) {
    const session = findValidSession(request, false);
    if (!session.ok) return failure(session.status);
  }
  decodeEchoRequest(request.message);
  return { status: NtStatus.STATUS_SUCCESS, write: encodeEchoResponse };
}

/** CANCEL ([MS-SMB2] 3.3.5.16): never answered itself; the request it names is. */
export function handleCancel(request: Request): undefined {
  const { connection, header } = request;
  decodeCancelRequest(request.message);
  if ((header.flags & HeaderFlags.SIGNED) !== 0 && !findValidSession(request, true).ok) return;
  if (header.asyncId !== undefined) {
    connection.asyncRequests.get(header.asyncId)?.cancel();
    return;
  }
  // It may come before the request is found to wait: clients send both in one segment.
  const work = connection.workload.find(header.messageId);
  if (work !== undefined) work.cancelled = true;
  for (const pending of connection.asyncRequests.values()) {
    if (pending.messageId === header.messageId) pending.cancel();
  }
}
