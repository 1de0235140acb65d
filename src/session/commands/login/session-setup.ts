import { CodecError } from '../../../bytes/index.js';
import { spnegoAcceptor } from '../../../auth/spnego/acceptor.js';
import type { Step } from '../../../auth/mechanism.js';
import { NtStatus } from '../../../constants/nt-status.js';
import {
  decodeSessionSetupRequest,
  encodeSessionSetupResponse,
  SessionSetupFlags,
  type SessionSetupRequest,
} from '../../../smb2-codec/index.js';
import type { Connection } from '../../model/connection.js';
import { isSmb3 } from '../../../protection/dialect.js';
import { bindChannel, establish, reestablish } from './establish.js';
import type { Limits } from '../../model/policy.js';
import { failure, refuseRequest, type Request, type Response, type Result } from '../../exchange/request.js';
import type { Login, Session } from '../../model/session.js';
import { expireIfDue, verifyEncrypted } from '../../exchange/verify.js';
import { refuseBinding, refuseForLimit, refuseUnbegun } from '../../exchange/refuse-login.js';

const NO_TOKEN = Buffer.alloc(0);

/** SESSION_SETUP: which login a request belongs to ([MS-SMB2] 3.3.5.5). */
export function handleSessionSetup(request: Request): Result {
  const { connection, sessionId } = request;
  const body = decodeOrRefuse(request);
  if ('status' in body) return body;
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
    // A server without this dialect family's channels says so (3.3.5.5, note <290>).
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
  // Only a binding is never encrypted (3.2.4.1.8): nobody outside the encryption says who the session belongs to.
  if (!verifyEncrypted(request, session.established)) return failure(NtStatus.STATUS_ACCESS_DENIED);
  const login = session.login ?? beginReauthentication(request, body, session);
  if (login === undefined) return failure(NtStatus.STATUS_USER_SESSION_DELETED);
  if (login.connection !== connection) return failure(NtStatus.STATUS_REQUEST_NOT_ACCEPTED);
  return advance(request, body, session, login);
}

/** A request that cannot be read begins no login, yet somebody wanted to log in: it is an attempt as well. */
function decodeOrRefuse(request: Request): SessionSetupRequest | Response {
  const { connection, sessionId, header, message } = request;
  try {
    return decodeSessionSetupRequest(message);
  } catch (error) {
    const isUnderWay = connection.sessions.get(sessionId)?.login ?? connection.bindings.get(sessionId);
    if (!(error instanceof CodecError) || isUnderWay !== undefined) throw error;
    const unread = { securityMode: 0, previousSessionId: 0n };
    return refuseUnbegun(request, unread, header.sessionId === 0n ? 'new' : 'reauthentication', {
      reason: 'request-malformed',
      status: NtStatus.STATUS_INVALID_PARAMETER,
      detail: error.message,
    });
  }
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
  const { login } = session;
  if (login === undefined) throw new TypeError('a new session has a login');
  return advance(request, body, session, login);
}

/** 3.3.5.5.2 Reauthenticating an Existing Session: its keys are retained, so nothing is hashed. */
function beginReauthentication(
  request: Request,
  body: SessionSetupRequest,
  session: Session,
): Login | undefined {
  expireIfDue(session, request.connection);
  const { state } = session;
  if (state.at !== 'valid' && state.at !== 'expired') return undefined;
  const login = beginLogin(request, body, 'reauthentication', session.id, undefined);
  session.state = { ...state, login };
  return login;
}

/**
 * A connection that joins a session of another ([MS-SMB2] 3.3.5.5, IsMultiChannelCapable). The signature was verified
 * with Session.SigningKey before. Whatever fails here leaves the session itself alone.
 */
function bind(request: Request, body: SessionSetupRequest): Result {
  const { connection, sessionId } = request;
  const { server, negotiated } = connection;
  const refuse = (status: NtStatus, detail: string) => refuseBinding(request, body, status, detail);
  const session = server.sessions.find(sessionId);
  if (session === undefined) return refuse(NtStatus.STATUS_USER_SESSION_DELETED, 'there is no such session');
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
  let login = connection.bindings.get(sessionId);
  if (login === undefined) {
    const limit = limitReached(connection);
    if (limit !== undefined) return refuseForLimit(request, body, 'binding', limit);
    login = beginLogin(request, body, 'binding', sessionId, negotiated.preauth);
    connection.bindings.set(sessionId, login);
  }
  return advance(request, body, session, login);
}

/** Why a connection may have no further session. Bindings whose session ended meanwhile do not count. */
function limitReached({ authenticated, bindings, server, sessions }: Connection): keyof Limits | undefined {
  for (const [id, login] of bindings) {
    if (server.sessions.find(id) !== undefined) continue;
    bindings.delete(id);
    login.recorder.abandoned();
  }
  const count = sessions.size + bindings.size;
  if (count >= server.limits.sessionsPerConnection) return 'sessionsPerConnection';
  // Each holds what arrived of its login, and costs a stranger nothing but the bytes.
  const tooMany = count >= server.limits.unauthenticatedSessions && !authenticated;
  return tooMany ? 'unauthenticatedSessions' : undefined;
}

function beginLogin(
  request: Request,
  body: SessionSetupRequest,
  purpose: Login['purpose'],
  sessionId: bigint,
  preauth: Login['preauth'],
): Login {
  const { connection } = request;
  const { previousSessionId, securityMode } = body;
  const recorder = connection.recorder.loginBegan({
    carrier: 'smb',
    purpose,
    sessionId,
    previousSessionId,
    securityMode,
  });
  const { mechanisms } = connection.server;
  const acceptor = spnegoAcceptor(mechanisms, {
    report: recorder.report,
    carrier: 'smb',
    peer: connection.remote,
    // Made when a mechanism asks for it: most have nothing to wait for.
    get signal() {
      return connection.signal;
    },
  });
  return { purpose, connection, acceptor, preauth, recorder, stepping: false };
}

/** 3.3.5.5.3 Handling GSS-API Authentication: one leg. */
async function advance(
  request: Request,
  body: SessionSetupRequest,
  session: Session,
  login: Login,
): Promise<Response> {
  if (login.stepping) return failure(NtStatus.STATUS_REQUEST_NOT_ACCEPTED);
  login.stepping = true;
  // The final request is part of the hash that keys are derived from, so it is added before the acceptor decides.
  login.preauth = login.preauth?.after(request.message);
  const step = await login.acceptor.step(body.securityBuffer);
  login.stepping = false;
  // While the acceptor waited, the session may have been logged off, replaced, or lost with its connection.
  if (!isCurrent(request, session, login)) return failure(NtStatus.STATUS_USER_SESSION_DELETED);
  switch (step.kind) {
    case 'continue':
      return {
        status: NtStatus.STATUS_MORE_PROCESSING_REQUIRED,
        sessionId: session.id,
        write: (w) => encodeSessionSetupResponse(w, { sessionFlags: 0, securityBuffer: step.token }),
        afterEncoding: (sent) => {
          login.preauth = login.preauth?.after(sent);
        },
      };
    case 'accepted':
      return accept(request, body, session, login, step);
    case 'rejected':
      // A reject token has no place in the error body of SMB2, and Windows sends none.
      return refuseLogin(request, session, login, step);
  }
}

function isCurrent({ connection }: Request, session: Session, login: Login): boolean {
  if (connection.closed || session.state.at === 'closed') return false;
  return login.purpose === 'binding'
    ? connection.bindings.get(session.id) === login
    : session.login === login;
}

function accept(
  request: Request,
  body: SessionSetupRequest,
  session: Session,
  login: Login,
  step: Extract<Step, { kind: 'accepted' }>,
): Response {
  const { connection } = request;
  if (!connection.server.clients.enter(connection)) {
    const status = NtStatus.STATUS_USER_SESSION_DELETED;
    return refuseLogin(request, session, login, { reason: 'dialect-changed', status });
  }
  const outcome =
    login.purpose === 'new'
      ? establish(connection, session, login, body, step.context)
      : login.purpose === 'reauthentication'
        ? reestablish(connection, session, login, body, step.context)
        : bindChannel(connection, session, login, body, step.context);
  if (!outcome.ok) return refuseLogin(request, session, login, outcome);
  connection.adjustFrameLimit();
  return {
    status: NtStatus.STATUS_SUCCESS,
    sessionId: session.id,
    ...(outcome.signer && { signer: outcome.signer }),
    ...(login.purpose === 'new' && login.preauth && { afterEncoding: keepResponse(session, login) }),
    write: (w) =>
      encodeSessionSetupResponse(w, {
        sessionFlags: outcome.sessionFlags,
        securityBuffer: step.token ?? NO_TOKEN,
      }),
  };
}

function refuseLogin(
  request: Request,
  session: Session,
  login: Login,
  {
    reason,
    status,
    detail,
  }: { readonly reason: string; readonly status: NtStatus; readonly detail?: string },
): Response {
  login.recorder.finished({ outcome: 'rejected', reason, status, ...(detail !== undefined && { detail }) });
  endLogin(request, session, login);
  const afterEncoding = (sent: Buffer): void => rememberEnd(login, sent);
  return { status, sessionId: session.id, ...(login.preauth && { afterEncoding }) };
}

/**
 * A login that failed leaves nothing behind: a session that was being set up or re-authenticated is gone, while a
 * binding harms nobody but itself ([MS-SMB2] 3.3.5.5.3).
 */
function endLogin({ connection }: Request, session: Session, login: Login): void {
  switch (login.purpose) {
    case 'binding':
      connection.bindings.delete(session.id);
      return;
    case 'new':
      connection.server.sessions.remove(session, connection, 'login-failed');
      return;
    case 'reauthentication':
      connection.server.sessions.remove(session, connection, 'reauthentication-failed');
      return;
  }
}

/** Keeps the final response, which the explanation of a wrong signature may need. */
function keepResponse({ established }: Session, login: Login): (sent: Buffer) => void {
  return (sent) => {
    if (established !== undefined) established.setupResponse = sent;
    rememberEnd(login, sent);
  };
}

function rememberEnd({ connection, preauth }: Login, response: Buffer): void {
  if (preauth !== undefined) connection.loginBefore = { preauth, response };
}

/** Each login begins anew from the hash of the connection ([MS-SMB2] 3.3.5.5). */
function preauthOfLogin({ negotiated, loginBefore }: Connection): Login['preauth'] {
  const { preauth } = negotiated;
  return loginBefore === undefined ? preauth : preauth?.following(loginBefore.preauth, loginBefore.response);
}
