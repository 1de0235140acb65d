import { NtStatus } from '../../nt-status.js';
import type { FileInfo } from '../../shares/file-info.js';
import type {
  CreateAction as Action,
  CreateDisposition as Disposition,
} from '../../shares/create-options.js';
import { ShareError } from '../../shares/share-error.js';
import type { DiskShare, Opened, PipeShare } from '../../shares/share.js';
import { FileAttributes } from '../../smb2-codec/fscc/index.js';
import {
  CreateAction,
  CreateContextName,
  CreateDisposition,
  decodeAllocationSize,
  decodeCreateRequest,
  encodeCreateResponse,
  encodeMaximalAccessResponse,
  encodeOnDiskId,
  ImpersonationLevel,
  type CreateContext,
  type CreateRequest,
  type CreateResponse,
} from '../../smb2-codec/index.js';
import { hitLimit } from '../limit.js';
import type { Open } from '../open-table.js';
import { failure, type Request, type Response, type Result } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { oplockLevelOf, oplockOf } from './oplock-level.js';
import { breakOplock } from './oplock-break.js';
import { pendingAfter } from './pending.js';
import { summaryOf } from './summary.js';

/** Only the break of somebody else's oplock takes longer than this. */
const PATIENCE_MILLISECONDS = 100;

const dispositions = new Map<number, Disposition>([
  [CreateDisposition.SUPERSEDE, 'supersede'],
  [CreateDisposition.OPEN, 'open'],
  [CreateDisposition.CREATE, 'create'],
  [CreateDisposition.OPEN_IF, 'open-if'],
  [CreateDisposition.OVERWRITE, 'overwrite'],
  [CreateDisposition.OVERWRITE_IF, 'overwrite-if'],
]);

const actions: Record<Action, number> = {
  superseded: CreateAction.SUPERSEDED,
  opened: CreateAction.OPENED,
  created: CreateAction.CREATED,
  overwritten: CreateAction.OVERWRITTEN,
};

/** What every handler of this file works with. */
interface Creation {
  readonly request: Request;
  readonly body: CreateRequest;
  readonly established: Established;
  readonly tree: Tree;
}

/** CREATE ([MS-SMB2] 3.3.5.9). */
export function handleCreate(request: Request, established: Established, tree: Tree): Result {
  const body = decodeCreateRequest(request.message);
  const { limits } = request.connection.server;
  if (body.impersonationLevel > ImpersonationLevel.DELEGATE) {
    return failure(NtStatus.STATUS_BAD_IMPERSONATION_LEVEL);
  }
  if (established.opens.size >= limits.opensPerSession) {
    hitLimit(request.connection, 'opensPerSession', established.recorder.report);
    return failure(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  const creation = { request, body, established, tree };
  return tree.share.type === 'pipe' ? createPipe(creation, tree.share) : createFile(creation, tree.share);
}

function createPipe({ request, body, established, tree }: Creation, share: PipeShare): Response {
  const pipe = share.open(body.name.replace(/^\\/, ''), established.identity);
  const handle = established.opens.add(tree.id, { type: 'pipe', pipe }, unguessable(request));
  return created(handle, {
    oplockLevel: 0,
    flags: 0,
    createAction: CreateAction.OPENED,
    creationTime: 0n,
    lastAccessTime: 0n,
    lastWriteTime: 0n,
    changeTime: 0n,
    allocationSize: 4096n,
    endOfFile: 0n,
    fileAttributes: FileAttributes.NORMAL,
    fileId: handle.fileId,
    createContexts: [],
  });
}

function createFile(creation: Creation, share: DiskShare): Result {
  const { body } = creation;
  // "If the file name length is greater than zero and the first character is a path separator": 3.3.5.9.
  if (body.name.startsWith('\\')) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const disposition = dispositions.get(body.createDisposition);
  if (disposition === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const refusal = refusalOfContexts(body.createContexts);
  if (refusal !== undefined) return failure(refusal);
  return pendingAfter(PATIENCE_MILLISECONDS, (signal) => openFile(creation, share, disposition, signal));
}

/** Handles are never durable and volumes have no snapshots, so there is nothing to come back to. */
function refusalOfContexts(contexts: readonly CreateContext[]): NtStatus | undefined {
  for (const { name } of contexts) {
    switch (name) {
      case CreateContextName.DURABLE_HANDLE_RECONNECT:
      case CreateContextName.DURABLE_HANDLE_RECONNECT_V2:
      case CreateContextName.TIMEWARP_TOKEN:
        return NtStatus.STATUS_OBJECT_NAME_NOT_FOUND;
      case CreateContextName.EA_BUFFER:
        return NtStatus.STATUS_EAS_NOT_SUPPORTED;
      default:
    }
  }
  return undefined;
}

async function openFile(
  { request, body, established, tree }: Creation,
  share: DiskShare,
  disposition: Disposition,
  signal: AbortSignal,
): Promise<Response> {
  const { connection } = request;
  const breaks = new DeferredBreaks(established);
  const opened = await share.open({
    identity: established.identity,
    path: body.name,
    desiredAccess: body.desiredAccess,
    shareAccess: body.shareAccess,
    disposition,
    options: body.createOptions,
    attributes: body.fileAttributes,
    // Leases are not offered, and a client that asks for one gets neither lease nor oplock.
    oplock: oplockOf(body.requestedOplockLevel),
    onOplockBreak: (level, acknowledge) => breaks.add(level, acknowledge),
    signal,
  });
  // The session or tree may have ended while the share worked.
  if (connection.closed || established.trees.find(tree.id) !== tree) {
    await opened.file.close();
    throw new ShareError(NtStatus.STATUS_NETWORK_NAME_DELETED);
  }
  const { file } = opened;
  const target = { type: 'disk', file, share, options: body.createOptions } as const;
  const handle = established.opens.add(tree.id, target, unguessable(request));
  try {
    const response = await describe(body, opened, handle, share);
    return { ...response, afterEncoding: () => breaks.release(handle) };
  } catch (error) {
    await established.opens.close(handle);
    throw error;
  }
}

/** Holds back breaks of an oplock until the client has been told of the open it belongs to. */
class DeferredBreaks {
  readonly #established: Established;
  #waiting: { level: 'none' | 'ii'; acknowledge: boolean }[] = [];
  #handle: Open | undefined;

  constructor(established: Established) {
    this.#established = established;
  }

  add(level: 'none' | 'ii', acknowledge: boolean): void {
    if (this.#handle === undefined) this.#waiting.push({ level, acknowledge });
    else breakOplock(this.#established, this.#handle, level, acknowledge);
  }

  /** The response is about to be sent; what waits follows it. */
  release(handle: Open): void {
    setImmediate(() => {
      this.#handle = handle;
      for (const { level, acknowledge } of this.#waiting) {
        breakOplock(this.#established, handle, level, acknowledge);
      }
      this.#waiting = [];
    });
  }
}

async function describe(
  body: CreateRequest,
  { file, action }: Opened,
  handle: Open,
  share: DiskShare,
): Promise<Response> {
  const allocation = body.createContexts.find(({ name }) => name === CreateContextName.ALLOCATION_SIZE);
  if (allocation !== undefined && action !== 'opened' && !file.directory) {
    await file.setAllocation(decodeAllocationSize(allocation.data));
  }
  const info = await file.info();
  const createContexts: CreateContext[] = [];
  for (const { name } of body.createContexts) {
    const data = await answerContext(name, file, info, share);
    if (data !== undefined) createContexts.push({ name, data });
  }
  return created(handle, {
    oplockLevel: oplockLevelOf(file.oplock),
    flags: 0,
    createAction: actions[action],
    ...summaryOf(info),
    fileId: handle.fileId,
    createContexts,
  });
}

async function answerContext(
  name: string,
  file: Opened['file'],
  info: FileInfo,
  share: DiskShare,
): Promise<Buffer | undefined> {
  switch (name) {
    case CreateContextName.QUERY_MAXIMAL_ACCESS:
      return encodeMaximalAccessResponse({
        queryStatus: NtStatus.STATUS_SUCCESS,
        maximalAccess: await file.maximalAccess(),
      });
    case CreateContextName.QUERY_ON_DISK_ID: {
      const { serialNumber } = await share.volume();
      return encodeOnDiskId({ diskFileId: info.fileId, volumeId: BigInt(serialNumber) });
    }
    default:
      return undefined;
  }
}

function created(handle: Open, body: CreateResponse): Response {
  return {
    status: NtStatus.STATUS_SUCCESS,
    fileId: handle.fileId,
    write: (w) => encodeCreateResponse(w, body),
  };
}

/** Half of a FileId that cannot be guessed; never all ones, which means "no file". */
function unguessable(request: Request): bigint {
  return request.connection.server.runtime.randomBytes(8).readBigUInt64LE() >> 1n;
}
