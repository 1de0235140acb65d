import { CodecError } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import {
  Command,
  decodeSessionSetupRequest,
  type Header,
  HeaderFlags,
  type SessionSetupRequest,
} from '../../smb2-codec/index.js';
import { serveOnOpen } from '../commands/files/on-open.js';
import type { Connection } from '../model/connection.js';
import type { Established } from '../model/session.js';
import { checkSignature } from '../exchange/check-signature.js';
import { findAnySession, findOpen, findTree, findValidSession } from '../exchange/find-session.js';
import {
  type Answer,
  failure,
  type Proposal,
  refuseRequest,
  type Request,
  type Result,
} from '../exchange/request.js';
import { resultOfError } from '../exchange/result-of-error.js';
import { commandRules, type CommandRule } from './commands.js';
import { isRelated, refusalOfRelated, type Inherited } from './related.js';

/** A request as it came out of its frame, its sequence number taken from the window. */
export interface Incoming {
  readonly message: Buffer;
  readonly header: Header;
}

/** The frame that a request came in. */
export interface Arrival {
  readonly connection: Connection;
  readonly encrypted: boolean;
  /** The ids that the request before it leaves to a related one. */
  readonly inherited: Inherited | undefined;
}

/** A request beside what came of it. */
export interface Served {
  readonly request: Request;
  readonly result: Result;
}

/**
 * The way of a request, from its sequence number (`receive.ts`) to its result: signature, relation to the request
 * before it, session, tree, open, handler ([MS-SMB2] 3.3.5.2.4 to 3.3.5.2.11). Never throws.
 */
export function serveOne(incoming: Incoming, arrival: Arrival): Served {
  const rule = commandRules.get(incoming.header.command);
  const request = requestOf(incoming, arrival, rule);
  try {
    return { request, result: resultOf(request, rule, arrival.inherited) };
  } catch (error) {
    return { request, result: resultOfError(arrival.connection, error) };
  }
}

/** A request on its way: its signature is checked after everything else of it is known. */
type Unchecked = Omit<Request, 'signer'> & { signer: Request['signer'] };

function resultOf(
  request: Unchecked,
  rule: CommandRule | undefined,
  inherited: Inherited | undefined,
): Result {
  const { header } = request;
  // A response is for a client: the flag "MUST NOT be set on requests" (2.2.1.2). smbd answers the same.
  if ((header.flags & HeaderFlags.SERVER_TO_REDIR) !== 0) {
    return unverified(failure(NtStatus.STATUS_INVALID_PARAMETER), undefined);
  }

  const signature = checkSignature(request);
  request.signer = signature.ok ? signature.value : signature.signer;
  const proposal = signature.ok ? undefined : signature.proposal;

  const refusal = isRelated(header) ? refusalOfRelated(rule, inherited) : undefined;
  // No session to inherit: fail with `refusal` whatever the signature. `signer` is kept only to sign that failure.
  if (refusal !== undefined && (signature.ok || inherited?.sessionId === undefined)) {
    const answer = failure(refusal);
    answer.proposal = proposal;
    return answer;
  }
  if (!signature.ok) return unverified(refuseRequest(request, signature.status), proposal);

  if (rule === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  if (rule.needs === 'connection') return rule.handle(request);

  if (rule.needs === 'any-session') {
    const session = findAnySession(request);
    if (!session.ok) return refuseRequest(request, session.status);
    if (session.value.established !== undefined) reportFirstRequest(request, session.value.established);
    return rule.handle(request, session.value);
  }
  const found = findValidSession(request, rule.needs === 'open' && rule.whenExpired === true);
  if (!found.ok) return refuseRequest(request, found.status);
  const { session, established } = found.value;
  if (rule.needs === 'session') {
    reportFirstRequest(request, established);
    return rule.handle(request, established);
  }

  const tree = findTree(request, established);
  if (!tree.ok) return failure(tree.status);
  reportFirstRequest(request, established);
  if (rule.needs === 'tree') return rule.handle(request, established, tree.value, session);

  const body = rule.handle.decode(request.message);
  const open = findOpen(request, established, tree.value, body.fileId);
  if (!open.ok) return failure(open.status);
  return serveOnOpen(rule.handle, { request, established, tree: tree.value, body, open: open.value });
}

/** The refusal of a request whose sender nothing proves. */
function unverified(answer: Answer, proposal: Proposal | undefined): Answer {
  answer.unverified = true;
  answer.proposal = proposal;
  return answer;
}

function requestOf(
  { header, message }: Incoming,
  { connection, encrypted, inherited }: Arrival,
  rule: CommandRule | undefined,
): Unchecked {
  const from = isRelated(header) ? inherited : undefined;
  return {
    connection,
    header,
    message,
    encrypted,
    sessionId: from?.sessionId ?? header.sessionId,
    treeId: from?.treeId ?? header.treeId,
    relatedFileId: from?.fileId,
    changes: rule?.changes === true,
    setup: header.command === Command.SESSION_SETUP ? readSetup(message) : undefined,
    signer: undefined,
  };
}

/** A request that cannot be read may begin a login all the same; its handler says what becomes of it. */
function readSetup(message: Buffer): SessionSetupRequest | CodecError {
  try {
    return decodeSessionSetupRequest(message);
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}

function reportFirstRequest(request: Request, established: Established): void {
  if (established.firstRequestReported) return;
  established.firstRequestReported = true;
  const protection = request.encrypted ? 'encrypted' : request.signer === undefined ? 'none' : 'signed';
  established.recorder.report({ kind: 'first-request', command: request.header.command, protection });
}
