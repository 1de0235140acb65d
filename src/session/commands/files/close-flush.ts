import { NtStatus } from '../../../constants/nt-status.js';
import { ShareError } from '../../../shares/share-error.js';
import {
  CloseFlags,
  decodeCloseRequest,
  decodeFlushRequest,
  encodeCloseResponse,
  encodeFlushResponse,
  type FileSummary,
  NO_FILE_SUMMARY,
} from '../../../smb2-codec/index.js';
import { Answer } from '../../exchange/request.js';
import type { Open } from '../../model/open-table.js';
import { isDiskOpen, onOpen } from './on-open.js';
import { summaryOf } from './summary.js';

/** CLOSE ([MS-SMB2] 3.3.5.10), with the attributes the file has in the end if the client asks for them. */
export const handleClose = onOpen(decodeCloseRequest, async ({ established, body, open }) => {
  const wanted = (body.flags & CloseFlags.POSTQUERY_ATTRIB) !== 0;
  const summary = wanted ? await lastSummary(open) : undefined;
  await established.opens.close(open);
  const flags = summary === undefined ? 0 : CloseFlags.POSTQUERY_ATTRIB;
  return new Answer(NtStatus.STATUS_SUCCESS, (w) =>
    encodeCloseResponse(w, { flags, ...(summary ?? NO_FILE_SUMMARY) }),
  );
});

/** Undefined where there are no attributes to be had, which keeps nobody from closing. */
async function lastSummary(open: Open): Promise<FileSummary | undefined> {
  if (!isDiskOpen(open)) return undefined;
  try {
    return summaryOf(await open.target.file.info());
  } catch (error) {
    if (error instanceof ShareError) return undefined;
    throw error;
  }
}

/** FLUSH ([MS-SMB2] 3.3.5.11); a pipe has nothing to flush. */
export const handleFlush = onOpen(decodeFlushRequest, async ({ open }) => {
  if (isDiskOpen(open)) await open.target.file.flush();
  return new Answer(NtStatus.STATUS_SUCCESS, encodeFlushResponse);
});
