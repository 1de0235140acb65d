import {
  AccessMask,
  CompletionFilter,
  CreateDisposition,
  type CreateRequest,
  encodeChangeNotifyRequest,
  encodeCloseRequest,
  encodeCreateRequest,
  encodeFlushRequest,
  encodeIoctlRequest,
  encodeLockRequest,
  encodeOplockBreakRequest,
  encodeQueryDirectoryRequest,
  encodeQueryInfoRequest,
  encodeReadRequest,
  encodeSetInfoRequest,
  encodeTreeConnectRequest,
  encodeWriteRequest,
  type FileId,
  fscc,
  ImpersonationLevel,
  InfoType,
  IoctlFlags,
  type IoctlRequest,
  type LockElement,
  NO_FILE_ID,
  type OplockBreakRequest,
  type QueryDirectoryRequest,
  type QueryInfoRequest,
  type ReadRequest,
  type SetInfoRequest,
  ShareAccess,
  type Writer,
  type WriteRequest,
} from '../../src/smb2-codec/index.js';

export type Body = (w: Writer) => void;

const none = Buffer.alloc(0);

/** A body of each command, with what a conversation does not care about filled in. */
export const bodies = {
  treeConnect: (share: string): Body => {
    const path = share.startsWith('\\') ? share : `\\\\server\\${share}`;
    return (w) => encodeTreeConnectRequest(w, { flags: 0, path });
  },
  create: (name: string, body: Partial<CreateRequest> = {}): Body => {
    const defaults: CreateRequest = {
      requestedOplockLevel: 0,
      impersonationLevel: ImpersonationLevel.IMPERSONATION,
      desiredAccess: AccessMask.GENERIC_READ | AccessMask.GENERIC_WRITE | AccessMask.DELETE,
      fileAttributes: 0,
      shareAccess: ShareAccess.FILE_SHARE_READ | ShareAccess.FILE_SHARE_WRITE | ShareAccess.FILE_SHARE_DELETE,
      createDisposition: CreateDisposition.FILE_OPEN_IF,
      createOptions: 0,
      name,
      createContexts: [],
    };
    return (w) => encodeCreateRequest(w, { ...defaults, ...body });
  },
  close: (fileId: FileId = NO_FILE_ID, flags = 0): Body => {
    return (w) => encodeCloseRequest(w, { flags, fileId });
  },
  flush: (fileId: FileId = NO_FILE_ID): Body => {
    return (w) => encodeFlushRequest(w, { fileId });
  },
  read: (fileId: FileId = NO_FILE_ID, body: Partial<ReadRequest> = {}): Body => {
    const defaults = { padding: 0, flags: 0, length: 4096, offset: 0n, minimumCount: 0, channel: 0 };
    return (w) =>
      encodeReadRequest(w, { ...defaults, remainingBytes: 0, channelInfo: none, fileId, ...body });
  },
  write: (fileId: FileId, data: Buffer | string, body: Partial<WriteRequest> = {}): Body => {
    const defaults = { offset: 0n, channel: 0, remainingBytes: 0, flags: 0, channelInfo: none };
    return (w) => encodeWriteRequest(w, { ...defaults, fileId, data: Buffer.from(data), ...body });
  },
  lock: (fileId: FileId, locks: readonly LockElement[], lockSequence = 0): Body => {
    return (w) => encodeLockRequest(w, { lockSequence, fileId, locks });
  },
  ioctl: (ctlCode: number, body: Partial<IoctlRequest> = {}): Body => {
    const defaults = { fileId: NO_FILE_ID, input: none, maxInputResponse: 0, maxOutputResponse: 4096 };
    return (w) => encodeIoctlRequest(w, { ...defaults, flags: IoctlFlags.IS_FSCTL, ctlCode, ...body });
  },
  queryDirectory: (fileId: FileId = NO_FILE_ID, body: Partial<QueryDirectoryRequest> = {}): Body => {
    const fileInformationClass = fscc.FileInformationClass.ID_BOTH_DIRECTORY;
    const defaults = {
      fileInformationClass,
      flags: 0,
      fileIndex: 0,
      fileName: '*',
      outputBufferLength: 65536,
    };
    return (w) => encodeQueryDirectoryRequest(w, { ...defaults, fileId, ...body });
  },
  notify: (
    fileId: FileId = NO_FILE_ID,
    completionFilter: number = NAMES,
    flags = 0,
    outputBufferLength = 4096,
  ): Body => {
    return (w) => encodeChangeNotifyRequest(w, { flags, outputBufferLength, fileId, completionFilter });
  },
  queryInfo: (fileId: FileId, fileInfoClass: number, body: Partial<QueryInfoRequest> = {}): Body => {
    const defaults = {
      infoType: InfoType.FILE,
      outputBufferLength: 4096,
      additionalInformation: 0,
      flags: 0,
    };
    return (w) =>
      encodeQueryInfoRequest(w, { ...defaults, inputBuffer: none, fileInfoClass, fileId, ...body });
  },
  setInfo: (
    fileId: FileId,
    fileInfoClass: number,
    buffer: Buffer,
    body: Partial<SetInfoRequest> = {},
  ): Body => {
    const defaults = { infoType: InfoType.FILE, additionalInformation: 0 };
    return (w) => encodeSetInfoRequest(w, { ...defaults, fileInfoClass, fileId, buffer, ...body });
  },
  oplockBreak: (body: OplockBreakRequest): Body => {
    return (w) => encodeOplockBreakRequest(w, body);
  },
  /** A body as it is. */
  bytes: (hex: string): Body => {
    return (w) => void w.bytes(Buffer.from(hex, 'hex'));
  },
} as const;

const NAMES = CompletionFilter.FILE_NOTIFY_CHANGE_FILE_NAME | CompletionFilter.FILE_NOTIFY_CHANGE_DIR_NAME;
