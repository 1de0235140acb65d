import { CodecError } from '../../../bytes/index.js';
import { NtStatus } from '../../../constants/nt-status.js';
import type { BasicChanges } from '../../../shares/file-info.js';
import type { OpenFile } from '../../../shares/open-file.js';
import { StatusError } from '../../exchange/status-error.js';
import type { ServerProfile } from '../../model/server-profile.js';
import {
  decodeFileAllocationInformation,
  decodeFileBasicInformation,
  decodeFileDispositionInformation,
  decodeFileDispositionInformationEx,
  decodeFileEndOfFileInformation,
  decodeFileRenameInformation,
  decodeFileRenameInformationEx,
  DispositionFlags,
  FileInformationClass,
  type FileBasicInformation,
} from '../../../smb2-codec/fscc/index.js';
import {
  decodeSetInfoRequest,
  encodeSetInfoResponse,
  InfoType,
  type SetInfoRequest,
} from '../../../smb2-codec/index.js';
import { Answer, failure } from '../../exchange/request.js';
import { isDiskOpen, onOpen } from './on-open.js';
import { checkPayload } from './payload.js';
import { requestedPath } from './requested-path.js';

/** FILE_RENAME_REPLACE_IF_EXISTS ([MS-FSCC] 2.4.43). */
const RENAME_REPLACE_IF_EXISTS = 0x00000001;

/** Classes of [MS-FSCC] 2.4 that can be set, though not here. */
const unsupported: ReadonlySet<number> = new Set([
  FileInformationClass.LINK,
  FileInformationClass.PIPE,
  FileInformationClass.PIPE_REMOTE,
  FileInformationClass.QUOTA,
  FileInformationClass.SHORT_NAME,
  FileInformationClass.VALID_DATA_LENGTH,
]);

/** SET_INFO ([MS-SMB2] 3.3.5.21). */
export const handleSetInfo = onOpen(decodeSetInfoRequest, async ({ request, body, open }) => {
  const { length } = body.buffer;
  checkPayload(request, length);
  if (length === 0) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  switch (body.infoType) {
    case InfoType.FILE:
      if (isDiskOpen(open)) await setFile(body, open.target.file, request.connection.server.profile);
      // A client sets its pipe to message mode, which is the only one there is.
      else if (body.fileInfoClass !== FileInformationClass.PIPE) throwUnsupportedClass(body.fileInfoClass);
      break;
    case InfoType.SECURITY:
      // Access is the share's to give: a descriptor that is accepted and ignored would be a lie.
      return failure(NtStatus.STATUS_NOT_SUPPORTED);
    case InfoType.FILESYSTEM:
    case InfoType.QUOTA:
      return failure(NtStatus.STATUS_NOT_SUPPORTED);
    default:
      return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  return new Answer(NtStatus.STATUS_SUCCESS, encodeSetInfoResponse);
});

async function setFile(
  { fileInfoClass, buffer }: SetInfoRequest,
  file: OpenFile,
  profile: ServerProfile,
): Promise<void> {
  const read = <T>(decode: (buffer: Buffer) => T): T => decodeInformation(decode, buffer);
  switch (fileInfoClass) {
    case FileInformationClass.BASIC:
      return file.setBasic(changesIn(read(decodeFileBasicInformation)));
    case FileInformationClass.DISPOSITION:
      return file.setDeletePending(read(decodeFileDispositionInformation));
    case FileInformationClass.DISPOSITION_EX:
      return file.setDeletePending(
        (read(decodeFileDispositionInformationEx) & DispositionFlags.DELETE) !== 0,
      );
    case FileInformationClass.END_OF_FILE:
      return file.setEndOfFile(read(decodeFileEndOfFileInformation));
    case FileInformationClass.ALLOCATION:
      return file.setAllocation(read(decodeFileAllocationInformation));
    case FileInformationClass.RENAME: {
      const { replaceIfExists, rootDirectory, fileName } = read(decodeFileRenameInformation);
      return file.rename(targetOf(fileName, rootDirectory, profile), replaceIfExists);
    }
    case FileInformationClass.RENAME_EX: {
      const { flags, rootDirectory, fileName } = read(decodeFileRenameInformationEx);
      const replaces = (flags & RENAME_REPLACE_IF_EXISTS) !== 0;
      return file.rename(targetOf(fileName, rootDirectory, profile), replaces);
    }
    case FileInformationClass.POSITION:
    case FileInformationClass.MODE:
      // Settings of the client's own handle, which nothing here depends on.
      return undefined;
    case FileInformationClass.FULL_EA:
      throw new StatusError(NtStatus.STATUS_EAS_NOT_SUPPORTED);
    default:
      return throwUnsupportedClass(fileInfoClass);
  }
}

/** Information that is too short is answered so for each class ([MS-FSA] 2.1.5.15). */
function decodeInformation<T>(decode: (buffer: Buffer) => T, buffer: Buffer): T {
  try {
    return decode(buffer);
  } catch (error) {
    const tooShort = error instanceof CodecError && error.code === 'truncated';
    throw tooShort ? new StatusError(NtStatus.STATUS_INFO_LENGTH_MISMATCH) : error;
  }
}

/** "If the RootDirectory field is not zero, the server MUST return STATUS_INVALID_PARAMETER" (3.3.5.21.1). */
function targetOf(name: string, rootDirectory: bigint, profile: ServerProfile): string {
  if (rootDirectory !== 0n) throw new StatusError(NtStatus.STATUS_INVALID_PARAMETER);
  const path = requestedPath(name, profile);
  if (path === undefined) throw new StatusError(NtStatus.STATUS_OBJECT_PATH_SYNTAX_BAD);
  return path;
}

/** A time of 0 or -1 stays as it is, and -2 undoes a -1; attributes of 0 stay ([MS-FSCC] 2.4.7). */
function changesIn(basic: FileBasicInformation): BasicChanges {
  const { creationTime, lastAccessTime, lastWriteTime, changeTime, fileAttributes } = basic;
  return {
    ...(isTime(creationTime) && { creationTime }),
    ...(isTime(lastAccessTime) && { lastAccessTime }),
    ...(isTime(lastWriteTime) && { lastWriteTime }),
    ...(isTime(changeTime) && { changeTime }),
    ...(fileAttributes !== 0 && { attributes: fileAttributes }),
  };
}

function isTime(fileTime: bigint): boolean {
  return fileTime !== 0n && fileTime < 1n << 63n;
}

/** 3.3.5.21.1 */
function throwUnsupportedClass(fileInfoClass: number): never {
  throw new StatusError(
    unsupported.has(fileInfoClass) ? NtStatus.STATUS_NOT_SUPPORTED : NtStatus.STATUS_INVALID_INFO_CLASS,
  );
}
