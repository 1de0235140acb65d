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

/**
 * The handler of a command on a file, directory or pipe: it reads the request, which names the open, and serves it once
 * the open is found.
 */
export interface OpenHandler<Body extends NamesOpen = NamesOpen> {
  /** @throws CodecError */
  decode(message: Buffer): Body;
  serve(command: OpenCommand<Body>): Served;
}

/** The part of each such request that says which open it is about. */
export interface NamesOpen {
  readonly fileId: FileId;
}

/** The handler of a command that every open has. */
export function onOpen<Body extends NamesOpen>(
  decode: (message: Buffer) => Body,
  serve: (command: OpenCommand<Body>) => Served,
): OpenHandler<Body> {
  return { decode, serve };
}

/** The handler of a command that pipes do not have. */
export function onDiskOpen<Body extends NamesOpen>(
  decode: (message: Buffer) => Body,
  serve: (command: OpenCommand<Body, DiskOpen>) => Served,
): OpenHandler<Body> {
  return onOpen(decode, ({ open, ...command }) => serve({ ...command, open: asDiskOpen(open) }));
}

/** @throws StatusError STATUS_INVALID_DEVICE_REQUEST for a pipe */
export function asDiskOpen(open: Open): DiskOpen {
  if (!isDiskOpen(open)) throw new StatusError(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  return open;
}

export function isDiskOpen(open: Open): open is DiskOpen {
  return open.target.type === 'disk';
}

/** Serves a command on its open; a failure of a file or directory is told of ([MS-SMB2] 3.3.5.10 to 3.3.5.21). */
export function serveOnOpen(
  handler: OpenHandler,
  command: OpenCommand<NamesOpen>,
): Promise<HandlerResult | Pending> {
  return serveOpen(command.request, command.open, () => handler.serve(command), failureReporter(command));
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
  if (leave === undefined) return failureOn(open, NtStatus.STATUS_FILE_NOT_AVAILABLE);
  try {
    const result = await serve();
    return 'pending' in result ? result : { ...result, fileId: open.fileId };
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    onFailure?.(error);
    return failureOn(open, error.status);
  } finally {
    leave();
  }
}

function failureOn(open: Open, status: NtStatus): HandlerResult {
  const answer = failure(status);
  answer.fileId = open.fileId;
  return answer;
}
