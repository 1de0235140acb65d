import { NtStatus } from '../../constants/nt-status.js';
import type { DropReason } from '../../facts/recorder.js';
import { SessionCipher } from '../../protection/encryption.js';
import { Command } from '../../smb2-codec/index.js';
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
import { resultOfError } from './result-of-error.js';

/** The end of an answer's way: it joins the answers of its frame, or an outcome leaves at once instead. */
export type Settled = OutgoingAnswer | Outcome;

/** Proposes something that is no answer, and carries out what is decided about it. */
export function propose(connection: Connection, proposed: NotifyOutcome | FrameOutcome | DropOutcome): void {
  const decided = decideOn(connection, proposed);
  if (isThenable(decided)) void decided.then((outcome) => carryOutOrEnd(connection, outcome));
  else carryOutOrEnd(connection, decided);
}

/** The caller may be at work for another connection, which an outcome that cannot be encoded must not harm. */
function carryOutOrEnd(connection: Connection, outcome: Outcome): void {
  try {
    carryOut(connection, outcome);
  } catch (error) {
    carryOut(connection, internalError(connection, error, 'carrying out a decision'));
  }
}

/** Proposes something that is no answer. The caller carries out what comes of it. */
export function decideOn(
  connection: Connection,
  proposed: NotifyOutcome | FrameOutcome | DropOutcome,
  command?: number,
): Outcome | Promise<Outcome> {
  const decide = WayOut.decisionOf(connection);
  if (decide === undefined || (proposed.kind === 'drop' && protectsServer.has(proposed.why))) return proposed;
  const step = { connection: infoOf(connection), ...(command !== undefined && { command }) };
  return ask(connection, decide, step, Object.freeze(proposed));
}

/** Ends that no decision may hold up or prevent. */
const protectsServer: ReadonlySet<DropReason> = new Set(['limit', 'timed-out', 'shutdown', 'internal-error']);

/**
 * Proposes an answer, and makes the change of state that it announces final, or undoes it. With a decision in front of
 * the way out it may come late, and is another then.
 */
export function settleAnswer(
  answer: OutgoingAnswer,
  cipher: SessionCipher | undefined,
): Settled | Promise<Settled> {
  const { connection } = answer.request;
  const decide = WayOut.decisionOf(connection);
  if (decide === undefined) return answer.response.proposal === undefined ? answer : commit(answer);
  const answers = Object.freeze([Object.freeze(answer)]);
  Object.freeze(answer.response);
  const proposed = Object.freeze({ kind: 'answer', answers, cipher } as const);
  const decided = ask(connection, decide, stepOf(answer), proposed);
  if (!isThenable(decided)) return settle(answer, proposed, decided);
  return decided.then((outcome) => settle(answer, proposed, outcome));
}

function settle(answer: OutgoingAnswer, proposed: AnswerOutcome, decided: Outcome): Settled {
  const { request, response } = answer;
  const { closed } = request.connection;
  const goesOut = decided.kind === 'answer' && decided.answers.some((one) => one.response === response);
  if (!goesOut || closed) {
    response.proposal?.withdraw(closed ? undefined : statusOf(decided));
    return decided;
  }
  const committed = commit(answer);
  if (decided === proposed || committed !== answer) return committed;
  return decided;
}

/** The status that a client is told, if it is told one. */
function statusOf(outcome: Outcome): NtStatus | undefined {
  return outcome.kind === 'answer' ? outcome.answers[0]?.response.status : undefined;
}

/** The response is about to go out: what it says becomes true, or another goes out that says why not. */
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
 * Asks for decisions one by one: what is proposed while one is awaited waits for it, so that everything leaves in the
 * order in which it was proposed. Meanwhile the connection is served no further request.
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

/** The outcome is carried out first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A decision comes from outside: only an outcome that can be carried out, and that accepts no login, is one. */
function insistOnOutcome(connection: Connection, proposed: Outcome, decided: unknown): Outcome {
  try {
    if (decided === proposed || isOutcome(connection, proposed, decided)) return decided as Outcome;
    throw new TypeError('a decision gave no outcome that can be carried out');
  } catch (error) {
    return internalError(connection, error, DECIDING);
  }
}

function isOutcome(connection: Connection, proposed: Outcome, decided: unknown): decided is Outcome {
  const outcome = Object(decided) as Partial<Record<string, unknown>>;
  switch (outcome['kind']) {
    case 'answer':
      return (
        isCipher(outcome['cipher']) &&
        Array.isArray(outcome['answers']) &&
        outcome['answers'].every((answer) => isAnswer(connection, proposed, answer))
      );
    case 'notify':
      return (
        isCipher(outcome['cipher']) && typeof outcome['body'] === 'function' && isU64(outcome['sessionId'])
      );
    case 'frame':
      return Buffer.isBuffer(outcome['frame']);
    case 'drop':
      return (
        typeof outcome['why'] === 'string' &&
        Object.hasOwn(dropReasons, outcome['why']) &&
        (outcome['farewell'] === undefined || Buffer.isBuffer(outcome['farewell']))
      );
    default:
      return false;
  }
}

const dropReasons: Readonly<Record<DropReason, true>> = {
  refused: true,
  'protocol-violation': true,
  'timed-out': true,
  limit: true,
  'internal-error': true,
  shutdown: true,
};

/** A response that accepts a login is looked at before the login is: nothing may keep it from going out afterwards. */
function isAnswer(connection: Connection, proposed: Outcome, value: unknown): value is OutgoingAnswer {
  const { request, response, asyncId, credits } = Object(value) as Partial<OutgoingAnswer>;
  if (request?.connection !== connection || !isU64(request.header?.messageId)) return false;
  if (response === undefined || !Number.isInteger(response.status)) return false;
  if (credits === undefined || !Number.isInteger(credits) || credits < 0 || credits > 0xffff) return false;
  if (asyncId !== undefined && !isU64(asyncId)) return false;
  // A login is accepted by the response that was proposed for it, and by no other.
  const succeeds = response.status >>> 0 === NtStatus.STATUS_SUCCESS;
  if (request.header.command !== Command.SESSION_SETUP || !succeeds) return true;
  return (
    proposed.kind === 'answer' &&
    proposed.answers.some((one) => one.response === response && one.request === request)
  );
}

function isCipher(value: unknown): boolean {
  return value === undefined || value instanceof SessionCipher;
}

function isU64(value: unknown): boolean {
  return typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
}

function stepOf({ request, response }: OutgoingAnswer): Step {
  const { connection, header, sessionId } = request;
  const { leg, user = connection.sessions.get(sessionId)?.established?.identity.account } =
    response.proposal ?? {};
  return {
    connection: infoOf(connection),
    command: header.command,
    ...(leg !== undefined && { leg }),
    ...(user !== undefined && { user }),
  };
}

function infoOf({ id, remote, local }: Connection): Step['connection'] {
  return { id, remote, local };
}
