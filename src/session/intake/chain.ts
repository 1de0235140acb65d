import { NtStatus } from '../../constants/nt-status.js';
import { isThenable } from '../../values/realm.js';
import { Command, type Header, HeaderFlags } from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { BYTES_PER_CREDIT } from '../exchange/credit-charge.js';
import { dispatch, responseTo, signatureOf } from './dispatch.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { hitLimit } from '../model/limit.js';
import { inheritFrom, isRelated, refusalOfRelated, type Inherited } from './related.js';
import type { Limits } from '../model/policy.js';
import {
  failure,
  refuseRequest,
  withoutMessage,
  type Pending,
  type Request,
  type Response,
  type Result,
} from '../exchange/request.js';
import { sendAnswers, type Answer } from '../exchange/respond.js';

/** A request as it came out of its frame. */
export interface Incoming {
  readonly message: Buffer;
  readonly header: Header;
}

/** Milliseconds that one compound may have of a turn of the event loop; what is left of it gets turns of its own. */
const SLICE_MILLISECONDS = 5;

/** Bytes of answers after which they are sent, so that no compound makes a frame that is too long for its prefix. */
const ANSWER_BYTES = 2 * 1024 * 1024;

/** The requests of one frame, worked on in order and answered together ([MS-SMB2] 3.3.5.2.7). */
interface Chain {
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
export function serveChain(
  connection: Connection,
  requests: readonly Incoming[],
  cipher: SessionCipher | undefined,
): void {
  const chain = {
    connection,
    requests,
    cipher,
    answers: [],
    answerBytes: 0,
    next: 0,
    held: 0,
    inherited: undefined,
  };
  if (advance(chain)) goOnInTurns(chain);
}

/** Serves the rest of a compound piece by piece, between those of other connections. */
function goOnInTurns(chain: Chain): void {
  const { connection } = chain;
  connection.workload.interrupt();
  holdFrame(chain);
  connection.server.turns.take(connection, () => {
    const more = advanceOrFail(chain);
    if (!more) {
      connection.workload.goOn();
      connection.proceed();
    }
    return more;
  });
}

function advanceOrFail(chain: Chain): boolean {
  try {
    return advance(chain);
  } catch (error) {
    fail(chain, error);
    return false;
  }
}

function fail(chain: Chain, error: unknown): void {
  release(chain);
  chain.connection.fail(error, 'answering a request');
}

/** @returns whether the rest is to be served in another turn; false also while a request is waited for */
function advance(chain: Chain): boolean {
  const { connection, requests } = chain;
  const { runtime } = connection.server;
  const endsAt = runtime.monotonic() + SLICE_MILLISECONDS;
  const first = chain.next;
  while (chain.next < requests.length) {
    const incoming = requests[chain.next];
    if (incoming === undefined || connection.closed) break;
    if (connection.unread && chain.next > 0) {
      // A client that does not read has no more answers made. The chain comes back here once it has read.
      connection.whenRead(() => goOnInTurns(chain));
      holdFrame(chain);
      return false;
    }
    if (chain.next > first && runtime.monotonic() >= endsAt) return true;
    const index = chain.next++;
    const { request, result } = begin(chain, incoming);
    if (isThenable(result)) {
      waitToConclude(chain, index, request, Promise.resolve(result));
      return false;
    }
    conclude(chain, index, request, result);
  }
  finish(chain);
  return false;
}

/** The answers that were not sent yet go out, and the frame is held no more. */
function finish(chain: Chain): void {
  sendAll(chain);
  release(chain);
}

function release(chain: Chain): void {
  chain.connection.held.release(chain.held);
  chain.held = 0;
}

function sendAll(chain: Chain): void {
  const { connection, answers, cipher } = chain;
  chain.answerBytes = 0;
  const all = answers.splice(0);
  if (all.length > 0) sendAnswers(connection, all, cipher);
}

/** From when a frame is kept beyond the turn it was received in, its bytes count as held. */
function holdFrame(chain: Chain): void {
  if (chain.held > 0) return;
  for (const { message } of chain.requests) chain.held += message.length;
  chain.connection.held.add(chain.held);
}

/** A handler is at work. */
function waitToConclude(
  chain: Chain,
  index: number,
  request: Request,
  result: Promise<Response | Pending | undefined>,
): void {
  const { connection } = chain;
  const weight = weightOf(request);
  const work = connection.workload.begin(request.header.messageId, weight);
  holdFrame(chain);
  result
    .catch((error: unknown) => responseTo(connection, error))
    .then((settled) => {
      connection.workload.end(work, weight);
      if (work.cancelled && settled !== undefined && 'pending' in settled) settled.cancel();
      if (connection.closed) giveUp(settled);
      else if (holdsUp(chain, index, request, settled)) {
        const done = holdUp(chain, request, settled);
        connection.proceed();
        return done;
      } else conclude(chain, index, request, settled);
      goOn(chain);
      return undefined;
    })
    .catch((error: unknown) => fail(chain, error));
}

/** Something was waited for. A compound goes on in a turn: many may have waited for the same thing. */
function goOn(chain: Chain): void {
  const { connection, requests } = chain;
  if (chain.next < requests.length && !connection.closed) goOnInTurns(chain);
  else finish(chain);
  connection.proceed();
}

/** Bytes that a request and what it asks for may take in memory; its CreditCharge pays for that ([MS-SMB2] 3.1.5.2). */
function weightOf({ connection, header, message }: Request): number {
  const credits = connection.settled?.multiCredit === true ? Math.max(header.creditCharge, 1) : 1;
  return Math.max(message.length, credits * BYTES_PER_CREDIT);
}

/** Runs the checks that come before any handler, then the handler. */
function begin(chain: Chain, incoming: Incoming): { request: Request; result: Result } {
  const { connection, cipher } = chain;
  const { header, message } = incoming;
  const related = isRelated(header);
  const inherited = related ? chain.inherited : undefined;
  const base: Request = {
    connection,
    header,
    message,
    encrypted: cipher !== undefined,
    sessionId: inherited?.sessionId ?? header.sessionId,
    treeId: inherited?.treeId ?? header.treeId,
    relatedFileId: inherited?.fileId,
    signer: undefined,
  };
  let request = base;
  // A response is for a client: the flag "MUST NOT be set on requests" (2.2.1.2). smbd answers the same.
  if ((header.flags & HeaderFlags.SERVER_TO_REDIR) !== 0) {
    return { request, result: { ...failure(NtStatus.STATUS_INVALID_PARAMETER), unverified: true } };
  }
  try {
    const signature = signatureOf(base);
    if (signature.signer !== undefined) request = { ...base, signer: signature.signer };
    const refusal = related ? refusalOfRelated(header.command, inherited) : undefined;
    // Without a session to inherit, the signature says nothing but who may be answered with one.
    if (refusal !== undefined && (signature.status === undefined || inherited?.sessionId === undefined)) {
      return { request, result: failure(refusal) };
    }
    if (signature.status !== undefined) {
      return { request, result: { ...refuseRequest(request, signature.status), unverified: true } };
    }
    return { request, result: dispatch(request) };
  } catch (error) {
    return { request, result: responseTo(connection, error) };
  }
}

/** Takes note of how a request ended, for its answer and for the requests related to it. */
function conclude(
  chain: Chain,
  index: number,
  request: Request,
  result: Response | Pending | undefined,
): void {
  const { connection, answers } = chain;
  // CANCEL is never answered, whatever was wrong with it (3.3.5.16).
  if (result === undefined || connection.closed || request.header.command === Command.CANCEL) return;
  const last = index === chain.requests.length - 1;
  const response = 'pending' in result ? waitFor(chain, request, result, last) : result;
  const credits = connection.window.grant(request.header.credits);
  answers.push('answer' in response ? { ...response.answer, credits } : { request, response, credits });
  chain.inherited = inheritFrom(
    request,
    'answer' in response ? response.answer.response : response,
    chain.inherited,
  );
  if ('write' in response) chain.answerBytes += weightOf(request);
  // "The server MAY compound responses": 3.3.4.1.3.
  if (chain.answerBytes >= ANSWER_BYTES) sendAll(chain);
}

const INTERIM: Response = { status: NtStatus.STATUS_PENDING };

/**
 * A request that waits is answered STATUS_PENDING now and for good later ([MS-SMB2] 3.3.4.2). In a compound only the
 * last may; the others fail as on Windows (note <266>).
 */
function waitFor(
  chain: Chain,
  received: Request,
  result: Pending,
  last: boolean,
): Response | { readonly answer: Omit<Answer, 'credits'> } {
  const { connection, cipher } = chain;
  const limit = limitOfWaiting(connection);
  if (limit !== undefined || !last) {
    giveUp(result);
    if (limit === undefined) return failure(NtStatus.STATUS_INTERNAL_ERROR);
    hitLimit(connection, limit);
    return failure(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  const request = withoutMessage(received);
  const { asyncId, settled } = suspend(connection, request, result);
  settled
    // Credits were granted with the interim response.
    .then((response) => sendAnswers(connection, [{ request, response, asyncId, credits: 0 }], cipher))
    .catch((error: unknown) => connection.fail(error, 'answering a pending request'));
  return { answer: { request, response: INTERIM, asyncId } };
}

/**
 * Whether the rest of a compound waits for a request: for a CREATE that an oplock of somebody else stands in the way
 * of, as on Windows (note <266>). The requests behind it are about the file it opens.
 */
function holdsUp(
  { connection, requests }: Chain,
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
async function holdUp(chain: Chain, received: Request, result: Pending): Promise<void> {
  const { connection, answers, cipher } = chain;
  const request = withoutMessage(received);
  const { asyncId, settled } = suspend(connection, request, result);
  const credits = connection.window.grant(request.header.credits);
  sendAnswers(connection, [{ request, response: INTERIM, asyncId, credits }], cipher);
  const response = await settled;
  answers.push({ request, response, asyncId, credits: 0 });
  chain.inherited = inheritFrom(request, response, chain.inherited);
  goOn(chain);
}

/** Nobody will be told what comes of it. */
function giveUp(result: Response | Pending | undefined): void {
  if (result === undefined || !('pending' in result)) return;
  result.cancel();
  result.pending.catch(() => {});
}

/** Undefined where one more request may wait. */
function limitOfWaiting({ held, pending, server }: Connection): keyof Limits | undefined {
  return pending.size < server.limits.asyncRequests ? held.exceeded : 'asyncRequests';
}

/** Bytes of a request that waits, at least: its header and ids, who signs the answer, and how to cancel it. */
const WAITING_BYTES = 1024;

/** Puts a request into Connection.AsyncCommandList until its response is there. */
function suspend(
  connection: Connection,
  request: Request,
  { pending, cancel, keeps = 0 }: Pending,
): { readonly asyncId: bigint; readonly settled: Promise<Response> } {
  const asyncId = connection.nextAsyncId();
  const session = connection.sessions.get(request.sessionId);
  const held = WAITING_BYTES + keeps;
  connection.held.add(held);
  connection.pending.set(asyncId, { messageId: request.header.messageId, session, cancel });
  // The session may have ended before its request was found to wait.
  if (session === undefined) cancel();
  const settled = pending
    .catch((error: unknown) => responseTo(connection, error))
    .finally(() => {
      connection.pending.delete(asyncId);
      connection.held.release(held);
    });
  return { asyncId, settled };
}
