import { NtStatus } from '../../nt-status.js';
import { ShareError } from '../../shares/share-error.js';
import { NO_FILE_ID, type FileId } from '../../smb2-codec/index.js';
import type { Open, OpenTarget } from '../open-table.js';
import type { Request } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';

/** An open whose target is known to be a file or directory. */
export type DiskOpen = Open & { readonly target: Extract<OpenTarget, { type: 'disk' }> };

/**
 * The open a request names, or the one it carries on in a related compound ([MS-SMB2] 3.3.5.2.7.2).
 *
 * @throws ShareError STATUS_FILE_CLOSED when the session has none of that id on this tree
 */
export function findOpen(request: Request, established: Established, tree: Tree, fileId: FileId): Open {
  const carriedOn = fileId.volatile === NO_FILE_ID.volatile && fileId.persistent === NO_FILE_ID.persistent;
  const wanted = carriedOn ? (request.relatedFileId ?? fileId) : fileId;
  const open = established.opens.find(wanted, tree.id);
  if (open === undefined) throw new ShareError(NtStatus.STATUS_FILE_CLOSED);
  return open;
}

/** The same for commands that pipes do not have. */
export function findDiskOpen(
  request: Request,
  established: Established,
  tree: Tree,
  fileId: FileId,
): DiskOpen {
  const open = findOpen(request, established, tree, fileId);
  if (!isDiskOpen(open)) throw new ShareError(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  return open;
}

export function isDiskOpen(open: Open): open is DiskOpen {
  return open.target.type === 'disk';
}
