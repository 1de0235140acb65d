import { CodecError } from '../bytes/index.js';
import { isFailure, NtStatus } from '../nt-status.js';
import { ShareError } from '../shares/share-error.js';
import { Command, type FileId, type Header, HeaderFlags } from '../smb2-codec/index.js';
import { commandRules } from './commands.js';
import type { Connection } from './connection.js';
import type { SessionCipher } from './encryption.js';
import { hitLimit } from './limit.js';
import { failure, type Pending, type Request, type Response, type Result } from './request.js';
import { sendAnswers, type Answer } from './respond.js';
import type { Established } from './session.js';
import type { Signer } from './signing.js';
import { verifyAnySession, verifySession, verifySignature, verifyTree } from './verify.js';

/** A request as it came out of its frame. */
export interface Incoming {
  readonly message: Buffer;
  readonly header: Header;
}

/** Commands that work on an open file, so that a related request takes FileId from the one before it. */
const fileCommands: ReadonlySet<number> = new Set([
  Command.CLOSE,
  Command.FLUSH,
  Command.READ,
  Command.WRITE,
  Command.LOCK,
  Command.IOCTL,
  Command.QUERY_DIRECTORY,
  Command.CHANGE_NOTIFY,
  Command.QUERY_INFO,
  Command.SET_INFO,
]);

/** What a related request inherits; undefined where the request before it failed to make or name one. */
interface Inherited {
  readonly sessionId: bigint | undefined;
  readonly treeId: number | undefined;
  readonly fileId: FileId | undefined;
  /** Status of the request before it. */
  readonly status: NtStatus;
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
    if (result instanceof Promise) {
      result
        .catch((error: unknown) => responseTo(connection, error))
        .then((settled) => {
          if (holdsUp(chain, index, request, settled)) return holdUp(chain, index, request, settled);
          conclude(chain, index, request, settled);
          return advance(chain, index + 1);
        })
        .catch((error: unknown) => connection.fail(error, 'answering a request'));
      return;
    }
    conclude(chain, index, request, result);
  }
  if (chain.answers.length > 0) send(connection, chain.answers, chain.cipher);
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
  try {
    if (related) {
      const status = refusalOfRelated(header.command, inherited);
      if (status !== undefined) return { request: base, result: failure(status) };
    }
    const signature = signatureOf(base);
    const request = signature.signer === undefined ? base : { ...base, signer: signature.signer };
    if (signature.status !== undefined) return { request, result: failure(signature.status) };
    return { request, result: guard(connection, () => dispatch(request)) };
  } catch (error) {
    return { request: base, result: responseTo(connection, error) };
  }
}

/** 3.3.5.2.7.2, and note <269> for a chain whose first request is marked as related already. */
function refusalOfRelated(command: number, inherited: Inherited | undefined): NtStatus | undefined {
  if (inherited?.sessionId === undefined) return NtStatus.STATUS_INVALID_PARAMETER;
  const rule = commandRules.get(command);
  if (rule?.needs === 'tree' && inherited.treeId === undefined) return NtStatus.STATUS_INVALID_PARAMETER;
  if (!fileCommands.has(command) || inherited.fileId !== undefined) return undefined;
  // A file that could not be opened fails whatever is to be done with it by its own status. With one that is open
  // the chain goes on after a failure, as on Windows and Samba: a CLOSE at its end must not be lost.
  return isFailure(inherited.status) ? inherited.status : NtStatus.STATUS_INVALID_HANDLE;
}

function signatureOf(request: Request): { signer?: Signer; status?: NtStatus } {
  const { connection, header, message, sessionId } = request;
  // "If the decryption … succeeds, the server MUST skip the processing in this section" (3.3.5.2.4).
  if (request.encrypted) return {};
  if (header.command === Command.NEGOTIATE) {
    const signed = (header.flags & HeaderFlags.SIGNED) !== 0;
    return signed ? { status: NtStatus.STATUS_INVALID_PARAMETER } : {};
  }
  const verified = verifySignature(connection, header, message, sessionId);
  const signer = verified.ok ? verified.value : verified.signer;
  return { ...(signer && { signer }), ...(!verified.ok && { status: verified.status }) };
}

/** Finds what the command needs, and hands the request to its handler (`commands.ts`). */
function dispatch(request: Request): Result {
  const rule = commandRules.get(request.header.command);
  if (rule === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  switch (rule.needs) {
    case 'connection':
      return rule.handle(request);
    case 'any-session': {
      const found = verifyAnySession(request);
      if (!found.ok) return failure(found.status);
      const session = found.value;
      if (session.established !== undefined) reportFirstUse(request, session.established);
      return rule.handle(request, session);
    }
    case 'session': {
      const found = verifySession(request, { whenExpired: false });
      if (!found.ok) return failure(found.status);
      const { established } = found.value;
      reportFirstUse(request, established);
      return rule.handle(request, established);
    }
    case 'tree': {
      const found = verifySession(request, rule);
      if (!found.ok) return failure(found.status);
      const { session, established } = found.value;
      const tree = verifyTree(request, established);
      if (!tree.ok) return failure(tree.status);
      reportFirstUse(request, established);
      return rule.handle(request, established, tree.value, session);
    }
  }
}

function reportFirstUse(request: Request, established: Established): void {
  if (established.used) return;
  established.used = true;
  const protection = request.encrypted ? 'encrypted' : request.signer === undefined ? 'none' : 'signed';
  established.recorder.report({ kind: 'first-request', command: request.header.command, protection });
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

/** What a related request lacks, the ones after it lack as well: "the current operation and all subsequent" fail. */
function inheritFrom(request: Request, response: Response, before: Inherited | undefined): Inherited {
  const { command } = request.header;
  const failed = isFailure(response.status);
  const { sessionId, treeId } = isRelated(request.header) ? (before ?? NOTHING) : request;
  return {
    sessionId: failed && command === Command.SESSION_SETUP ? undefined : (response.sessionId ?? sessionId),
    treeId: failed && command === Command.TREE_CONNECT ? undefined : (response.treeId ?? treeId),
    fileId: response.fileId ?? (command === Command.CREATE ? undefined : request.relatedFileId),
    status: response.status,
  };
}

const INTERIM: Response = { status: NtStatus.STATUS_PENDING };

const NOTHING = { sessionId: undefined, treeId: undefined };

function isRelated(header: Header): boolean {
  return (header.flags & HeaderFlags.RELATED_OPERATIONS) !== 0;
}

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
    result.cancel();
    result.pending.catch(() => {});
    if (mayWait(connection)) return failure(NtStatus.STATUS_INTERNAL_ERROR);
    hitLimit(connection, 'asyncRequests');
    return failure(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  const { asyncId, settled } = suspend(connection, request, result);
  settled
    // Credits were granted with the interim response.
    .then((response) => send(connection, [{ request, response, asyncId, credits: 0 }], cipher))
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
  send(connection, [{ request, response: INTERIM, asyncId, credits }], cipher);
  const response = await settled;
  answers.push({ request, response, asyncId, credits: 0 });
  chain.inherited = inheritFrom(request, response, chain.inherited);
  advance(chain, index + 1);
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
  const settled = pending
    .catch((error: unknown) => responseTo(connection, error))
    .finally(() => connection.pending.delete(asyncId));
  return { asyncId, settled };
}

/** Runs a handler so that whatever it throws becomes a response. */
function guard(connection: Connection, handle: () => Result): Result {
  try {
    return handle();
  } catch (error) {
    return responseTo(connection, error);
  }
}

/**
 * The one place where exceptions become statuses. What a decoder or a share throws is the client's business; anything
 * else is a bug of ours, and ends this connection only.
 */
function responseTo(connection: Connection, error: unknown): Response {
  if (error instanceof CodecError) {
    const status = NtStatus.STATUS_INVALID_PARAMETER;
    connection.recorder.report({
      kind: 'protocol-violation',
      code: 'malformed-request',
      section: '[MS-SMB2] 3.3.5.2.6',
      detail: error.message,
      status,
    });
    return failure(status);
  }
  if (error instanceof ShareError) return failure(error.status);
  connection.fail(error, 'serving a request');
  return failure(NtStatus.STATUS_INTERNAL_ERROR);
}

/** Encrypts when the requests were, or when session or share demand it of every answer ([MS-SMB2] 3.3.4.1.4). */
function send(connection: Connection, answers: readonly Answer[], cipher: SessionCipher | undefined): void {
  if (connection.closed) return;
  sendAnswers(connection, answers, cipher ?? demandedCipher(connection, answers));
}

function demandedCipher(connection: Connection, answers: readonly Answer[]): SessionCipher | undefined {
  for (const { request } of answers) {
    const { command } = request.header;
    const established = connection.sessions.get(request.sessionId)?.established;
    if (established?.cipher === undefined || command === Command.SESSION_SETUP) continue;
    const shareDemands =
      command !== Command.TREE_CONNECT && established.trees.find(request.treeId)?.share.encrypt === true;
    if (established.encryptData || shareDemands) return established.cipher;
  }
  return undefined;
}
