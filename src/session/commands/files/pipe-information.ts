import { Writer } from '../../../bytes/index.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { StatusError } from '../../exchange/status-error.js';
import {
  encodeFilePipeInformation,
  encodeFilePipeLocalInformation,
  encodeFileStandardInformation,
  FileInformationClass,
  PipeMode,
  type EncodedInformation,
} from '../../../smb2-codec/fscc/index.js';

/** Bytes of the buffers that Windows tells of its pipes. */
const QUOTA = 4096;

/**
 * Encodes an open pipe's answer to a class of FILE_INFORMATION_CLASS.
 *
 * @throws StatusError STATUS_NOT_SUPPORTED for a class that pipes do not have
 */
export function pipeInformation(fileInfoClass: number): EncodedInformation {
  const w = new Writer(64);
  switch (fileInfoClass) {
    case FileInformationClass.STANDARD:
      encodeFileStandardInformation(w, {
        allocationSize: BigInt(QUOTA),
        endOfFile: 0n,
        numberOfLinks: 1,
        deletePending: true,
        directory: false,
      });
      break;
    case FileInformationClass.PIPE:
      encodeFilePipeInformation(w, {
        readMode: PipeMode.MESSAGE_MODE,
        completionMode: PipeMode.QUEUE_OPERATION,
      });
      break;
    case FileInformationClass.PIPE_LOCAL:
      encodeFilePipeLocalInformation(w, {
        namedPipeType: PipeMode.MESSAGE_TYPE,
        namedPipeConfiguration: PipeMode.FULL_DUPLEX,
        maximumInstances: 0xffffffff,
        currentInstances: 1,
        inboundQuota: QUOTA,
        readDataAvailable: 0,
        outboundQuota: QUOTA,
        writeQuotaAvailable: QUOTA,
        namedPipeState: PipeMode.CONNECTED_STATE,
        namedPipeEnd: PipeMode.CLIENT_END,
      });
      break;
    default:
      // 3.3.5.20.1: "If the store does not support the data requested, the server MUST fail the request with" this.
      throw new StatusError(NtStatus.STATUS_NOT_SUPPORTED);
  }
  const data = w.finish();
  return { data, minimumRoom: data.length };
}
