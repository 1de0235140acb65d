import { NtStatus } from '../../constants/nt-status.js';
import { isThenable } from '../../values/realm.js';
import { Command } from '../../smb2-codec/index.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { carryOut, WayOut } from '../exchange/carry-out.js';
import { grantCredits } from '../exchange/credit-charge.js';
import { decideOn } from '../exchange/decide.js';
import { internalError } from '../exchange/outcome.js';
import { failure, type Finished, type Pending, type Request } from '../exchange/request.js';
import { resultOfError } from '../exchange/result-of-error.js';
import type { Connection } from '../model/connection.js';
import { hitLimit } from '../model/limit.js';
import {
  type Compound,
  recordOutcome,
  sendAll,
  sendAnnouncements,
  settle,
  weightOf,
} from './compound-answers.js';
import { serveOne, type Incoming } from './serve-one.js';
import { answerWaiting, awaitBlocking, giveUp, limitOfWaiting } from './waiting.js';

/**
 * Milliseconds of one turn of the event loop that a compound may use; its remaining requests get turns of their own.
 */
const SLICE_MILLISECONDS = 5;

/**
 * Serves the requests of a frame in order, at once unless a request has to wait.
 *
 * @param memory the memory of the frame, which may be used again; absent: it is not used again
 */
export function serveCompound(
  connection: Connection,
  requests: readonly Incoming[],
  cipher: SessionCipher | undefined,
  memory?: Buffer,
): void {
  const compound: Compound = {
    connection,
    requests,
    cipher,
    answers: [],
    answerBytes: 0,
    next: 0,
    memory,
    spent: false,
    held: 0,
    inherited: undefined,
  };
  if (serveSlice(compound)) goOnInTurns(compound);
}

/** Serves the rest of a compound piece by piece, between those of other connections. */
function goOnInTurns(compound: Compound): void {
  const { connection } = compound;
  connection.workload.interrupt();
  holdFrame(compound);
  connection.server.turns.take(connection, () => {
    const more = serveSliceOrFail(compound);
    if (!more) {
      connection.workload.goOn();
      connection.proceed();
    }
    return more;
  });
}

function serveSliceOrFail(compound: Compound): boolean {
  try {
    return serveSlice(compound);
  } catch (error) {
    fail(compound, error);
    return false;
  }
}

function fail(compound: Compound, error: unknown): void {
  const { connection } = compound;
  releaseFrame(compound);
  carryOut(connection, internalError(connection, error, 'answering a request'));
}

/** @returns true if the rest needs another turn; false at the end, and while a request is awaited */
function serveSlice(compound: Compound): boolean {
  const { connection, requests, cipher } = compound;
  const { runtime } = connection.server;
  const first = compound.next;
  const endsAt = first + 1 < requests.length ? runtime.monotonic() + SLICE_MILLISECONDS : Infinity;
  while (compound.next < requests.length) {
    const incoming = requests[compound.next];
    if (incoming === undefined || connection.closed) break;
    if (connection.unread && compound.next > 0) {
      // No more answers are made for a client that does not read. The compound goes on once the client has read.
      connection.whenRead(() => goOnInTurns(compound));
      holdFrame(compound);
      return false;
    }
    if (compound.next > first && runtime.monotonic() >= endsAt) return true;
    const index = compound.next++;
    const { inherited } = compound;
    const { request, result } = serveOne(incoming, {
      connection,
      encrypted: cipher !== undefined,
      inherited,
    });
    if (isThenable(result)) {
      awaitResult(compound, index, request, Promise.resolve(result));
      return false;
    }
    const late = takeResult(compound, index, request, result);
    if (late !== undefined) {
      awaitDecision(compound, late);
      return false;
    }
  }
  finish(compound);
  return false;
}

/** Sends the remaining answers and releases the frame. */
function finish(compound: Compound): void {
  sendAll(compound);
  releaseFrame(compound);
  const { connection, memory, spent } = compound;
  if (spent && memory !== undefined) connection.server.spares.giveBack(memory);
}

/** Counts the bytes of a frame as held once it is kept beyond the turn in which it arrived. */
function holdFrame(compound: Compound): void {
  if (compound.held > 0) return;
  for (const { message } of compound.requests) compound.held += message.length;
  compound.connection.held.add(compound.held);
}

function releaseFrame(compound: Compound): void {
  compound.connection.held.release(compound.held);
  compound.held = 0;
}

/** Waits for a handler that is at work. */
function awaitResult(compound: Compound, index: number, request: Request, result: Promise<Finished>): void {
  const { connection } = compound;
  const weight = weightOf(request);
  const work = connection.workload.begin(request.header.messageId, weight);
  holdFrame(compound);
  result
    .catch((error: unknown) => resultOfError(connection, error))
    .then((finished) => {
      connection.workload.end(work, weight);
      if (work.cancelled && isPending(finished)) finished.cancel();
      const late = takeResult(compound, index, request, finished);
      if (late === undefined) goOn(compound);
      else {
        awaitDecision(compound, late);
        connection.proceed();
      }
      return undefined;
    })
    .catch((error: unknown) => fail(compound, error));
}

/**
 * Waits for a late decision about an answer, which may never come. A login that the compound completed is told before.
 */
function awaitDecision(compound: Compound, late: Promise<void>): void {
  sendAnnouncements(compound);
  holdFrame(compound);
  late.then(() => goOn(compound)).catch((error: unknown) => fail(compound, error));
}

/** Goes on after a wait, in a turn of its own, because many compounds may have waited for the same event. */
function goOn(compound: Compound): void {
  const { connection, requests } = compound;
  if (compound.next < requests.length && !connection.closed) goOnInTurns(compound);
  else finish(compound);
  connection.proceed();
}

/**
 * Takes the result of a request: for its answer, and for the requests related to it.
 *
 * @returns a promise that the rest of the compound waits for; undefined: it goes on at once
 */
function takeResult(
  compound: Compound,
  index: number,
  request: Request,
  result: Finished,
): Promise<void> | undefined {
  const { connection } = compound;
  const { command } = request.header;
  if (result === undefined || connection.closed) {
    giveUp(result);
    return undefined;
  }
  if ('kind' in result) {
    const decided = decideOn(connection, result, command);
    if (isThenable(decided)) return decided.then((outcome) => recordOutcome(compound, outcome));
    recordOutcome(compound, decided);
    return undefined;
  }
  // CANCEL is never answered, even if it fails (3.3.5.16).
  if (command === Command.CANCEL) {
    giveUp(result);
    return undefined;
  }
  if (!isPending(result)) {
    const credits = grantCredits(request, result.status);
    // A decision may keep the request.
    compound.spent =
      result.spendsRequest === true &&
      compound.requests.length === 1 &&
      WayOut.decisionOf(connection) === undefined;
    return settle(compound, { request, response: result, credits });
  }
  const last = index === compound.requests.length - 1;
  const limit = limitOfWaiting(connection);
  if (limit === undefined && last) return answerWaiting(compound, request, result);
  if (limit === undefined && command === Command.CREATE) return awaitBlocking(compound, request, result);
  // In a compound only the last request may wait; the others fail as on Windows (note <266>).
  giveUp(result);
  if (limit !== undefined) hitLimit(connection, limit);
  const response = failure(
    limit === undefined ? NtStatus.STATUS_INTERNAL_ERROR : NtStatus.STATUS_INSUFFICIENT_RESOURCES,
  );
  return settle(compound, { request, response, credits: grantCredits(request, response.status) });
}

function isPending(result: Finished): result is Pending {
  return result !== undefined && 'pending' in result;
}
