import { Writer } from '../../bytes/index.js';
import { NtStatus } from '../../nt-status.js';
import type { FileInfo } from '../../shares/file-info.js';
import type { OpenFile } from '../../shares/open-file.js';
import { ShareError } from '../../shares/share-error.js';
import {
  encodeFileInformation,
  encodeFileNameInformation,
  encodeFileStreamInformation,
  FileInformationClass,
  type EncodedInformation,
  type FileInformation,
} from '../../smb2-codec/fscc/index.js';
import { CreateOptions } from '../../smb2-codec/index.js';
import { shortNameOf } from './short-name.js';
import { summaryOf } from './summary.js';

/** The options that FILE_MODE_INFORMATION reports ([MS-FSCC] 2.4.31). */
const MODE_OPTIONS =
  CreateOptions.WRITE_THROUGH |
  CreateOptions.SEQUENTIAL_ONLY |
  CreateOptions.NO_INTERMEDIATE_BUFFERING |
  CreateOptions.SYNCHRONOUS_IO_ALERT |
  CreateOptions.SYNCHRONOUS_IO_NONALERT;

/** Classes that are refused without FILE_READ_ATTRIBUTES ([MS-SMB2] 3.3.5.20.1). */
const attributeClasses: ReadonlySet<number> = new Set([
  FileInformationClass.BASIC,
  FileInformationClass.ALL,
  FileInformationClass.NETWORK_OPEN,
  FileInformationClass.ATTRIBUTE_TAG,
]);

export function needsReadAttributes(fileInfoClass: number): boolean {
  return attributeClasses.has(fileInfoClass);
}

/**
 * What a file answers to a class of FILE_INFORMATION_CLASS.
 *
 * @throws ShareError STATUS_NOT_SUPPORTED or STATUS_INVALID_INFO_CLASS for a class we do not answer
 */
export async function fileInformation(
  fileInfoClass: number,
  file: OpenFile,
  query: { readonly options: number; readonly maximum: number },
): Promise<EncodedInformation> {
  switch (fileInfoClass) {
    case FileInformationClass.STREAM:
      return streamInformation(await file.info(), query.maximum);
    case FileInformationClass.FULL_EA:
      // No file here has extended attributes; smbclient and Linux take this status for exactly that.
      throw new ShareError(NtStatus.STATUS_NO_EAS_ON_FILE);
    case FileInformationClass.ALTERNATE_NAME:
      return alternateName(file.path);
    default: {
      const information = encodeFileInformation(
        fileInfoClass,
        describe(file, await file.info(), query.options),
      );
      if (information !== undefined) return information;
      const documented = Object.values<number>(FileInformationClass).includes(fileInfoClass);
      throw new ShareError(documented ? NtStatus.STATUS_NOT_SUPPORTED : NtStatus.STATUS_INVALID_INFO_CLASS);
    }
  }
}

/** The one stream of a file; a directory has none. */
function streamInformation(info: FileInfo, maximum: number): EncodedInformation {
  const streams = info.directory
    ? []
    : [{ streamSize: info.endOfFile, streamAllocationSize: info.allocationSize, streamName: '::$DATA' }];
  return { data: encodeFileStreamInformation(streams, maximum).data, fixedLength: info.directory ? 0 : 24 };
}

/** As on a volume without generated 8.3 names: those that are short by themselves have one ([MS-FSCC] 2.4.5). */
function alternateName(path: string): EncodedInformation {
  const name = shortNameOf(path);
  if (name === undefined) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  const w = new Writer(32);
  encodeFileNameInformation(w, name);
  return { data: w.finish(), fixedLength: 4 };
}

function describe(file: OpenFile, info: FileInfo, options: number): FileInformation {
  return {
    ...summaryOf(info),
    numberOfLinks: info.numberOfLinks,
    deletePending: info.deletePending,
    directory: info.directory,
    indexNumber: info.fileId,
    eaSize: 0,
    accessFlags: file.grantedAccess,
    currentByteOffset: 0n,
    mode: options & MODE_OPTIONS,
    alignmentRequirement: 0,
    fileName: file.path,
    reparseTag: 0,
    volumeSerialNumber: 0n,
    fileId: info.fileId,
  };
}
