import { NtStatus } from '../../../constants/nt-status.js';
import type { ShareError } from '../../../shares/share-error.js';
import { isRequestFailure, StatusError } from '../../exchange/status-error.js';
import type { FileId } from '../../../smb2-codec/index.js';
import { enterSequence } from '../../model/channel-sequence.js';
import type { Open, OpenTarget } from '../../model/open-table.js';
import { failure, type Pending, type Request, type HandlerResult } from '../../exchange/request.js';
import type { Established } from '../../model/session.js';
import type { Tree } from '../../model/tree-table.js';
import { reportFailure } from './report-failure.js';

/** An open whose target is known to be a file or directory. */
export type DiskOpen = Open & { readonly target: Extract<OpenTarget, { type: 'disk' }> };

/** A command on something open: its request decoded, its open found. */
export interface OpenCommand<Body, Found extends Open = Open> {
  readonly request: Request;
  readonly established: Established;
  readonly tree: Tree;
  readonly body: Body;
  readonly open: Found;
}

type Served = HandlerResult | Pending | Promise<HandlerResult | Pending>;
type Handler = (request: Request, established: Established, tree: Tree) => Promise<HandlerResult | Pending>;

/** The handler of a command on a file, directory or pipe. */
export function onOpen<Body extends { readonly fileId: FileId }>(
  decode: (message: Buffer) => Body,
  serve: (command: OpenCommand<Body>) => Served,
): Handler {
  return async (request, established, tree) => {
    const body = decode(request.message);
    const open = findOpen(request, established, tree, body.fileId);
    const command = { request, established, tree, body, open };
    return serveOpen(request, open, () => serve(command), failureReporter(command));
  };
}

/** The same for commands that pipes do not have. */
export function onDiskOpen<Body extends { readonly fileId: FileId }>(
  decode: (message: Buffer) => Body,
  serve: (command: OpenCommand<Body, DiskOpen>) => Served,
): Handler {
  return onOpen(decode, ({ open, ...command }) => serve({ ...command, open: asDiskOpen(open) }));
}

/**
 * The open a request names or, in a related compound, the one of the request before it, whatever it names itself
 * ([MS-SMB2] 3.3.5.2.7.2).
 *
 * @throws StatusError STATUS_FILE_CLOSED when the session has none of that id on this tree
 */
export function findOpen(request: Request, established: Established, tree: Tree, fileId: FileId): Open {
  const open = established.opens.find(request.relatedFileId ?? fileId, tree.id);
  if (open === undefined) throw new StatusError(NtStatus.STATUS_FILE_CLOSED);
  return open;
}

/** @throws StatusError STATUS_INVALID_DEVICE_REQUEST for a pipe */
export function asDiskOpen(open: Open): DiskOpen {
  if (!isDiskOpen(open)) throw new StatusError(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  return open;
}

export function isDiskOpen(open: Open): open is DiskOpen {
  return open.target.type === 'disk';
}

function failureReporter({
  request,
  established,
  tree,
  open,
}: Omit<OpenCommand<unknown>, 'body'>): ((error: StatusError | ShareError) => void) | undefined {
  const { target } = open;
  if (target.type !== 'disk') return undefined;
  const attempted = { path: target.file.path, changes: request.changes };
  return ({ status, cause }) => reportFailure(request, established, tree, attempted, status, cause);
}

/**
 * Serves a request on an open. The requests related to it go on with that open even if it fails: a CLOSE behind a
 * refused WRITE closes the file.
 */
export async function serveOpen(
  request: Request,
  open: Open,
  serve: () => Served,
  onFailure?: (error: StatusError | ShareError) => void,
): Promise<HandlerResult | Pending> {
  const { changes, connection, header } = request;
  const leave = enterSequence(open.channelSequence, header, connection.negotiated.dialect, changes);
  if (leave === undefined) return { ...failure(NtStatus.STATUS_FILE_NOT_AVAILABLE), fileId: open.fileId };
  try {
    const result = await serve();
    return 'pending' in result ? result : { ...result, fileId: open.fileId };
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    onFailure?.(error);
    return { ...failure(error.status), fileId: open.fileId };
  } finally {
    leave();
  }
}
