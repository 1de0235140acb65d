import type { NtStatus } from '../../constants/nt-status.js';
import type { DropReason } from '../../facts/recorder.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { isThenable } from '../../values/realm.js';
import type { Connection } from '../model/connection.js';
import { carryOut, WayOut } from './carry-out.js';
import {
  type AnswerOutcome,
  type Decide,
  type DropOutcome,
  type FrameOutcome,
  internalError,
  type NotifyOutcome,
  type Outcome,
  type OutgoingAnswer,
  type Step,
} from './outcome.js';
import { leavesWhole } from './leaves-whole.js';
import { isOutcome } from './check-outcome.js';
import { waitForEver } from './wait-for-ever.js';
import { resultOfError } from './result-of-error.js';

/** The decided form of an answer: an answer joins the others of its frame, and another outcome leaves at once. */
export type Settled = OutgoingAnswer | Outcome;

/** Proposes an outcome that is not an answer, and carries out the decision. */
export function propose(connection: Connection, proposed: NotifyOutcome | FrameOutcome | DropOutcome): void {
  const decided = decideOn(connection, proposed);
  if (isThenable(decided)) void decided.then((outcome) => carryOutOrEnd(connection, outcome));
  else carryOutOrEnd(connection, decided);
}

/**
 * Carries out an outcome; if it cannot be encoded, this connection ends. The caller may be at work for another
 * connection, which the error must not reach.
 */
function carryOutOrEnd(connection: Connection, outcome: Outcome): void {
  try {
    carryOut(connection, outcome);
  } catch (error) {
    carryOut(connection, internalError(connection, error, 'carrying out a decision'));
  }
}

/** Proposes an outcome that is not an answer. The caller carries out the result. */
export function decideOn(
  connection: Connection,
  proposed: NotifyOutcome | FrameOutcome | DropOutcome,
  command?: number,
): Outcome | Promise<Outcome> {
  const decide = WayOut.decisionOf(connection);
  if (decide === undefined || protectsServer(proposed)) return proposed;
  const step = {
    connection: connection.info,
    report: connection.recorder.report,
    ...(command !== undefined && { command }),
  };
  return ask(connection, decide, step, Object.freeze(proposed));
}

/** Whether an outcome is an end that protects the server: no decision may delay or prevent it. */
export function protectsServer(proposed: Outcome): boolean {
  return proposed.kind === 'drop' && protectingEnds.has(proposed.why);
}

const protectingEnds: ReadonlySet<DropReason> = new Set(['limit', 'timed-out', 'shutdown', 'internal-error']);

/**
 * Proposes an answer, and commits or withdraws the change of state that it announces. With a decision in front of the
 * way out, the result may come late, and may be another outcome.
 */
export function settleAnswer(
  answer: OutgoingAnswer,
  cipher: SessionCipher | undefined,
): Settled | Promise<Settled> {
  const { connection } = answer.request;
  const decide = WayOut.decisionOf(connection);
  if (decide === undefined) return answer.response.proposal === undefined ? answer : commit(answer);
  // A decision may send the same response twice.
  if (answer.response.memory !== undefined) answer = withoutMemory(answer);
  const answers = Object.freeze([Object.freeze(answer)]);
  Object.freeze(answer.response);
  const proposed = Object.freeze({ kind: 'answer', answers, cipher } as const);
  const decided = ask(connection, decide, stepOf(answer), proposed);
  if (!isThenable(decided)) return settle(answer, proposed, decided);
  return decided.then((outcome) => settle(answer, proposed, outcome));
}

function withoutMemory(answer: OutgoingAnswer): OutgoingAnswer {
  return { ...answer, response: { ...answer.response, memory: undefined } };
}

function settle(answer: OutgoingAnswer, proposed: AnswerOutcome, decided: Outcome): Settled {
  const { request, response } = answer;
  const { closed } = request.connection;
  if (decided.kind === 'answer' && !closed) {
    for (const one of decided.answers) if (one.waitsForEver) waitForEver(one, decided.cipher, carryOut);
  }
  const goesOut = decided.kind === 'answer' && decided.answers.some((one) => one.response === response);
  const isTorn = goesOut && response.proposal?.user !== undefined && !leavesWhole(answer, decided);
  if (!goesOut || isTorn || closed) {
    response.proposal?.withdraw(closed || isTorn ? undefined : statusOf(decided));
    return joined(decided, proposed);
  }
  const committed = commit(answer);
  if (decided === proposed || committed !== answer) return committed;
  for (const one of decided.answers) if (one.expiresSession) expireSession(one);
  return joined(decided, proposed);
}

/** An answer that differs only in itself joins the others of its frame. */
function joined(decided: Outcome, { cipher }: AnswerOutcome): Settled {
  if (decided.kind !== 'answer' || decided.answers.length !== 1 || decided.cipher !== cipher) return decided;
  const alone = Object.keys(decided).some((key) => !ofEveryAnswer.has(key));
  return alone ? decided : (decided.answers[0] ?? decided);
}

const ofEveryAnswer: ReadonlySet<string> = new Set([
  'kind',
  'answers',
  'cipher',
] satisfies (keyof AnswerOutcome)[]);

/** Ends the time of a session now, so that its next request finds it expired. */
function expireSession({ request, response }: OutgoingAnswer): void {
  const { connection } = request;
  const { established } = connection.sessions.get(response.sessionId ?? request.sessionId) ?? {};
  if (established !== undefined) established.expiresAt = connection.server.runtime.now();
}

/** The status that the client gets, if any. */
function statusOf(outcome: Outcome): NtStatus | undefined {
  return outcome.kind === 'answer' ? outcome.answers[0]?.response.status : undefined;
}

/** Commits the proposal of a response that goes out next. If that fails, the refusal goes out instead. */
function commit(answer: OutgoingAnswer): Settled {
  const { request, response } = answer;
  try {
    const instead = response.proposal?.commit();
    return instead === undefined ? answer : { ...answer, response: instead };
  } catch (error) {
    const result = resultOfError(request.connection, error);
    return 'kind' in result ? result : { ...answer, response: result };
  }
}

/**
 * Asks for decisions one by one. Proposals that come during a decision wait for it, so that outcomes leave in the order
 * in which they were proposed. Until then no further request of the connection is served.
 */
function ask(
  connection: Connection,
  decide: Decide,
  step: Step,
  proposed: Outcome,
): Outcome | Promise<Outcome> {
  const { lateDecision } = connection;
  const decided =
    lateDecision === undefined
      ? decideOrFail(connection, decide, step, proposed)
      : lateDecision.then(() => decideOrFail(connection, decide, step, proposed));
  if (!isThenable(decided)) return insistOnOutcome(connection, proposed, decided);
  const outcome = Promise.resolve(decided).then(
    (value) => insistOnOutcome(connection, proposed, value),
    (error: unknown) => internalError(connection, error, DECIDING),
  );
  const over: Promise<void> = outcome.then(nextTurn).then(() => {
    if (connection.lateDecision !== over) return;
    connection.lateDecision = undefined;
    connection.proceed();
  });
  connection.lateDecision = over;
  return outcome;
}

const DECIDING = 'deciding what leaves a connection';

function decideOrFail(
  connection: Connection,
  decide: Decide,
  step: Step,
  proposed: Outcome,
): Outcome | Promise<Outcome> {
  // Nothing leaves a closed connection.
  if (connection.closed) return proposed;
  try {
    return decide(step, proposed);
  } catch (error) {
    return internalError(connection, error, DECIDING);
  }
}

/** Waits a turn, so that the outcome is carried out first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Checks a decision, which is foreign code: it must be an outcome that can be carried out, and must not accept a login.
 */
function insistOnOutcome(connection: Connection, proposed: Outcome, decided: unknown): Outcome {
  try {
    if (decided === proposed || isOutcome(connection, proposed, decided)) return decided as Outcome;
    throw new TypeError('a decision gave no outcome that can be carried out');
  } catch (error) {
    return internalError(connection, error, DECIDING);
  }
}

function stepOf({ request, response }: OutgoingAnswer): Step {
  const { connection, header, sessionId } = request;
  const { leg, user = connection.sessions.get(sessionId)?.established?.identity.account } =
    response.proposal ?? {};
  const { recorder = connection.sessions.get(sessionId)?.established?.recorder ?? connection.recorder } =
    connection.loginUnderWay(sessionId) ?? {};
  return {
    connection: connection.info,
    report: recorder.report,
    command: header.command,
    ...(leg !== undefined && { leg }),
    ...(user !== undefined && { user }),
  };
}
