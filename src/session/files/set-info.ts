import { NtStatus } from '../../nt-status.js';
import type { BasicChanges } from '../../shares/file-info.js';
import type { OpenFile } from '../../shares/open-file.js';
import { ShareError } from '../../shares/share-error.js';
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
} from '../../smb2-codec/fscc/index.js';
import {
  decodeSetInfoRequest,
  encodeSetInfoResponse,
  InfoType,
  type SetInfoRequest,
} from '../../smb2-codec/index.js';
import { chargeCovers } from '../credit-charge.js';
import { failure, type Request, type Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findOpen, isDiskOpen } from './find-open.js';

/** FILE_RENAME_REPLACE_IF_EXISTS ([MS-FSCC] 2.4.43). */
const RENAME_REPLACE_IF_EXISTS = 0x00000001;

/** SET_INFO ([MS-SMB2] 3.3.5.21). */
export async function handleSetInfo(
  request: Request,
  established: Established,
  tree: Tree,
): Promise<Response> {
  const body = decodeSetInfoRequest(request.message);
  const open = findOpen(request, established, tree, body.fileId);
  const { length } = body.buffer;
  if (length > request.connection.negotiated.maxTransactSize || !chargeCovers(request, length)) {
    return { ...failure(NtStatus.STATUS_INVALID_PARAMETER), fileId: open.fileId };
  }
  switch (body.infoType) {
    case InfoType.FILE:
      if (isDiskOpen(open)) await setFile(body, open.target.file);
      // A client sets its pipe to message mode, which is the only one there is.
      else if (body.fileInfoClass !== FileInformationClass.PIPE) unsupported();
      break;
    case InfoType.SECURITY:
      // Access is the share's to give: a descriptor that is accepted and ignored would be a lie.
      unsupported();
      break;
    default:
      unsupported();
  }
  return { status: NtStatus.STATUS_SUCCESS, fileId: open.fileId, write: encodeSetInfoResponse };
}

async function setFile({ fileInfoClass, buffer }: SetInfoRequest, file: OpenFile): Promise<void> {
  switch (fileInfoClass) {
    case FileInformationClass.BASIC:
      return file.setBasic(basicChanges(buffer));
    case FileInformationClass.DISPOSITION:
      return file.setDeletePending(decodeFileDispositionInformation(buffer));
    case FileInformationClass.DISPOSITION_EX:
      return file.setDeletePending(
        (decodeFileDispositionInformationEx(buffer) & DispositionFlags.DELETE) !== 0,
      );
    case FileInformationClass.END_OF_FILE:
      return file.setEndOfFile(decodeFileEndOfFileInformation(buffer));
    case FileInformationClass.ALLOCATION:
      return file.setAllocation(decodeFileAllocationInformation(buffer));
    case FileInformationClass.RENAME: {
      const { replaceIfExists, rootDirectory, fileName } = decodeFileRenameInformation(buffer);
      return rename(file, fileName, rootDirectory, replaceIfExists);
    }
    case FileInformationClass.RENAME_EX: {
      const { flags, rootDirectory, fileName } = decodeFileRenameInformationEx(buffer);
      return rename(file, fileName, rootDirectory, (flags & RENAME_REPLACE_IF_EXISTS) !== 0);
    }
    case FileInformationClass.POSITION:
    case FileInformationClass.MODE:
      // Settings of the client's own handle, which nothing here depends on.
      return undefined;
    case FileInformationClass.FULL_EA:
      throw new ShareError(NtStatus.STATUS_EAS_NOT_SUPPORTED);
    default:
      return unsupported();
  }
}

/** "If the RootDirectory field is not zero, the server MUST return STATUS_INVALID_PARAMETER" (3.3.5.21.1). */
function rename(file: OpenFile, name: string, rootDirectory: bigint, replace: boolean): Promise<void> {
  if (rootDirectory !== 0n) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  return file.rename(name, replace);
}

/** A time of 0 or -1 stays as it is, and -2 undoes a -1; attributes of 0 stay ([MS-FSCC] 2.4.7). */
function basicChanges(buffer: Buffer): BasicChanges {
  const { creationTime, lastAccessTime, lastWriteTime, fileAttributes } = decodeFileBasicInformation(buffer);
  return {
    ...(isTime(creationTime) && { creationTime }),
    ...(isTime(lastAccessTime) && { lastAccessTime }),
    ...(isTime(lastWriteTime) && { lastWriteTime }),
    ...(fileAttributes !== 0 && { attributes: fileAttributes }),
  };
}

function isTime(fileTime: bigint): boolean {
  return fileTime !== 0n && fileTime < 1n << 63n;
}

function unsupported(): never {
  throw new ShareError(NtStatus.STATUS_NOT_SUPPORTED);
}
