import { isFailure, NtStatus } from '../../constants/nt-status.js';
import { Command, type FileId, type Header, HeaderFlags } from '../../smb2-codec/index.js';
import type { CommandRule } from './commands.js';
import type { Request, HandlerResult } from '../exchange/request.js';

/** The ids that a related request inherits; undefined where the request before it failed to make or name one. */
export interface Inherited {
  readonly sessionId: bigint | undefined;
  readonly treeId: number | undefined;
  readonly fileId: FileId | undefined;
  /** Status of the request before it. */
  readonly status: NtStatus;
}

const NO_IDS = { sessionId: undefined, treeId: undefined };

/** Whether a request carries on from the one before it in its compound. */
export function isRelated(header: Header): boolean {
  return (header.flags & HeaderFlags.RELATED_OPERATIONS) !== 0;
}

/** 3.3.5.2.7.2, and note <269> for a chain whose first request is marked as related already. */
export function refusalOfRelated(
  rule: CommandRule | undefined,
  inherited: Inherited | undefined,
): NtStatus | undefined {
  if (inherited?.sessionId === undefined) return NtStatus.STATUS_INVALID_PARAMETER;
  const onTree = rule?.needs === 'tree' || rule?.needs === 'open';
  if (onTree && inherited.treeId === undefined) return NtStatus.STATUS_INVALID_PARAMETER;
  if (rule?.onFile !== true || inherited.fileId !== undefined) return undefined;
  // If a file could not be opened, the requests on it fail with the status of the open. If it is open, the chain goes
  // on after a failure, as on Windows and Samba: a CLOSE at its end must be served.
  return isFailure(inherited.status) ? inherited.status : NtStatus.STATUS_INVALID_HANDLE;
}

/**
 * The ids for the next request. An id that a related request lacks is missing for all later ones: "the current
 * operation and all subsequent" fail.
 */
export function inheritFrom(
  request: Request,
  response: HandlerResult,
  before: Inherited | undefined,
): Inherited {
  const { command } = request.header;
  const failed = isFailure(response.status);
  const { sessionId, treeId } = isRelated(request.header) ? (before ?? NO_IDS) : request;
  // The signature was wrong, so TreeId and FileId may be forged: drop both. The session may stay, because the next
  // request proves it by its own signature.
  if (response.unverified)
    return { sessionId, treeId: undefined, fileId: undefined, status: response.status };
  const noSession =
    (failed && command === Command.SESSION_SETUP) || response.status === NtStatus.STATUS_USER_SESSION_DELETED;
  return {
    sessionId: noSession ? undefined : (response.sessionId ?? sessionId),
    treeId: failed && command === Command.TREE_CONNECT ? undefined : (response.treeId ?? treeId),
    fileId: response.fileId ?? (command === Command.CREATE ? undefined : request.relatedFileId),
    status: response.status,
  };
}
