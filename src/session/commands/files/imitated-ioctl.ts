import { AccessMask } from '../../../constants/access-mask.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { CtlCode, type IoctlRequest } from '../../../smb2-codec/index.js';
import { failure, type HandlerResult } from '../../exchange/request.js';
import type { ServerProfile } from '../../model/server-profile.js';
import { ioctlResponse } from '../ioctl-response.js';
import type { DiskOpen } from './on-open.js';
import { fileObjectId } from './object-id.js';

/** COMPRESSION_FORMAT_NONE ([MS-FSCC] 2.3.18). */
const COMPRESSION_FORMAT_NONE = 0;

/**
 * The answers of smbd to control codes of features that there are not.
 *
 * @returns undefined for a code that the profile does not answer
 */
export function imitatedIoctl(
  body: IoctlRequest,
  open: DiskOpen,
  { objectIds, compressionState }: ServerProfile,
): HandlerResult | Promise<HandlerResult> | undefined {
  switch (body.ctlCode) {
    case CtlCode.CREATE_OR_GET_OBJECT_ID:
      return objectIds === 'made-up' ? objectId(body, open) : undefined;
    case CtlCode.GET_COMPRESSION:
      return compressionState === 'uncompressed' ? compression(body) : undefined;
    case CtlCode.SET_COMPRESSION:
      return compressionState === 'uncompressed' ? setCompression(body, open) : undefined;
    default:
      return undefined;
  }
}

/** smbd cuts the answer off where there is no room for it. */
async function objectId(body: IoctlRequest, open: DiskOpen): Promise<HandlerResult> {
  const output = await fileObjectId(open);
  return ioctlResponse(body, output.subarray(0, body.maxOutputResponse));
}

function compression(body: IoctlRequest): HandlerResult {
  const output = Buffer.alloc(2);
  output.writeUInt16LE(COMPRESSION_FORMAT_NONE);
  if (body.maxOutputResponse < output.length) return failure(NtStatus.STATUS_INVALID_USER_BUFFER);
  return ioctlResponse(body, output);
}

/** A file can be made what it is already, and nothing else. */
function setCompression(body: IoctlRequest, { target }: DiskOpen): HandlerResult {
  if ((target.file.grantedAccess & AccessMask.FILE_WRITE_DATA) === 0) {
    return failure(NtStatus.STATUS_ACCESS_DENIED);
  }
  if (body.input.length < 2) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  const format = body.input.readUInt16LE(0);
  if (format !== COMPRESSION_FORMAT_NONE) return failure(NtStatus.STATUS_NOT_SUPPORTED);
  return ioctlResponse(body, Buffer.alloc(0));
}
