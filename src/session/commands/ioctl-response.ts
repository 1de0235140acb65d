import { NtStatus } from '../../constants/nt-status.js';
import { encodeIoctlResponse, type IoctlRequest } from '../../smb2-codec/index.js';
import { Answer, type HandlerResult } from '../exchange/request.js';

/** The answer to an IOCTL that succeeded. */
export function ioctlResponse(
  body: IoctlRequest,
  output: Buffer,
  status: NtStatus = NtStatus.STATUS_SUCCESS,
): HandlerResult {
  const { ctlCode, fileId } = body;
  return new Answer(status, (w) =>
    encodeIoctlResponse(w, { ctlCode, fileId, input: Buffer.alloc(0), output }),
  );
}
