import { NtStatus } from '../../constants/nt-status.js';
import type { Connection } from '../model/connection.js';
import type { Limits } from '../model/policy.js';
import type { Pending, Request, Response } from '../exchange/request.js';
import { resultOfError } from './serve-one.js';

/** The interim response of a request that waits ([MS-SMB2] 3.3.4.2). */
export const INTERIM: Response = { status: NtStatus.STATUS_PENDING };

/** Bytes of a request that waits, at least: its header and ids, who signs the answer, and how to cancel it. */
const WAITING_BYTES = 1024;

/** A request in Connection.AsyncCommandList. */
export interface Suspended {
  readonly asyncId: bigint;
  /** The final response; never rejects. */
  readonly settled: Promise<Response>;
}

/** The limit that keeps one more request from waiting; undefined where it may. */
export function limitOfWaiting({ asyncRequests, held, server }: Connection): keyof Limits | undefined {
  return asyncRequests.size < server.limits.asyncRequests ? held.exceeded : 'asyncRequests';
}

/** Puts a request into Connection.AsyncCommandList until its response is there. */
export function suspend(request: Request, { pending, cancel, keeps = 0 }: Pending): Suspended {
  const { connection, header, sessionId } = request;
  const asyncId = connection.nextAsyncId();
  const session = connection.sessions.get(sessionId);
  const held = WAITING_BYTES + keeps;
  connection.held.add(held);
  connection.asyncRequests.set(asyncId, { messageId: header.messageId, session, cancel });
  // The session may have ended before its request was found to wait.
  if (session === undefined) cancel();
  const settled = pending
    .catch((error: unknown) => resultOfError(connection, error))
    .finally(() => {
      connection.asyncRequests.delete(asyncId);
      connection.held.release(held);
    });
  return { asyncId, settled };
}

/** Ends the wait of a request that nobody will be answered for. */
export function giveUp(result: Response | Pending | undefined): void {
  if (result === undefined || !('pending' in result)) return;
  result.cancel();
  result.pending.catch(() => {});
}
