import { NtStatus } from '../../constants/nt-status.js';
import type { SessionCipher } from '../../protection/encryption.js';
import type { Connection } from '../model/connection.js';
import type { AnswerOutcome, OutgoingAnswer } from './outcome.js';
import { failure, withoutMessage } from './request.js';

/**
 * Puts a request whose interim answer leaves into Connection.AsyncCommandList, where a CANCEL and the end of its
 * session find it. Where the list is full, a CANCEL has no effect.
 */
export function waitForEver(
  { request: received, asyncId }: OutgoingAnswer,
  cipher: SessionCipher | undefined,
  carryOut: (connection: Connection, outcome: AnswerOutcome) => void,
): void {
  const request = withoutMessage(received);
  const { connection, header, sessionId } = request;
  const { asyncRequests, server } = connection;
  if (asyncId === undefined || asyncRequests.size >= server.limits.asyncRequests) return;
  const cancel = (): void => {
    if (!asyncRequests.delete(asyncId)) return;
    const response = failure(NtStatus.STATUS_CANCELLED);
    carryOut(connection, {
      kind: 'answer',
      answers: [{ request, response, asyncId, credits: 0 }],
      cipher,
    });
  };
  const session = connection.sessions.get(sessionId);
  asyncRequests.set(asyncId, { messageId: header.messageId, session, cancel });
}
