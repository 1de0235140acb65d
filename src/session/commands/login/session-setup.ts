import { CodecError } from '../../../bytes/index.js';
import { spnegoAcceptor } from '../../../auth/spnego/acceptor.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { SessionSetupFlags, type SessionSetupRequest } from '../../../smb2-codec/index.js';
import type { Connection } from '../../model/connection.js';
import { isSmb3 } from '../../../protection/dialect.js';
import type { Limits } from '../../model/policy.js';
import {
  failure,
  refuseRequest,
  type Request,
  type HandlerResult,
  type Result,
} from '../../exchange/request.js';
import type { LoginExchange, Session } from '../../model/session.js';
import { expireIfDue, isEncryptedAsDemanded } from '../../exchange/find-session.js';
import {
  refuseBinding,
  refuseForLimit,
  refuseUnbegun,
  refuseUnknownBinding,
} from '../../exchange/refuse-login.js';
import { SmbLoginContext } from './login-context.js';
import { processLeg } from './process-leg.js';

/** SESSION_SETUP: finds or begins the login that a request belongs to ([MS-SMB2] 3.3.5.5). */
export function handleSessionSetup(request: Request): Result {
  const { connection, sessionId } = request;
  const { setup: body } = request;
  if (body === undefined) throw new TypeError('the request is no SESSION_SETUP');
  if (body instanceof CodecError) return refuseUnreadable(request, body);
  const { policy } = connection.server;
  const { dialect, cipherId } = connection.negotiated;
  const binding = (body.flags & SessionSetupFlags.BINDING) !== 0;

  if (policy.encryption === 'required' && cipherId === 0) {
    return refuseUnbegun(request, body, 'new', {
      reason: 'encryption-required',
      status: NtStatus.STATUS_ACCESS_DENIED,
    });
  }
  if (sessionId === 0n) return beginSession(request, body);
  if (binding) {
    // 2.x has no channels, so a binding is refused (3.3.5.5, note <290>).
    if (isSmb3(dialect)) return bind(request, body);
    return refuseBinding(
      request,
      body,
      NtStatus.STATUS_REQUEST_NOT_ACCEPTED,
      'dialects before 3.0 have none',
    );
  }
  const session = connection.sessions.get(sessionId);
  if (session === undefined) return refuseRequest(request, NtStatus.STATUS_USER_SESSION_DELETED);
  // On a session that must be encrypted, an unencrypted re-authentication is refused: it could change the session's
  // user. Bindings are exempt; clients never encrypt them (3.2.4.1.8).
  if (!isEncryptedAsDemanded(request, session.established)) return failure(NtStatus.STATUS_ACCESS_DENIED);
  const login = connection.loginUnderWay(sessionId) ?? beginReauthentication(request, body, session);
  if (login === undefined) return failure(NtStatus.STATUS_USER_SESSION_DELETED);
  if (login.connection !== connection) return failure(NtStatus.STATUS_REQUEST_NOT_ACCEPTED);
  return processLeg({ request, body, session, login });
}

/** Refuses a request that cannot be read. It begins no login, but it is recorded as an attempt. */
function refuseUnreadable({ connection, sessionId, header }: Request, error: CodecError): HandlerResult {
  if (connection.loginUnderWay(sessionId) !== undefined) throw error;
  const unread = { securityMode: 0, previousSessionId: 0n };
  const purpose = header.sessionId === 0n ? 'new' : 'reauthentication';
  return refuseUnbegun({ connection, sessionId }, unread, purpose, {
    reason: 'request-malformed',
    status: NtStatus.STATUS_INVALID_PARAMETER,
    detail: error.message,
  });
}

/** 3.3.5.5.1 Authenticating a New Session. */
function beginSession(request: Request, body: SessionSetupRequest): Result {
  const { connection } = request;
  const { server } = connection;
  const limit = limitReached(connection);
  if (limit !== undefined) return refuseForLimit(request, body, 'new', limit);
  const session = server.sessions.create(connection, (id) =>
    beginLogin(request, body, 'new', id, preauthOfLogin(connection)),
  );
  const login = connection.loginUnderWay(session.id);
  if (login === undefined) throw new TypeError('a new session has a login');
  return processLeg({ request, body, session, login });
}

/** 3.3.5.5.2 Reauthenticating an Existing Session: its keys are retained, so no hash is needed. */
function beginReauthentication(
  request: Request,
  body: SessionSetupRequest,
  session: Session,
): LoginExchange | undefined {
  expireIfDue(session, request.connection);
  const { state } = session;
  if (state.at !== 'valid' && state.at !== 'expired') return undefined;
  const login = beginLogin(request, body, 'reauthentication', session.id, undefined);
  session.state = { ...state, login };
  return login;
}

/**
 * Binds a connection to a session of another ([MS-SMB2] 3.3.5.5, IsMultiChannelCapable). The signature was verified
 * with Session.SigningKey before. A failure here does not change the session.
 */
function bind(request: Request, body: SessionSetupRequest): Result {
  const { connection, sessionId } = request;
  const { server, negotiated } = connection;
  const refuse = (status: NtStatus, detail: string) => refuseBinding(request, body, status, detail);
  const session = server.sessions.find(sessionId);
  if (session === undefined) {
    return refuseUnknownBinding(request, body, NtStatus.STATUS_USER_SESSION_DELETED);
  }
  // The cipher keys are the session's: a connection with another cipher could not use them.
  if (negotiated.dialect !== session.dialect || negotiated.cipherId !== session.cipherId) {
    return refuse(NtStatus.STATUS_INVALID_PARAMETER, 'the connection has another dialect or cipher');
  }
  if (request.signer === undefined)
    return refuse(NtStatus.STATUS_INVALID_PARAMETER, 'the request is not signed');
  if (!negotiated.clientGuid.equals(session.clientGuid)) {
    return refuse(NtStatus.STATUS_USER_SESSION_DELETED, 'the connection has another ClientGuid');
  }
  expireIfDue(session, connection);
  switch (session.state.at) {
    case 'closed':
      return refuse(NtStatus.STATUS_USER_SESSION_DELETED, 'the session has ended');
    case 'in-progress':
      return refuse(NtStatus.STATUS_REQUEST_NOT_ACCEPTED, 'nobody is logged in to the session yet');
    case 'expired':
      return refuse(NtStatus.STATUS_NETWORK_SESSION_EXPIRED, 'the session has expired');
    case 'valid':
      break;
  }
  if (session.state.established.identity.kind !== 'user') {
    return refuse(NtStatus.STATUS_NOT_SUPPORTED, 'the session is no user’s');
  }
  if (connection.sessions.has(sessionId)) {
    return refuse(NtStatus.STATUS_REQUEST_NOT_ACCEPTED, 'the connection belongs to the session already');
  }
  let login = connection.loginUnderWay(sessionId);
  if (login === undefined) {
    const limit = limitReached(connection);
    if (limit !== undefined) return refuseForLimit(request, body, 'binding', limit);
    login = beginLogin(request, body, 'binding', sessionId, negotiated.preauth);
    connection.loginsToBind.set(sessionId, login);
  }
  return processLeg({ request, body, session, login });
}

/** The limit that refuses a further session on a connection. Bindings whose session has ended do not count. */
function limitReached({
  authenticated,
  loginsToBind,
  server,
  sessions,
}: Connection): keyof Limits | undefined {
  for (const [id, login] of loginsToBind) {
    if (server.sessions.find(id) !== undefined) continue;
    loginsToBind.delete(id);
    login.recorder.abandoned();
  }
  const count = sessions.size + loginsToBind.size;
  if (count >= server.limits.sessionsPerConnection) return 'sessionsPerConnection';
  // Unfinished logins have a limit of their own: each holds memory, and costs a stranger only a few bytes.
  const tooMany = count >= server.limits.unauthenticatedSessions && !authenticated;
  return tooMany ? 'unauthenticatedSessions' : undefined;
}

function beginLogin(
  request: Request,
  body: SessionSetupRequest,
  purpose: LoginExchange['purpose'],
  sessionId: bigint,
  preauth: LoginExchange['preauth'],
): LoginExchange {
  const { connection } = request;
  const { previousSessionId, securityMode } = body;
  const recorder = connection.recorder.loginBegan({
    carrier: 'smb',
    purpose,
    sessionId,
    previousSessionId,
    securityMode,
  });
  const context = new SmbLoginContext(connection, recorder.report);
  const acceptor = spnegoAcceptor(connection.server.mechanisms, context);
  return { purpose, connection, recorder, preauth, legs: 0, state: { at: 'awaiting-leg', acceptor } };
}

/** Each login begins anew from the hash of the connection ([MS-SMB2] 3.3.5.5). */
function preauthOfLogin({ negotiated, loginBefore }: Connection): LoginExchange['preauth'] {
  const { preauth } = negotiated;
  return loginBefore === undefined ? preauth : preauth?.following(loginBefore.preauth, loginBefore.response);
}
