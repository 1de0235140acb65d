import { NtStatus } from '../../nt-status.js';
import { AccessMask } from '../../shares/access-mask.js';
import { ShareError } from '../../shares/share-error.js';
import { type EncodedInformation } from '../../smb2-codec/fscc/index.js';
import {
  decodeQueryInfoRequest,
  encodeQueryInfoResponse,
  InfoType,
  type QueryInfoRequest,
} from '../../smb2-codec/index.js';
import { chargeCovers } from '../credit-charge.js';
import type { Open } from '../open-table.js';
import { failure, type Request, type Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { fileInformation, needsReadAttributes } from './file-information.js';
import { findOpen, isDiskOpen } from './find-open.js';
import { pipeInformation } from './pipe-information.js';
import { securityDescriptor } from './security.js';
import { volumeInformation } from './volume-information.js';

/** QUERY_INFO ([MS-SMB2] 3.3.5.20). */
export async function handleQueryInfo(
  request: Request,
  established: Established,
  tree: Tree,
): Promise<Response> {
  const body = decodeQueryInfoRequest(request.message);
  const open = findOpen(request, established, tree, body.fileId);
  const { maxTransactSize } = request.connection.negotiated;
  const payload = Math.max(body.inputBuffer.length, body.outputBufferLength);
  if (body.outputBufferLength > maxTransactSize || !chargeCovers(request, payload)) {
    return { ...failure(NtStatus.STATUS_INVALID_PARAMETER), fileId: open.fileId };
  }
  const information = await query(body, open, established, tree);
  return { ...fit(information, body), fileId: open.fileId };
}

async function query(
  body: QueryInfoRequest,
  open: Open,
  established: Established,
  tree: Tree,
): Promise<EncodedInformation> {
  switch (body.infoType) {
    case InfoType.FILE:
      return queryFile(body, open);
    case InfoType.FILESYSTEM:
      if (tree.share.type === 'pipe') throw new ShareError(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
      return volumeInformation(body.fileInfoClass, await tree.share.volume());
    case InfoType.SECURITY:
      return securityDescriptor(body.additionalInformation, open, established);
    case InfoType.QUOTA:
      throw new ShareError(NtStatus.STATUS_NOT_SUPPORTED);
    default:
      throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  }
}

async function queryFile(body: QueryInfoRequest, open: Open): Promise<EncodedInformation> {
  const { fileInfoClass, outputBufferLength } = body;
  if (!isDiskOpen(open)) return pipeInformation(fileInfoClass);
  const { file, options } = open.target;
  if (needsReadAttributes(fileInfoClass) && (file.grantedAccess & AccessMask.FILE_READ_ATTRIBUTES) === 0) {
    throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  }
  return fileInformation(fileInfoClass, file, { options, maximum: outputBufferLength });
}

/**
 * Too little room for the fixed part is an error; a variable part that is cut off is a warning with what fits. A
 * security descriptor is never cut (3.3.5.20.1, 3.3.5.20.3).
 */
function fit({ data, fixedLength }: EncodedInformation, body: QueryInfoRequest): Response {
  const { infoType, outputBufferLength } = body;
  const complete = data.length <= outputBufferLength;
  if (!complete && infoType === InfoType.SECURITY) {
    const needed = Buffer.alloc(4);
    needed.writeUInt32LE(data.length);
    return {
      status: NtStatus.STATUS_BUFFER_TOO_SMALL,
      error: { errorContextCount: 0, errorData: needed },
    };
  }
  if (outputBufferLength < fixedLength) return failure(NtStatus.STATUS_INFO_LENGTH_MISMATCH);
  const outputBuffer = complete ? data : data.subarray(0, outputBufferLength);
  return {
    status: complete ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_BUFFER_OVERFLOW,
    write: (w) => encodeQueryInfoResponse(w, { outputBuffer }),
  };
}
