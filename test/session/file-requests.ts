import type { Writer } from '../../src/bytes/index.js';
import {
  AccessMask,
  CloseFlags,
  CompletionFilter,
  CreateDisposition,
  CreateOptions,
  decodeCreateResponse,
  encodeChangeNotifyRequest,
  encodeCloseRequest,
  encodeCreateRequest,
  encodeQueryInfoRequest,
  type FileId,
  ImpersonationLevel,
  InfoType,
  NO_FILE_ID,
  ShareAccess,
} from '../../src/smb2-codec/index.js';
import { FileInformationClass } from '../../src/smb2-codec/fscc/index.js';
import type { Reply } from '../support/smb-client.js';

/** A share whose root can be opened and watched. */
export const temporaryShare = { name: 'disk', temporary: true } as const;

/** CREATE of the share's root, or of a name below it. */
export function create(name = ''): (w: Writer) => void {
  return (w) =>
    encodeCreateRequest(w, {
      requestedOplockLevel: 0,
      impersonationLevel: ImpersonationLevel.IMPERSONATION,
      desiredAccess: AccessMask.GENERIC_READ,
      fileAttributes: 0,
      shareAccess: ShareAccess.FILE_SHARE_READ | ShareAccess.FILE_SHARE_WRITE | ShareAccess.FILE_SHARE_DELETE,
      createDisposition: CreateDisposition.FILE_OPEN,
      createOptions: name === '' ? CreateOptions.FILE_DIRECTORY_FILE : 0,
      name,
      createContexts: [],
    });
}

/** CLOSE; by default of the file that a related compound carries on. */
export function close(fileId: FileId = NO_FILE_ID): (w: Writer) => void {
  return (w) => encodeCloseRequest(w, { flags: CloseFlags.POSTQUERY_ATTRIB, fileId });
}

/** CHANGE_NOTIFY, which waits where nothing changes. */
export function watch(fileId: FileId = NO_FILE_ID): (w: Writer) => void {
  return (w) =>
    encodeChangeNotifyRequest(w, {
      flags: 0,
      outputBufferLength: 4096,
      fileId,
      completionFilter: CompletionFilter.FILE_NOTIFY_CHANGE_FILE_NAME,
    });
}

/** QUERY_INFO of everything that is known of a file. */
export function allInformation(fileId: FileId): (w: Writer) => void {
  return (w) =>
    encodeQueryInfoRequest(w, {
      infoType: InfoType.FILE,
      fileInfoClass: FileInformationClass.ALL,
      outputBufferLength: 4096,
      additionalInformation: 0,
      flags: 0,
      fileId,
      inputBuffer: Buffer.alloc(0),
    });
}

export function fileIdOf(reply: Reply): FileId {
  return decodeCreateResponse(reply.message).fileId;
}
