import { Writer } from '../../../bytes/index.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { AccessMask } from '../../../constants/access-mask.js';
import type { FileInfo } from '../../../shares/file-info.js';
import { StatusError } from '../../exchange/status-error.js';
import {
  encodeFileInformation,
  encodeFileNameInformation,
  encodeFileStreamInformation,
  FileInformationClass,
  type EncodedInformation,
} from '../../../smb2-codec/fscc/index.js';
import { CreateOptions, Dialect } from '../../../smb2-codec/index.js';
import type { DiskOpen } from './on-open.js';
import { summaryOf } from './summary.js';

/** The options that FILE_MODE_INFORMATION reports ([MS-FSCC] 2.4.31). */
const MODE_OPTIONS =
  CreateOptions.FILE_WRITE_THROUGH |
  CreateOptions.FILE_SEQUENTIAL_ONLY |
  CreateOptions.FILE_NO_INTERMEDIATE_BUFFERING |
  CreateOptions.FILE_SYNCHRONOUS_IO_ALERT |
  CreateOptions.FILE_SYNCHRONOUS_IO_NONALERT;

/** FILE_STREAM_INFORMATION and FILE_NAME_INFORMATION as C structures, with one character of the name and padding. */
const STREAM_MINIMUM_ROOM = 32;
const NAME_MINIMUM_ROOM = 8;

/** The right without which a class is refused ([MS-SMB2] 3.3.5.20.1). */
const neededRight: ReadonlyMap<number, number> = new Map([
  [FileInformationClass.BASIC, AccessMask.FILE_READ_ATTRIBUTES],
  [FileInformationClass.ALL, AccessMask.FILE_READ_ATTRIBUTES],
  [FileInformationClass.NETWORK_OPEN, AccessMask.FILE_READ_ATTRIBUTES],
  [FileInformationClass.ATTRIBUTE_TAG, AccessMask.FILE_READ_ATTRIBUTES],
  [FileInformationClass.FULL_EA, AccessMask.FILE_READ_EA],
]);

/**
 * Encodes a file's answer to a class of FILE_INFORMATION_CLASS.
 *
 * @param query.maximum bytes the client has room for
 * @throws StatusError STATUS_NOT_SUPPORTED or STATUS_INVALID_INFO_CLASS for a class we do not answer
 */
export async function fileInformation(
  fileInfoClass: number,
  open: DiskOpen,
  query: { readonly dialect: number; readonly maximum: number },
): Promise<EncodedInformation> {
  const { file, share } = open.target;
  const needed = neededRight.get(fileInfoClass) ?? 0;
  if ((needed & ~file.grantedAccess) !== 0) throw new StatusError(NtStatus.STATUS_ACCESS_DENIED);
  switch (fileInfoClass) {
    case FileInformationClass.STREAM:
      return streamInformation(await file.info(), query.maximum);
    case FileInformationClass.FULL_EA:
      // No file here has extended attributes; smbclient and Linux take this status for exactly that.
      throw new StatusError(NtStatus.STATUS_NO_EAS_ON_FILE);
    case FileInformationClass.ALTERNATE_NAME:
      return nameInformation(file.shortName);
    case FileInformationClass.NORMALIZED_NAME:
      // 3.3.5.20.1: an error in the older dialects.
      if (query.dialect !== Dialect.SMB_3_1_1) throw new StatusError(NtStatus.STATUS_NOT_SUPPORTED);
      return nameInformation(file.path);
    case FileInformationClass.NAME:
      // Local only ([MS-FSCC] 2.4), and not in the list of [MS-SMB2] 2.2.37.
      throw new StatusError(NtStatus.STATUS_NOT_SUPPORTED);
    case FileInformationClass.ID: {
      const [info, { serialNumber }] = await Promise.all([file.info(), share.volume()]);
      return encode(fileInfoClass, open, info, serialNumber);
    }
    default:
      return encode(fileInfoClass, open, await file.info(), 0);
  }
}

/** The one stream of a file; a directory has none. Only whole entries are returned ([MS-FSCC] 2.4.49). */
function streamInformation(info: FileInfo, maximum: number): EncodedInformation {
  if (info.directory) return { data: Buffer.alloc(0), minimumRoom: STREAM_MINIMUM_ROOM };
  const stream = {
    streamSize: info.endOfFile,
    streamAllocationSize: info.allocationSize,
    streamName: '::$DATA',
  };
  const { data, count } = encodeFileStreamInformation([stream], maximum);
  if (count === 0 && maximum >= STREAM_MINIMUM_ROOM) throw new StatusError(NtStatus.STATUS_BUFFER_OVERFLOW);
  return { data, minimumRoom: STREAM_MINIMUM_ROOM };
}

/** A name; a file without one answers as on a volume without generated 8.3 names ([MS-FSCC] 2.4.5). */
function nameInformation(name: string | undefined): EncodedInformation {
  if (name === undefined) throw new StatusError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  const w = new Writer(64);
  encodeFileNameInformation(w, name);
  return { data: w.finish(), minimumRoom: NAME_MINIMUM_ROOM };
}

function encode(
  fileInfoClass: number,
  { position, target: { file, options } }: DiskOpen,
  info: FileInfo,
  volumeSerialNumber: number,
): EncodedInformation {
  const information = encodeFileInformation(fileInfoClass, {
    ...summaryOf(info),
    numberOfLinks: info.numberOfLinks,
    deletePending: info.deletePending,
    directory: info.directory,
    indexNumber: info.fileId,
    eaSize: 0,
    accessFlags: file.grantedAccess,
    // "the server SHOULD set the CurrentByteOffset field to zero" (3.3.5.20.1): the client keeps its position itself.
    // In the profile of smbd the server keeps one, too.
    currentByteOffset: position,
    mode: options & MODE_OPTIONS,
    alignmentRequirement: 0,
    // "the server SHOULD return an empty FileNameInformation" in FileAllInformation (3.3.5.20.1). Windows up to 2012 R2
    // and smbd return the absolute path, and without at least the root's backslash no Linux kernel mounts.
    fileName: `\\${file.path}`,
    reparseTag: 0,
    volumeSerialNumber: BigInt(volumeSerialNumber),
    fileId: info.fileId,
  });
  if (information !== undefined) return information;
  throw new StatusError(
    isOnlyForOthers(fileInfoClass) ? NtStatus.STATUS_NOT_SUPPORTED : NtStatus.STATUS_INVALID_INFO_CLASS,
  );
}

/** Classes for SET_INFO and QUERY_DIRECTORY that Windows, and smbd for most, take for none here (note <415>). */
const invalidInWindows: ReadonlySet<number> = new Set([
  FileInformationClass.DIRECTORY,
  FileInformationClass.FULL_DIRECTORY,
  FileInformationClass.BOTH_DIRECTORY,
  FileInformationClass.RENAME,
  FileInformationClass.LINK,
  FileInformationClass.NAMES,
  FileInformationClass.DISPOSITION,
  FileInformationClass.ALLOCATION,
  FileInformationClass.END_OF_FILE,
  FileInformationClass.ID_BOTH_DIRECTORY,
  FileInformationClass.ID_FULL_DIRECTORY,
  FileInformationClass.VALID_DATA_LENGTH,
  FileInformationClass.SHORT_NAME,
]);

/** Whether a class is documented, yet not for a query of a file: STATUS_NOT_SUPPORTED (3.3.5.20.1). */
function isOnlyForOthers(fileInfoClass: number): boolean {
  const documented = Object.values<number>(FileInformationClass).includes(fileInfoClass);
  return documented && !invalidInWindows.has(fileInfoClass);
}
