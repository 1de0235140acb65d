import { NtStatus } from '../../constants/nt-status.js';
import { isThenable } from '../../values/realm.js';
import { Command } from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { BYTES_PER_CREDIT } from '../exchange/credit-charge.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { hitLimit } from '../model/limit.js';
import { inheritFrom, type Inherited } from './related.js';
import { failure, withoutMessage, type Pending, type Request, type Response } from '../exchange/request.js';
import { sendAnswers, type Answer } from '../exchange/respond.js';
import { resultOfError, serveOne, type Incoming } from './serve-one.js';
import { giveUp, INTERIM, limitOfWaiting, suspend } from './waiting.js';

/** Milliseconds that one compound may have of a turn of the event loop; what is left of it gets turns of its own. */
const SLICE_MILLISECONDS = 5;

/** Bytes of answers after which they are sent, so that no compound makes a frame that is too long for its prefix. */
const ANSWER_BYTES = 2 * 1024 * 1024;

/** The requests of one frame, worked on in order and answered together ([MS-SMB2] 3.3.5.2.7). */
interface Compound {
  readonly connection: Connection;
  readonly requests: readonly Incoming[];
  /** Set when the frame came encrypted: the answers go out the same way. */
  readonly cipher: SessionCipher | undefined;
  readonly answers: Answer[];
  /** Bytes that the answers carry at most. */
  answerBytes: number;
  /** Index of the next request. */
  next: number;
  /** Bytes of the frame that are counted as held for the connection. */
  held: number;
  inherited: Inherited | undefined;
}

/** Serves the requests of a frame, waiting for each only if it has to wait itself. */
export function serveCompound(
  connection: Connection,
  requests: readonly Incoming[],
  cipher: SessionCipher | undefined,
): void {
  const compound = {
    connection,
    requests,
    cipher,
    answers: [],
    answerBytes: 0,
    next: 0,
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
  releaseFrame(compound);
  compound.connection.fail(error, 'answering a request');
}

/** @returns whether the rest is to be served in another turn; false also while a request is waited for */
function serveSlice(compound: Compound): boolean {
  const { connection, requests, cipher } = compound;
  const { runtime } = connection.server;
  const endsAt = runtime.monotonic() + SLICE_MILLISECONDS;
  const first = compound.next;
  while (compound.next < requests.length) {
    const incoming = requests[compound.next];
    if (incoming === undefined || connection.closed) break;
    if (connection.unread && compound.next > 0) {
      // A client that does not read has no more answers made. The compound comes back here once it has read.
      connection.whenRead(() => goOnInTurns(compound));
      holdFrame(compound);
      return false;
    }
    if (compound.next > first && runtime.monotonic() >= endsAt) return true;
    const index = compound.next++;
    const { inherited } = compound;
    const { request, result } = serveOne(incoming, { connection, encrypted: cipher !== undefined, inherited });
    if (isThenable(result)) {
      awaitResult(compound, index, request, Promise.resolve(result));
      return false;
    }
    recordAnswer(compound, index, request, result);
  }
  finish(compound);
  return false;
}

/** The answers that were not sent yet go out, and the frame is held no more. */
function finish(compound: Compound): void {
  sendAll(compound);
  releaseFrame(compound);
}

function sendAll(compound: Compound): void {
  const { connection, answers, cipher } = compound;
  compound.answerBytes = 0;
  const all = answers.splice(0);
  if (all.length > 0) sendAnswers(connection, all, cipher);
}

/** From when a frame is kept beyond the turn it was received in, its bytes count as held. */
function holdFrame(compound: Compound): void {
  if (compound.held > 0) return;
  for (const { message } of compound.requests) compound.held += message.length;
  compound.connection.held.add(compound.held);
}

function releaseFrame(compound: Compound): void {
  compound.connection.held.release(compound.held);
  compound.held = 0;
}

/** A handler is at work. */
function awaitResult(
  compound: Compound,
  index: number,
  request: Request,
  result: Promise<Response | Pending | undefined>,
): void {
  const { connection } = compound;
  const weight = weightOf(request);
  const work = connection.workload.begin(request.header.messageId, weight);
  holdFrame(compound);
  result
    .catch((error: unknown) => resultOfError(connection, error))
    .then((settled) => {
      connection.workload.end(work, weight);
      if (work.cancelled && settled !== undefined && 'pending' in settled) settled.cancel();
      if (connection.closed) giveUp(settled);
      else if (blocksCompound(compound, index, request, settled)) {
        const done = awaitBlocking(compound, request, settled);
        connection.proceed();
        return done;
      } else recordAnswer(compound, index, request, settled);
      goOn(compound);
      return undefined;
    })
    .catch((error: unknown) => fail(compound, error));
}

/** Something was waited for. A compound goes on in a turn: many may have waited for the same thing. */
function goOn(compound: Compound): void {
  const { connection, requests } = compound;
  if (compound.next < requests.length && !connection.closed) goOnInTurns(compound);
  else finish(compound);
  connection.proceed();
}

/** Bytes that a request and what it asks for may take in memory; its CreditCharge pays for that ([MS-SMB2] 3.1.5.2). */
function weightOf({ connection, header, message }: Request): number {
  const credits =
    connection.negotiatedOrUndefined?.multiCredit === true ? Math.max(header.creditCharge, 1) : 1;
  return Math.max(message.length, credits * BYTES_PER_CREDIT);
}

/** Takes note of how a request ended, for its answer and for the requests related to it. */
function recordAnswer(
  compound: Compound,
  index: number,
  request: Request,
  result: Response | Pending | undefined,
): void {
  const { connection, answers } = compound;
  // CANCEL is never answered, whatever was wrong with it (3.3.5.16).
  if (result === undefined || connection.closed || request.header.command === Command.CANCEL) return;
  const last = index === compound.requests.length - 1;
  const answered = 'pending' in result ? answerPending(compound, request, result, last) : { request, response: result };
  answers.push({ ...answered, credits: connection.window.grant(request.header.credits) });
  const { response } = answered;
  compound.inherited = inheritFrom(request, response, compound.inherited);
  if (response.write !== undefined) compound.answerBytes += weightOf(request);
  // "The server MAY compound responses": 3.3.4.1.3.
  if (compound.answerBytes >= ANSWER_BYTES) sendAll(compound);
}

/**
 * A request that waits is answered STATUS_PENDING first, and with its result later ([MS-SMB2] 3.3.4.2). In a compound
 * only the last may wait; the others fail as on Windows (note <266>).
 */
function answerPending(
  { connection, cipher }: Compound,
  received: Request,
  result: Pending,
  last: boolean,
): Omit<Answer, 'credits'> {
  const limit = limitOfWaiting(connection);
  if (limit !== undefined || !last) {
    giveUp(result);
    if (limit === undefined) return { request: received, response: failure(NtStatus.STATUS_INTERNAL_ERROR) };
    hitLimit(connection, limit);
    return { request: received, response: failure(NtStatus.STATUS_INSUFFICIENT_RESOURCES) };
  }
  const request = withoutMessage(received);
  const { asyncId, settled } = suspend(request, result);
  settled
    // Credits were granted with the interim response.
    .then((response) => sendAnswers(connection, [{ request, response, asyncId, credits: 0 }], cipher))
    .catch((error: unknown) => connection.fail(error, 'answering a pending request'));
  return { request, response: INTERIM, asyncId };
}

/**
 * Whether the rest of a compound waits for a request: for a CREATE that an oplock of somebody else stands in the way
 * of, as on Windows (note <266>). The requests behind it are about the file it opens.
 */
function blocksCompound(
  { connection, requests }: Compound,
  index: number,
  request: Request,
  result: Response | Pending | undefined,
): result is Pending {
  const waits = result !== undefined && 'pending' in result;
  const last = index === requests.length - 1;
  const mayWait = limitOfWaiting(connection) === undefined;
  return waits && !last && request.header.command === Command.CREATE && mayWait;
}

/** The interim response goes ahead by itself; the final one is answered with the rest of the compound. */
async function awaitBlocking(compound: Compound, received: Request, result: Pending): Promise<void> {
  const { connection, answers, cipher } = compound;
  const request = withoutMessage(received);
  const { asyncId, settled } = suspend(request, result);
  const credits = connection.window.grant(request.header.credits);
  sendAnswers(connection, [{ request, response: INTERIM, asyncId, credits }], cipher);
  const response = await settled;
  answers.push({ request, response, asyncId, credits: 0 });
  compound.inherited = inheritFrom(request, response, compound.inherited);
  goOn(compound);
}
