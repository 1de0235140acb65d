import { NtStatus } from '../../../constants/nt-status.js';
import { StatusError } from '../../exchange/status-error.js';
import { type EncodedInformation } from '../../../smb2-codec/fscc/index.js';
import {
  decodeQueryInfoRequest,
  encodeQueryInfoResponse,
  InfoType,
  type QueryInfoRequest,
} from '../../../smb2-codec/index.js';
import type { Open } from '../../model/open-table.js';
import {
  Answer,
  bufferTooSmall,
  failureWith,
  type Request,
  type HandlerResult,
} from '../../exchange/request.js';
import { fileInformation } from './file-information.js';
import { type DiskOpen, isDiskOpen, onOpen, type OpenCommand } from './on-open.js';
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
      return volumeInformation(body.fileInfoClass, asStored(open), request.connection.server.profile);
    case InfoType.SECURITY:
      return securityDescriptor(body.additionalInformation, asStored(open), established);
    case InfoType.QUOTA:
      throw new StatusError(NtStatus.STATUS_NOT_SUPPORTED);
    default:
      throw new StatusError(NtStatus.STATUS_INVALID_PARAMETER);
  }
}

/**
 * A pipe is on no volume and has no descriptor: "If the store does not support the data requested, the server MUST fail
 * the request with STATUS_NOT_SUPPORTED" (3.3.5.20.2).
 */
function asStored(open: Open): DiskOpen {
  if (!isDiskOpen(open)) throw new StatusError(NtStatus.STATUS_NOT_SUPPORTED);
  return open;
}

/**
 * Too little room for the structure is an error; a name that is cut off is a warning with what fits. A security
 * descriptor is never cut (3.3.5.20.1, 3.3.5.20.3).
 */
function fit(
  { data, minimumRoom }: EncodedInformation,
  { infoType, outputBufferLength }: QueryInfoRequest,
  { connection }: Request,
): HandlerResult {
  const complete = data.length <= outputBufferLength;
  if (!complete && infoType === InfoType.SECURITY) {
    return bufferTooSmall(data.length, connection);
  }
  if (outputBufferLength < minimumRoom) {
    return failureWith(NtStatus.STATUS_INFO_LENGTH_MISMATCH, Buffer.alloc(0), connection);
  }
  const outputBuffer = complete ? data : data.subarray(0, outputBufferLength);
  return new Answer(complete ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_BUFFER_OVERFLOW, (w) =>
    encodeQueryInfoResponse(w, { outputBuffer }),
  );
}
