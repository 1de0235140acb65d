import type { LoginVerdict, SessionRejection } from '../../facts/recorder.js';
import { NtStatus } from '../../constants/nt-status.js';
import type { SessionSetupRequest } from '../../smb2-codec/index.js';
import { hitLimit } from '../model/limit.js';
import type { Limits } from '../model/policy.js';
import { failure, type Proposal, type Request, type HandlerResult } from './request.js';
import type { LoginExchange } from '../model/session.js';

type Place = Pick<Request, 'connection' | 'sessionId'>;

/** Records an attempt that is refused before a login begins. */
export function refuseUnbegun(
  { connection, sessionId }: Place,
  { securityMode, previousSessionId }: Pick<SessionSetupRequest, 'securityMode' | 'previousSessionId'>,
  purpose: LoginExchange['purpose'],
  refusal: {
    readonly reason: SessionRejection;
    readonly status: NtStatus;
    readonly detail?: string;
    readonly limit?: keyof Limits;
  },
): HandlerResult {
  const recorder = connection.recorder.loginBegan({
    carrier: 'smb',
    purpose,
    sessionId,
    previousSessionId,
    securityMode,
  });
  const { limit, ...verdict } = refusal;
  if (limit !== undefined) hitLimit(connection, limit, recorder.report);
  const proposal: Proposal = {
    leg: 1,
    commit: () => {
      recorder.finished({ outcome: 'rejected', ...verdict });
      return undefined;
    },
    withdraw: (status) => recorder.finished(answeredOtherwise(status)),
  };
  const answer = failure(verdict.status);
  answer.proposal = proposal;
  return answer;
}

/** The verdict of a login whose answer was replaced, with the status that went out, if any. */
export function answeredOtherwise(status: NtStatus | undefined): LoginVerdict {
  return { outcome: 'rejected', reason: 'answered-otherwise', ...(status !== undefined && { status }) };
}

/** Refuses a login because there are too many on the connection. */
export function refuseForLimit(
  request: Request,
  body: SessionSetupRequest,
  purpose: LoginExchange['purpose'],
  limit: keyof Limits,
): HandlerResult {
  const status = NtStatus.STATUS_INSUFFICIENT_RESOURCES;
  return refuseUnbegun(request, body, purpose, { reason: 'limit-reached', status, limit });
}

/** @param detail the rule that was broken, in words */
export function refuseBinding(
  request: Place,
  body: SessionSetupRequest,
  status: NtStatus,
  detail: string,
): HandlerResult {
  return refuseUnbegun(request, body, 'binding', { reason: 'binding-refused', status, detail });
}

/** Refuses to bind to a session that this process has not; another one may have it. */
export function refuseUnknownBinding(
  request: Place,
  body: SessionSetupRequest,
  status: NtStatus,
): HandlerResult {
  return request.connection.server.sessions.isElsewhere(request.sessionId)
    ? refuseUnbegun(request, body, 'binding', { reason: 'session-elsewhere', status })
    : refuseBinding(request, body, status, 'there is no such session');
}
