import { NtStatus } from '../../nt-status.js';
import {
  CloseFlags,
  decodeCloseRequest,
  decodeFlushRequest,
  encodeCloseResponse,
  encodeFlushResponse,
} from '../../smb2-codec/index.js';
import type { Request, Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findOpen, isDiskOpen } from './find-open.js';
import { noSummary, summaryOf } from './summary.js';

/** CLOSE ([MS-SMB2] 3.3.5.10), with the attributes the file has in the end if the client asks for them. */
export async function handleClose(request: Request, established: Established, tree: Tree): Promise<Response> {
  const body = decodeCloseRequest(request.message);
  const open = findOpen(request, established, tree, body.fileId);
  const wanted = (body.flags & CloseFlags.POSTQUERY_ATTRIB) !== 0 && isDiskOpen(open);
  const summary = wanted ? summaryOf(await open.target.file.info()) : noSummary;
  await established.opens.close(open);
  const flags = wanted ? CloseFlags.POSTQUERY_ATTRIB : 0;
  return {
    status: NtStatus.STATUS_SUCCESS,
    fileId: open.fileId,
    write: (w) => encodeCloseResponse(w, { flags, ...summary }),
  };
}

/** FLUSH ([MS-SMB2] 3.3.5.11); a pipe has nothing to flush. */
export async function handleFlush(request: Request, established: Established, tree: Tree): Promise<Response> {
  const open = findOpen(request, established, tree, decodeFlushRequest(request.message).fileId);
  if (isDiskOpen(open)) await open.target.file.flush();
  return { status: NtStatus.STATUS_SUCCESS, fileId: open.fileId, write: encodeFlushResponse };
}
