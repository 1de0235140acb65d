import { NtStatus } from '../../nt-status.js';
import { ShareError } from '../../shares/share-error.js';
import { type EncodedInformation } from '../../smb2-codec/fscc/index.js';
import {
  decodeQueryInfoRequest,
  encodeQueryInfoResponse,
  InfoType,
  type QueryInfoRequest,
} from '../../smb2-codec/index.js';
import { bufferTooSmall, failureWith, type Request, type Response } from '../request.js';
import { fileInformation } from './file-information.js';
import { isDiskOpen, onOpen, type OpenCommand } from './on-open.js';
import { checkPayload } from './payload.js';
import { pipeInformation } from './pipe-information.js';
import { securityDescriptor } from './security.js';
import { volumeInformation } from './volume-information.js';

/** QUERY_INFO ([MS-SMB2] 3.3.5.20). */
export const handleQueryInfo = onOpen(decodeQueryInfoRequest, async (command) => {
  const { request, body } = command;
  checkPayload(request, Math.max(body.inputBuffer.length, body.outputBufferLength));
  return fit(await query(command), body, request);
});

function query(command: OpenCommand<QueryInfoRequest>): EncodedInformation | Promise<EncodedInformation> {
  const { request, established, body, open } = command;
  switch (body.infoType) {
    case InfoType.FILE:
      if (!isDiskOpen(open)) return pipeInformation(body.fileInfoClass);
      return fileInformation(body.fileInfoClass, open, {
        dialect: request.connection.negotiated.dialect,
        maximum: body.outputBufferLength,
      });
    case InfoType.FILESYSTEM:
      return volumeInformation(body.fileInfoClass, open);
    case InfoType.SECURITY:
      return securityDescriptor(body.additionalInformation, open, established);
    case InfoType.QUOTA:
      throw new ShareError(NtStatus.STATUS_NOT_SUPPORTED);
    default:
      throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  }
}

/**
 * Too little room for the fixed part is an error; a variable part that is cut off is a warning with what fits. A
 * security descriptor is never cut (3.3.5.20.1, 3.3.5.20.3).
 */
function fit(
  { data, fixedLength }: EncodedInformation,
  { infoType, outputBufferLength }: QueryInfoRequest,
  { connection }: Request,
): Response {
  const complete = data.length <= outputBufferLength;
  if (!complete && infoType === InfoType.SECURITY) {
    return bufferTooSmall(data.length, connection);
  }
  if (outputBufferLength < fixedLength) {
    return failureWith(NtStatus.STATUS_INFO_LENGTH_MISMATCH, Buffer.alloc(0), connection);
  }
  const outputBuffer = complete ? data : data.subarray(0, outputBufferLength);
  return {
    status: complete ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_BUFFER_OVERFLOW,
    write: (w) => encodeQueryInfoResponse(w, { outputBuffer }),
  };
}
