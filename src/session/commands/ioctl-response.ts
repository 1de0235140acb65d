import { NtStatus } from '../../constants/nt-status.js';
import { encodeIoctlResponse, type IoctlRequest } from '../../smb2-codec/index.js';
import type { HandlerResult } from '../exchange/request.js';

/** The answer to an IOCTL that succeeded. */
export function ioctlResponse(
  body: IoctlRequest,
  output: Buffer,
  status: NtStatus = NtStatus.STATUS_SUCCESS,
): HandlerResult {
  return {
    status,
    write: (w) =>
      encodeIoctlResponse(w, { ctlCode: body.ctlCode, fileId: body.fileId, input: Buffer.alloc(0), output }),
  };
}
