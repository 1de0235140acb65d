import { NtStatus } from '../../constants/nt-status.js';
import { isThenable } from '../../values/realm.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { carryOut } from '../exchange/carry-out.js';
import { grantCredits } from '../exchange/credit-charge.js';
import { type Settled, settleAnswer } from '../exchange/decide.js';
import { type DropOutcome, internalError, type OutgoingAnswer } from '../exchange/outcome.js';
import {
  Answer,
  type Finished,
  type Pending,
  type Request,
  type HandlerResult,
  withoutMessage,
} from '../exchange/request.js';
import { resultOfError } from '../exchange/result-of-error.js';
import type { Connection } from '../model/connection.js';
import type { Limits } from '../model/policy.js';
import { type Compound, record, recordOutcome, sendAll, settle } from './compound-answers.js';

/** The interim response of a request that waits ([MS-SMB2] 3.3.4.2). */
const INTERIM: HandlerResult = new Answer(NtStatus.STATUS_PENDING);

/** The least memory of a waiting request: its header and ids, its signer and its cancel function. */
const WAITING_BYTES = 1024;

/** The limit that keeps another request from waiting; undefined: it may wait. */
export function limitOfWaiting({ asyncRequests, held, server }: Connection): keyof Limits | undefined {
  return asyncRequests.size < server.limits.asyncRequests ? held.exceeded : 'asyncRequests';
}

/**
 * Answers the last request of a compound, which waits: with STATUS_PENDING at once, and with its result later
 * ([MS-SMB2] 3.3.4.2).
 *
 * @returns a promise if the decision about the interim response is late; the compound waits for it
 */
export function answerWaiting(
  compound: Compound,
  received: Request,
  pending: Pending,
): Promise<void> | undefined {
  const suspended = suspend(received, pending);
  const use = (settled: Settled): void => {
    record(compound, settled);
    // The final response must not overtake it.
    sendAll(compound);
    if (goesOn(settled)) answerWhenDone(suspended, compound.cipher);
    else pending.cancel();
  };
  const settled = settleAnswer(suspended.interim, compound.cipher);
  if (isThenable(settled)) return settled.then(use);
  use(settled);
  return undefined;
}

/** Whether the client is told, in whatever way, that its request waits. */
function goesOn(settled: Settled): boolean {
  if (!('kind' in settled)) return settled.response === INTERIM;
  return settled.kind === 'answer' && settled.answers.some(({ response }) => response === INTERIM);
}

/** Waits for the result without the compound, which would keep its frame in memory. */
function answerWhenDone({ request, interim, result }: Suspended, cipher: SessionCipher | undefined): void {
  const { connection } = request;
  result
    .then((final) => answerLater(request, final, interim.asyncId, cipher))
    .catch((error: unknown) =>
      carryOut(connection, internalError(connection, error, 'answering a pending request')),
    );
}

/** Sends the final response of a request that waited. Its credits were granted with the interim response. */
function answerLater(
  request: Request,
  result: HandlerResult | DropOutcome,
  asyncId: bigint,
  cipher: SessionCipher | undefined,
): Promise<void> | undefined {
  const { connection } = request;
  if ('kind' in result) {
    carryOut(connection, result);
    return undefined;
  }
  const send = (settled: Settled): void =>
    carryOut(connection, 'kind' in settled ? settled : { kind: 'answer', answers: [settled], cipher });
  const settled = settleAnswer({ request, response: result, asyncId, credits: 0 }, cipher);
  if (isThenable(settled)) return settled.then(send);
  send(settled);
  return undefined;
}

/**
 * Waits for a request in the middle of a compound. Its interim response goes out at once; its final one goes out with
 * the rest of the compound.
 */
export function awaitBlocking(compound: Compound, received: Request, pending: Pending): Promise<void> {
  const { connection, cipher } = compound;
  const { request, interim, result } = suspend(received, pending);
  const use = async (settled: Settled): Promise<void> => {
    if (!goesOn(settled)) {
      record(compound, settled);
      pending.cancel();
      return;
    }
    carryOut(connection, 'kind' in settled ? settled : { kind: 'answer', answers: [settled], cipher });
    const final = await result;
    if ('kind' in final) recordOutcome(compound, final);
    else await settle(compound, { request, response: final, asyncId: interim.asyncId, credits: 0 });
  };
  const settled = settleAnswer(interim, cipher);
  return isThenable(settled) ? settled.then(use) : use(settled);
}

/** A request in Connection.AsyncCommandList. */
interface Suspended {
  readonly request: Request;
  readonly interim: OutgoingAnswer & { readonly asyncId: bigint };
  /** Its result; never rejects. */
  readonly result: Promise<HandlerResult | DropOutcome>;
}

/** Puts a request into Connection.AsyncCommandList until it has a result. */
function suspend(received: Request, { pending, cancel, keeps = 0 }: Pending): Suspended {
  const request = withoutMessage(received);
  const { connection, header, sessionId } = request;
  const asyncId = connection.nextAsyncId();
  const session = connection.sessions.get(sessionId);
  const held = WAITING_BYTES + keeps;
  connection.held.add(held);
  connection.asyncRequests.set(asyncId, { messageId: header.messageId, session, cancel });
  // The session may have ended before its request began to wait.
  if (session === undefined) cancel();
  const result = pending
    .catch((error: unknown) => resultOfError(connection, error))
    .finally(() => {
      connection.asyncRequests.delete(asyncId);
      connection.held.release(held);
    });
  const credits = grantCredits(request, INTERIM.status);
  return { request, interim: { request, response: INTERIM, asyncId, credits }, result };
}

/** Cancels a result that is not answered. */
export function giveUp(result: Finished): void {
  if (result === undefined || 'kind' in result) return;
  if ('pending' in result) {
    result.cancel();
    result.pending.catch(() => {});
  } else {
    result.proposal?.withdraw(undefined);
  }
}
