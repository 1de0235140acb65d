import { NtStatus } from '../nt-status.js';
import { isThenable } from '../realm.js';
import { Command, type Header } from '../smb2-codec/index.js';
import type { Connection } from './connection.js';
import { dispatch, responseTo, signatureOf } from './dispatch.js';
import type { SessionCipher } from './encryption.js';
import { hitLimit } from './limit.js';
import { inheritFrom, isRelated, refusalOfRelated, type Inherited } from './related.js';
import { failure, refuseRequest, type Pending, type Request, type Response, type Result } from './request.js';
import { sendAnswers, type Answer } from './respond.js';

/** A request as it came out of its frame. */
export interface Incoming {
  readonly message: Buffer;
  readonly header: Header;
}

/** The requests of one frame, worked on in order and answered together ([MS-SMB2] 3.3.5.2.7). */
interface Chain {
  readonly connection: Connection;
  readonly requests: readonly Incoming[];
  /** Set when the frame came encrypted: the answers go out the same way. */
  readonly cipher: SessionCipher | undefined;
  readonly answers: Answer[];
  inherited: Inherited | undefined;
}

/** Serves the requests of a frame, waiting for each only if it has to wait itself. */
export function serveChain(
  connection: Connection,
  requests: readonly Incoming[],
  cipher: SessionCipher | undefined,
): void {
  advance({ connection, requests, cipher, answers: [], inherited: undefined }, 0);
}

function advance(chain: Chain, start: number): void {
  const { connection, requests } = chain;
  for (let index = start; index < requests.length; index++) {
    const incoming = requests[index];
    if (incoming === undefined || connection.closed) return;
    const { request, result } = begin(chain, incoming);
    if (isThenable(result)) {
      const work = { cancelled: false };
      const { messageId } = request.header;
      connection.underway.set(messageId, work);
      Promise.resolve(result)
        .catch((error: unknown) => responseTo(connection, error))
        .then((settled) => {
          connection.underway.delete(messageId);
          if (work.cancelled && settled !== undefined && 'pending' in settled) settled.cancel();
          if (connection.closed) return giveUp(settled);
          if (holdsUp(chain, index, request, settled)) return holdUp(chain, index, request, settled);
          conclude(chain, index, request, settled);
          return advance(chain, index + 1);
        })
        .catch((error: unknown) => connection.fail(error, 'answering a request'));
      return;
    }
    conclude(chain, index, request, result);
  }
  if (chain.answers.length > 0) sendAnswers(connection, chain.answers, chain.cipher);
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
}

const INTERIM: Response = { status: NtStatus.STATUS_PENDING };

/**
 * A request that waits is answered STATUS_PENDING now and for good later ([MS-SMB2] 3.3.4.2). In a compound only the
 * last may; the others fail as on Windows (note <266>).
 */
function waitFor(
  chain: Chain,
  request: Request,
  result: Pending,
  last: boolean,
): Response | { readonly answer: Omit<Answer, 'credits'> } {
  const { connection, cipher } = chain;
  if (!mayWait(connection) || !last) {
    giveUp(result);
    if (mayWait(connection)) return failure(NtStatus.STATUS_INTERNAL_ERROR);
    hitLimit(connection, 'asyncRequests');
    return failure(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  const { asyncId, settled } = suspend(connection, request, result);
  settled
    // Credits were granted with the interim response.
    .then((response) => sendAnswers(connection, [{ request, response, asyncId, credits: 0 }], cipher))
    .catch((error: unknown) => connection.fail(error, 'answering a pending request'));
  return { answer: { request, response: INTERIM, asyncId } };
}

/**
 * Whether the rest of a compound waits for a request: for a CREATE that an oplock of somebody else stands in the way
 * of, as on Windows (note <266>). What is behind it is about the file it opens.
 */
function holdsUp(
  { connection, requests }: Chain,
  index: number,
  request: Request,
  result: Response | Pending | undefined,
): result is Pending {
  const waits = result !== undefined && 'pending' in result;
  const last = index === requests.length - 1;
  return waits && !last && request.header.command === Command.CREATE && mayWait(connection);
}

/** The interim response goes ahead by itself; the final one is answered with the rest of the compound. */
async function holdUp(chain: Chain, index: number, request: Request, result: Pending): Promise<void> {
  const { connection, answers, cipher } = chain;
  const { asyncId, settled } = suspend(connection, request, result);
  const credits = connection.window.grant(request.header.credits);
  sendAnswers(connection, [{ request, response: INTERIM, asyncId, credits }], cipher);
  const response = await settled;
  answers.push({ request, response, asyncId, credits: 0 });
  chain.inherited = inheritFrom(request, response, chain.inherited);
  advance(chain, index + 1);
}

/** Nobody will be told what comes of it. */
function giveUp(result: Response | Pending | undefined): void {
  if (result === undefined || !('pending' in result)) return;
  result.cancel();
  result.pending.catch(() => {});
}

function mayWait({ pending, server }: Connection): boolean {
  return pending.size < server.limits.asyncRequests;
}

/** Puts a request into Connection.AsyncCommandList until its response is there. */
function suspend(
  connection: Connection,
  request: Request,
  { pending, cancel }: Pending,
): { readonly asyncId: bigint; readonly settled: Promise<Response> } {
  const asyncId = connection.nextAsyncId();
  const session = connection.sessions.get(request.sessionId);
  connection.pending.set(asyncId, { messageId: request.header.messageId, session, cancel });
  // The session may have ended before its request was found to wait.
  if (session === undefined) cancel();
  const settled = pending
    .catch((error: unknown) => responseTo(connection, error))
    .finally(() => connection.pending.delete(asyncId));
  return { asyncId, settled };
}
