import { Reader, type Writer } from '../../bytes/index.js';

/** `FILE_PIPE_…` values of ReadMode, CompletionMode and of the local information ([MS-FSCC] 2.4.37, 2.4.38). */
export const PipeMode = {
  BYTE_STREAM_MODE: 0,
  MESSAGE_MODE: 1,
  QUEUE_OPERATION: 0,
  COMPLETE_OPERATION: 1,
  BYTE_STREAM_TYPE: 0,
  MESSAGE_TYPE: 1,
  INBOUND: 0,
  OUTBOUND: 1,
  FULL_DUPLEX: 2,
  DISCONNECTED_STATE: 1,
  LISTENING_STATE: 2,
  CONNECTED_STATE: 3,
  CLOSING_STATE: 4,
  CLIENT_END: 0,
  SERVER_END: 1,
} as const;

/** FILE_PIPE_INFORMATION ([MS-FSCC] 2.4.37). */
export interface FilePipeInformation {
  readonly readMode: number;
  readonly completionMode: number;
}

/** FILE_PIPE_LOCAL_INFORMATION ([MS-FSCC] 2.4.38). */
export interface FilePipeLocalInformation {
  readonly namedPipeType: number;
  readonly namedPipeConfiguration: number;
  readonly maximumInstances: number;
  readonly currentInstances: number;
  readonly inboundQuota: number;
  readonly readDataAvailable: number;
  readonly outboundQuota: number;
  readonly writeQuotaAvailable: number;
  readonly namedPipeState: number;
  readonly namedPipeEnd: number;
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFilePipeInformation(data: Buffer): FilePipeInformation {
  const r = new Reader(data, 'FILE_PIPE_INFORMATION');
  return { readMode: r.u32('ReadMode'), completionMode: r.u32('CompletionMode') };
}

export function encodeFilePipeInformation(w: Writer, value: FilePipeInformation): void {
  w.u32(value.readMode).u32(value.completionMode);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFilePipeLocalInformation(data: Buffer): FilePipeLocalInformation {
  const r = new Reader(data, 'FILE_PIPE_LOCAL_INFORMATION');
  return {
    namedPipeType: r.u32('NamedPipeType'),
    namedPipeConfiguration: r.u32('NamedPipeConfiguration'),
    maximumInstances: r.u32('MaximumInstances'),
    currentInstances: r.u32('CurrentInstances'),
    inboundQuota: r.u32('InboundQuota'),
    readDataAvailable: r.u32('ReadDataAvailable'),
    outboundQuota: r.u32('OutboundQuota'),
    writeQuotaAvailable: r.u32('WriteQuotaAvailable'),
    namedPipeState: r.u32('NamedPipeState'),
    namedPipeEnd: r.u32('NamedPipeEnd'),
  };
}

export function encodeFilePipeLocalInformation(w: Writer, value: FilePipeLocalInformation): void {
  w.u32(value.namedPipeType).u32(value.namedPipeConfiguration);
  w.u32(value.maximumInstances).u32(value.currentInstances);
  w.u32(value.inboundQuota).u32(value.readDataAvailable);
  w.u32(value.outboundQuota).u32(value.writeQuotaAvailable);
  w.u32(value.namedPipeState).u32(value.namedPipeEnd);
}
