import { NtStatus } from '../../../constants/nt-status.js';
import { AccessMask } from '../../../constants/access-mask.js';
import { expandGenericAccess } from '../../../shares/access-level.js';
import { isRequestFailure, StatusError } from '../../exchange/status-error.js';
import type { DiskShare, Disposition, Opened, PipeShare } from '../../../shares/share.js';
import { FileAttributes } from '../../../smb2-codec/fscc/index.js';
import {
  CreateAction,
  CreateDisposition,
  CreateOptions,
  decodeCreateRequest,
  encodeCreateResponse,
  ImpersonationLevel,
  type CreateRequest,
  type CreateResponse,
  NO_FILE_SUMMARY,
} from '../../../smb2-codec/index.js';
import { channelSequenceOf } from '../../model/channel-sequence.js';
import { hitLimit } from '../../model/limit.js';
import type { Open } from '../../model/open-table.js';
import {
  Answer,
  failure,
  withoutMessage,
  type Request,
  type HandlerResult,
  type Result,
} from '../../exchange/request.js';
import type { Established, Session } from '../../model/session.js';
import type { Tree } from '../../model/tree-table.js';
import { answerCreateContexts, readCreateContexts, type CreateWishes } from './create-contexts.js';
import { asDiskOpen } from './on-open.js';
import { BreakNotifier } from './oplock-break.js';
import { oplockLevelOf, oplockOf } from './oplock-level.js';
import { createActions, insistOnFile, insistOnPipe } from './opened.js';
import { pendingAfter } from '../../exchange/pending.js';
import { accessThrough } from '../share-access.js';
import { reportFailure } from './report-failure.js';
import { requestedPath } from './requested-path.js';
import { clientOn, loginsOn } from './pipe-login.js';
import { summaryOf } from './summary.js';

/**
 * Milliseconds after which an unfinished CREATE is taken to wait for another client's oplock break: its client gets
 * STATUS_PENDING.
 */
const PATIENCE_MILLISECONDS = 500;

/** Shorter names of create contexts are malformed ([MS-SMB2] 3.3.5.9). */
const MIN_CONTEXT_NAME = 4;

const dispositions = new Map<number, Disposition>([
  [CreateDisposition.FILE_SUPERSEDE, 'supersede'],
  [CreateDisposition.FILE_OPEN, 'open'],
  [CreateDisposition.FILE_CREATE, 'create'],
  [CreateDisposition.FILE_OPEN_IF, 'open-if'],
  [CreateDisposition.FILE_OVERWRITE, 'overwrite'],
  [CreateDisposition.FILE_OVERWRITE_IF, 'overwrite-if'],
]);

/** The parts of one CREATE request that the steps below share. */
interface Creation {
  readonly request: Request;
  readonly body: CreateRequest;
  readonly session: Session;
  readonly established: Established;
  readonly tree: Tree;
}

/** CREATE ([MS-SMB2] 3.3.5.9). */
export function handleCreate(
  request: Request,
  established: Established,
  tree: Tree,
  session: Session,
): Result {
  const body = decodeCreateRequest(request.message);
  const { connection } = request;
  if (body.impersonationLevel > ImpersonationLevel.DELEGATE) {
    return failure(NtStatus.STATUS_BAD_IMPERSONATION_LEVEL);
  }
  if (body.createContexts.some(({ name }) => name.length < MIN_CONTEXT_NAME)) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  const creation = { request, body, session, established, tree };
  if (exceeds(body, accessThrough(tree, established.identity, connection.server))) {
    reportCreateFailure(creation, NtStatus.STATUS_ACCESS_DENIED);
    return failure(NtStatus.STATUS_ACCESS_DENIED);
  }
  if (established.opens.size >= connection.server.limits.opensPerSession) {
    hitLimit(connection, 'opensPerSession', established.recorder.report);
    reportCreateFailure(creation, NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    return failure(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  return tree.share.type === 'pipe' ? createPipe(creation, tree.share) : createFile(creation, tree.share);
}

/** The same without anything that keeps the frame of the request in memory, for a file whose open may have to wait. */
function detached({ request, body, ...rest }: Creation): Creation {
  return { ...rest, request: withoutMessage(request), body: { ...body, createContexts: [] } };
}

/**
 * Whether more is asked for than the share grants this user: no file of it can grant that (3.3.5.9, Open Execution).
 */
function exceeds({ desiredAccess, createOptions }: CreateRequest, maximalAccess: number): boolean {
  const forItself = AccessMask.MAXIMUM_ALLOWED | AccessMask.ACCESS_SYSTEM_SECURITY;
  const deletes = (createOptions & CreateOptions.FILE_DELETE_ON_CLOSE) !== 0 ? AccessMask.DELETE : 0;
  const wanted = (expandGenericAccess(desiredAccess) & ~forItself) | deletes;
  return maximalAccess === 0 || (wanted & ~maximalAccess) !== 0;
}

function createPipe(
  { request, body, session, established, tree }: Creation,
  share: PipeShare,
): HandlerResult {
  // "When opening a named pipe, if the ImpersonationLevel level is Delegate": 3.3.5.9.
  if (body.impersonationLevel === ImpersonationLevel.DELEGATE) {
    return failure(NtStatus.STATUS_BAD_IMPERSONATION_LEVEL);
  }
  // A name that begins with a separator is none of a pipe, as on Windows and Samba.
  const { connection } = request;
  const listening = loginsOn(body.name, connection, session, established);
  const pipe = insistOnPipe(
    share.open(
      body.name,
      established.identity,
      connection.held,
      listening,
      clientOn(connection, established),
    ),
    share.name,
  );
  const open = established.opens.add({ ...newOpen(request, tree), target: { type: 'pipe', pipe } });
  return created(open, {
    ...NO_FILE_SUMMARY,
    oplockLevel: 0,
    flags: 0,
    createAction: CreateAction.FILE_OPENED,
    allocationSize: 4096n,
    fileAttributes: FileAttributes.FILE_ATTRIBUTE_NORMAL,
    createContexts: [],
  });
}

function createFile(asked: Creation, share: DiskShare): Result {
  const name = requestedPath(asked.body.name, asked.request.connection.server.profile);
  if (name === undefined) {
    reportCreateFailure(asked, NtStatus.STATUS_OBJECT_PATH_SYNTAX_BAD);
    return failure(NtStatus.STATUS_OBJECT_PATH_SYNTAX_BAD);
  }
  // [MS-SMB2] 2.2.13: the name is relative to the share and does not begin with a separator.
  if (asked.body.name.startsWith('\\')) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const body = name === asked.body.name ? asked.body : { ...asked.body, name };
  const creation = { ...asked, body };
  const disposition = dispositions.get(body.createDisposition);
  if (disposition === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const wishes = readCreateContexts(body);
  const waiting = detached(creation);
  const open = async (signal: AbortSignal): Promise<HandlerResult> => {
    try {
      return await openFile(waiting, share, { disposition, wishes, signal });
    } catch (error) {
      if (isRequestFailure(error)) reportCreateFailure(waiting, error.status, error.cause);
      throw error;
    }
  };
  const { runtime } = creation.request.connection.server;
  const keeps = 2 * body.name.length;
  return pendingAfter({ runtime, patience: PATIENCE_MILLISECONDS, keeps }, open);
}

/** Rights that change a file or directory. */
const CHANGING =
  AccessMask.FILE_WRITE_DATA |
  AccessMask.FILE_APPEND_DATA |
  AccessMask.FILE_WRITE_EA |
  AccessMask.FILE_WRITE_ATTRIBUTES |
  AccessMask.FILE_DELETE_CHILD |
  AccessMask.DELETE;

function reportCreateFailure(
  { request, body, established, tree }: Creation,
  status: NtStatus,
  cause?: unknown,
): void {
  const { name: path, createDisposition, createOptions, desiredAccess } = body;
  if (tree.share.type === 'pipe') return;
  const changes =
    createDisposition !== CreateDisposition.FILE_OPEN ||
    (expandGenericAccess(desiredAccess) & CHANGING) !== 0;
  const directory = (createOptions & CreateOptions.FILE_DIRECTORY_FILE) !== 0;
  const attempted = { path, changes, ...(directory && { expects: 'directory' as const }) };
  reportFailure(request, established, tree, attempted, status, cause);
}

async function openFile(
  { request, body, session, established, tree }: Creation,
  share: DiskShare,
  how: { readonly disposition: Disposition; readonly wishes: CreateWishes; readonly signal: AbortSignal },
): Promise<HandlerResult> {
  const breaks = new BreakNotifier(session);
  const opening = share.open({
    identity: established.identity,
    path: body.name,
    desiredAccess: body.desiredAccess,
    shareAccess: body.shareAccess,
    disposition: how.disposition,
    options: body.createOptions,
    attributes: body.fileAttributes,
    // Leases are not offered, and a client that asks for one gets neither lease nor oplock (3.3.5.9.8).
    oplock: oplockOf(body.requestedOplockLevel) ?? 'none',
    onOplockBreak: (level, acknowledge) => breaks.add(level, acknowledge),
    held: request.connection.held,
    signal: how.signal,
  });
  const opened = insistOnFile(await established.opens.begin(opening), share.name);
  const { file } = opened;
  // The session or tree may have ended while the share worked.
  if (request.connection.closed || established.trees.find(tree.id) !== tree) {
    await file.close();
    throw new StatusError(NtStatus.STATUS_NETWORK_NAME_DELETED);
  }
  const target = { type: 'disk', file, share, options: body.createOptions } as const;
  const open = established.opens.add({ ...newOpen(request, tree), target });
  try {
    const response = await reserveAndAnswer(how.wishes, opened, open);
    return { ...response, afterEncoding: () => breaks.release(open) };
  } catch (error) {
    await established.opens.close(open);
    throw error;
  }
}

async function reserveAndAnswer(
  wishes: CreateWishes,
  { file, action }: Opened,
  open: Open,
): Promise<HandlerResult> {
  const mayReserve = action !== 'opened' && (file.grantedAccess & AccessMask.FILE_WRITE_DATA) !== 0;
  if (wishes.allocationSize !== undefined && mayReserve && !file.directory) {
    await file.setAllocation(wishes.allocationSize);
  }
  const info = await file.info();
  return created(open, {
    ...summaryOf(info),
    oplockLevel: oplockLevelOf(file.oplock),
    flags: 0,
    createAction: createActions[action],
    createContexts: await answerCreateContexts(wishes, asDiskOpen(open).target, info),
  });
}

function created(open: Open, body: Omit<CreateResponse, 'fileId'>): HandlerResult {
  const { fileId } = open;
  const answer = new Answer(NtStatus.STATUS_SUCCESS, (w) => encodeCreateResponse(w, { ...body, fileId }));
  answer.fileId = fileId;
  return answer;
}

/**
 * Every open begins with these. The persistent half of FileId is 63 random bits: it cannot be guessed, and is never all
 * ones, the reserved “no file”.
 */
function newOpen(request: Request, tree: Tree) {
  const random = request.connection.server.runtime.randomBytes(8);
  return {
    treeId: tree.id,
    persistent: random.readBigUInt64LE() >> 1n,
    channelSequence: channelSequenceOf(request.header),
  };
}
