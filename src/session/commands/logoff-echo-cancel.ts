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
import { Answer, failure, type Request, type HandlerResult } from '../exchange/request.js';
import type { Connection, PendingRequest } from '../model/connection.js';
import type { Session } from '../model/session.js';
import { findValidSession, isEncryptedAsDemanded } from '../exchange/find-session.js';

/** LOGOFF ([MS-SMB2] 3.3.5.6). Later requests of the session find that it has ended. */
export function handleLogoff(request: Request, session: Session): HandlerResult {
  decodeLogoffRequest(request.message);
  const { connection } = request;
  const user = session.established?.identity.account;
  connection.server.sessions.remove(session, connection, 'logoff');
  const answer = new Answer(NtStatus.STATUS_SUCCESS, encodeLogoffResponse);
  answer.user = user;
  return answer;
}

/**
 * ECHO ([MS-SMB2] 3.3.5.17): served on connections with a session; a SessionId in it must be valid. In the profile of
 * smbd it is served without, too.
 */
export function handleEcho(request: Request): HandlerResult | DropOutcome {
  const { connection, encrypted, header } = request;
  if (connection.server.profile.echo === 'always') {
    const established = connection.sessions.get(request.sessionId)?.established;
    if (!isEncryptedAsDemanded(request, established)) return failure(NtStatus.STATUS_ACCESS_DENIED);
    return answerEcho(request);
  }
  if (connection.sessions.size === 0) {
    return violation('echo-without-session', '[MS-SMB2] 3.3.5.17');
  }
  const signed = (header.flags & HeaderFlags.SIGNED) !== 0;
  if (signed || (!encrypted && request.sessionId !== 0n)) {
    const whenExpired = connection.server.profile.expiredSession === 'unlock-and-echo';
    const session = findValidSession(request, whenExpired);
    if (!session.ok) return failure(session.status);
  }
  return answerEcho(request);
}

function answerEcho({ message }: Request): HandlerResult {
  decodeEchoRequest(message);
  return new Answer(NtStatus.STATUS_SUCCESS, encodeEchoResponse);
}

/** CANCEL ([MS-SMB2] 3.3.5.16): it is never answered itself; the request that it names is answered. */
export function handleCancel(request: Request): undefined {
  const { connection, header } = request;
  decodeCancelRequest(request.message);
  if ((header.flags & HeaderFlags.SIGNED) !== 0 && !findValidSession(request, true).ok) return;
  if (header.asyncId !== undefined) {
    const pending = connection.asyncRequests.get(header.asyncId);
    if (pending !== undefined) cancelFirst(connection, [pending]);
    return;
  }
  // The request may not have begun to wait: clients send both in one segment.
  const work = connection.workload.find(header.messageId);
  if (work !== undefined) work.cancelled = true;
  const pending = [...connection.asyncRequests.values()];
  cancelFirst(
    connection,
    pending.filter(({ messageId }) => messageId === header.messageId),
  );
}

/**
 * Cancels requests, and lets the requests behind wait a turn, so that the answers to those that are cancelled leave
 * first, as from smbd: smbtorture insists on it.
 */
function cancelFirst(connection: Connection, requests: readonly PendingRequest[]): void {
  if (requests.length === 0) return;
  for (const { cancel } of requests) cancel();
  connection.workload.interrupt();
  setImmediate(() => {
    connection.workload.goOn();
    connection.proceed();
  });
}
