import { keptCopy } from '../../../bytes/index.js';
import type { Acceptor, Step } from '../../../auth/mechanism.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { type MaybePromise, whenKnown } from '../../../values/maybe-promise.js';
import type { LoginVerdict } from '../../../facts/recorder.js';
import { encodeSessionSetupResponse, type SessionSetupRequest } from '../../../smb2-codec/index.js';
import { isThenable } from '../../../values/realm.js';
import { answeredOtherwise } from '../../exchange/refuse-login.js';
import { Answer, failure, type Request, type HandlerResult } from '../../exchange/request.js';
import type { Established, LoginExchange, Session } from '../../model/session.js';
import { bindChannel, type Completion, establish, reestablish } from './establish.js';
import { removePreviousElsewhere } from './previous-session.js';

const NO_TOKEN = Buffer.alloc(0);

/** A request of a login. */
export interface Leg {
  readonly request: Request;
  readonly body: SessionSetupRequest;
  readonly session: Session;
  readonly login: LoginExchange;
}

/**
 * One leg of a login ([MS-SMB2] 3.3.5.5.3 Handling GSS-API Authentication). Its response carries a proposal for the
 * session, which takes effect when the response goes out. If another response goes out, the proposal is withdrawn.
 */
export function processLeg(leg: Leg): MaybePromise<HandlerResult> {
  const { request, body, login } = leg;
  if (login.state.at !== 'awaiting-leg') return failure(NtStatus.STATUS_REQUEST_NOT_ACCEPTED);
  const { acceptor } = login.state;
  login.state = { at: 'in-leg' };
  login.legs += 1;
  // Keys are derived from a hash that includes the final request, so the request is added before the acceptor decides.
  login.preauth = login.preauth?.after(request.message);
  return whenKnown(acceptor.step(body.securityBuffer), (step) => answerStep(leg, acceptor, step));
}

function answerStep(leg: Leg, acceptor: Acceptor, step: Step): MaybePromise<HandlerResult> {
  // While the acceptor waited, the session may have been logged off, replaced, or lost with its connection.
  if (!isCurrent(leg)) return failure(NtStatus.STATUS_USER_SESSION_DELETED);
  switch (step.kind) {
    case 'continue':
      return proposeNextLeg(leg, acceptor, step.token);
    case 'accepted':
      return proposeAcceptance(leg, step);
    case 'rejected':
      // A reject token has no place in the error body of SMB2, and Windows sends none.
      return proposeRefusal(leg, step);
  }
}

function isCurrent({ request: { connection }, session, login }: Leg): boolean {
  if (connection.closed || session.state.at === 'closed') return false;
  return connection.loginUnderWay(session.id) === login;
}

function proposeNextLeg(leg: Leg, acceptor: Acceptor, token: Buffer): HandlerResult {
  const { login, session } = leg;
  const goOn = (): undefined => {
    login.state = { at: 'awaiting-leg', acceptor };
  };
  const answer = new Answer(NtStatus.STATUS_MORE_PROCESSING_REQUIRED, (w) =>
    encodeSessionSetupResponse(w, { sessionFlags: 0, securityBuffer: token }),
  );
  answer.sessionId = session.id;
  answer.afterEncoding = (sent) => {
    login.preauth = login.preauth?.after(sent);
  };
  answer.proposal = {
    leg: login.legs,
    commit: goOn,
    withdraw: (status) => {
      if (status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED) goOn();
      else endOtherwise(leg, status);
    },
  };
  return answer;
}

function proposeAcceptance(leg: Leg, step: Extract<Step, { kind: 'accepted' }>): MaybePromise<HandlerResult> {
  const { request, body, session, login } = leg;
  const { connection } = request;
  const { clients } = connection.server;
  const dialectChanged = {
    reason: 'dialect-changed',
    status: NtStatus.STATUS_USER_SESSION_DELETED,
  } as const;
  if (!clients.admits(connection)) return proposeRefusal(leg, dialectChanged);
  const completion: Completion = { connection, session, login, body, context: step.context };
  const acceptance = proposalOf(completion);
  if (!acceptance.ok) return proposeRefusal(leg, acceptance);
  const { sessionFlags, signer, established } = acceptance;
  const accepted = new Answer(NtStatus.STATUS_SUCCESS, (w) =>
    encodeSessionSetupResponse(w, { sessionFlags, securityBuffer: step.token ?? NO_TOKEN }),
  );
  accepted.sessionId = session.id;
  accepted.signer = signer;
  if (login.purpose === 'new' && login.preauth) accepted.afterEncoding = keepResponse(established, login);
  accepted.proposal = {
    leg: login.legs,
    user: step.context.identity.account,
    commit: () => {
      // The decision may have come late, so the state is checked again.
      if (!isCurrent(leg)) return failure(NtStatus.STATUS_USER_SESSION_DELETED);
      const refusal = clients.enter(connection) ? acceptance.commit() : dialectChanged;
      if (refusal !== undefined) return refuse(leg, refusal);
      connection.adjustFrameLimit();
      return undefined;
    },
    withdraw: (status) => endOtherwise(leg, status),
  };
  const ended = removePreviousElsewhere(completion);
  if (!isThenable(ended)) return accepted;
  return ended.then(
    () => accepted,
    (error: unknown) => {
      connection.server.onInternalError(error, 'ending a session of another process');
      if (!isCurrent(leg)) return failure(NtStatus.STATUS_USER_SESSION_DELETED);
      return proposeRefusal(leg, previousSessionKept);
    },
  );
}

const previousSessionKept: Refusal = {
  reason: 'previous-session-kept',
  status: NtStatus.STATUS_INSUFFICIENT_RESOURCES,
};

function proposalOf(completion: Completion): ReturnType<typeof establish> {
  switch (completion.login.purpose) {
    case 'new':
      return establish(completion);
    case 'reauthentication':
      return reestablish(completion);
    case 'binding':
      return bindChannel(completion);
  }
}

/** A refusal: its reason goes into the record, its status to the client. */
interface Refusal {
  /** A code of the acceptor's, which may be one of its mechanism alone, or a `SessionRejection`. */
  readonly reason: string;
  readonly status: NtStatus;
  readonly detail?: string;
}

function proposeRefusal(leg: Leg, refusal: Refusal): HandlerResult {
  const { login, session } = leg;
  const answer = refusalResponse(login, session, refusal.status);
  answer.proposal = {
    leg: login.legs,
    commit: () => {
      end(leg, verdictOf(refusal));
      return undefined;
    },
    withdraw: (instead) => end(leg, answeredOtherwise(instead)),
  };
  return answer;
}

/** Refuses a login that the mechanism accepted. */
function refuse(leg: Leg, refusal: Refusal): HandlerResult {
  end(leg, verdictOf(refusal));
  return refusalResponse(leg.login, leg.session, refusal.status);
}

function verdictOf({ reason, status, detail }: Refusal): LoginVerdict {
  return { outcome: 'rejected', reason, status, ...(detail !== undefined && { detail }) };
}

function refusalResponse(login: LoginExchange, session: Session, status: NtStatus): Answer {
  const answer = failure(status);
  answer.sessionId = session.id;
  if (login.preauth) answer.afterEncoding = (sent) => rememberEnd(login, sent);
  return answer;
}

/** Ends a login whose answer was replaced, unless it has ended already. */
function endOtherwise(leg: Leg, status: NtStatus | undefined): void {
  if (isCurrent(leg)) end(leg, answeredOtherwise(status));
}

/**
 * Ends a failed login. A session that was being set up or re-authenticated is removed; a failed binding leaves its
 * session as it was ([MS-SMB2] 3.3.5.5.3).
 */
function end({ request: { connection }, session, login }: Leg, verdict: LoginVerdict): void {
  login.recorder.finished(verdict);
  switch (login.purpose) {
    case 'binding':
      if (connection.loginsToBind.get(session.id) === login) connection.loginsToBind.delete(session.id);
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
function keepResponse(established: Established, login: LoginExchange): (sent: Buffer) => void {
  return (sent) => {
    established.setupResponse = keptCopy(sent);
    rememberEnd(login, established.setupResponse);
  };
}

function rememberEnd({ connection, preauth }: LoginExchange, response: Buffer): void {
  if (preauth !== undefined) connection.loginBefore = { preauth, response };
}
