import type { SessionRejection } from '../../facts/recorder.js';
import { NtStatus } from '../../constants/nt-status.js';
import type { SessionSetupRequest } from '../../smb2-codec/index.js';
import { hitLimit } from '../model/limit.js';
import type { Limits } from '../model/policy.js';
import { failure, type Request, type Response } from './request.js';
import type { Login } from '../model/session.js';

type Place = Pick<Request, 'connection' | 'sessionId'>;

/** An attempt that is refused before there is a login. */
export function refuseUnbegun(
  { connection, sessionId }: Place,
  { securityMode, previousSessionId }: Pick<SessionSetupRequest, 'securityMode' | 'previousSessionId'>,
  purpose: Login['purpose'],
  refusal: {
    readonly reason: SessionRejection;
    readonly status: NtStatus;
    readonly detail?: string;
    readonly limit?: keyof Limits;
  },
): Response {
  const recorder = connection.recorder.loginBegan({
    carrier: 'smb',
    purpose,
    sessionId,
    previousSessionId,
    securityMode,
  });
  const { limit, ...verdict } = refusal;
  if (limit !== undefined) hitLimit(connection, limit, recorder.report);
  recorder.finished({ outcome: 'rejected', ...verdict });
  return failure(verdict.status);
}

/** There are too many logins on the connection. */
export function refuseForLimit(
  request: Request,
  body: SessionSetupRequest,
  purpose: Login['purpose'],
  limit: keyof Limits,
): Response {
  const status = NtStatus.STATUS_INSUFFICIENT_RESOURCES;
  return refuseUnbegun(request, body, purpose, { reason: 'limit-reached', status, limit });
}

/** @param detail the rule that was broken, in words */
export function refuseBinding(
  request: Place,
  body: SessionSetupRequest,
  status: NtStatus,
  detail: string,
): Response {
  return refuseUnbegun(request, body, 'binding', { reason: 'binding-refused', status, detail });
}
