/**
 * Information classes of [MS-FSCC] 2.4, 2.5 and 2.7: what QUERY_INFO, SET_INFO, QUERY_DIRECTORY and CHANGE_NOTIFY
 * carry in their buffers. Decoders take the buffer; encoders of one structure write to a writer, encoders of a list
 * fill a buffer of at most a given length.
 */
export { FileAttributes } from '../../constants/smb2-flags.js';
export { FileInformationClass, FsInformationClass } from './classes.js';
export {
  decodeDirectoryEntries,
  type DirectoryEntry,
  directoryEntryFixedLength,
  encodeDirectoryEntries,
} from './directory-information.js';
export { type PackedEntries } from './entry-list.js';
export { type EncodedInformation } from './fields.js';
export { encodeFileInformation, type FileInformation } from './file-information.js';
export {
  decodeFileAccessInformation,
  decodeFileAlignmentInformation,
  decodeFileAllInformation,
  decodeFileAttributeTagInformation,
  decodeFileBasicInformation,
  decodeFileCompressionInformation,
  decodeFileEaInformation,
  decodeFileIdInformation,
  decodeFileInternalInformation,
  decodeFileModeInformation,
  decodeFileNameInformation,
  decodeFileNetworkOpenInformation,
  decodeFilePositionInformation,
  decodeFileStandardInformation,
  encodeFileAccessInformation,
  encodeFileAlignmentInformation,
  encodeFileAllInformation,
  encodeFileAttributeTagInformation,
  encodeFileBasicInformation,
  encodeFileCompressionInformation,
  encodeFileEaInformation,
  encodeFileIdInformation,
  encodeFileInternalInformation,
  encodeFileModeInformation,
  encodeFileNameInformation,
  encodeFileNetworkOpenInformation,
  encodeFilePositionInformation,
  encodeFileStandardInformation,
  type FileAllInformation,
  type FileAttributeTagInformation,
  type FileBasicInformation,
  type FileCompressionInformation,
  type FileIdInformation,
  type FileStandardInformation,
} from './file-query-information.js';
export {
  decodeFileAllocationInformation,
  decodeFileDispositionInformation,
  decodeFileDispositionInformationEx,
  decodeFileEndOfFileInformation,
  decodeFileRenameInformation,
  decodeFileRenameInformationEx,
  decodeFileValidDataLengthInformation,
  DispositionFlags,
  encodeFileAllocationInformation,
  encodeFileDispositionInformation,
  encodeFileDispositionInformationEx,
  encodeFileEndOfFileInformation,
  encodeFileRenameInformation,
  encodeFileRenameInformationEx,
  encodeFileValidDataLengthInformation,
  type FileRenameInformation,
  type FileRenameInformationEx,
} from './file-set-information.js';
export {
  decodeFsAttributeInformation,
  decodeFsControlInformation,
  decodeFsDeviceInformation,
  decodeFsFullSizeInformation,
  decodeFsObjectIdInformation,
  decodeFsSectorSizeInformation,
  decodeFsSizeInformation,
  decodeFsVolumeInformation,
  DeviceCharacteristics,
  DeviceType,
  encodeFsAttributeInformation,
  encodeFsControlInformation,
  encodeFsDeviceInformation,
  encodeFsFullSizeInformation,
  encodeFsInformation,
  encodeFsObjectIdInformation,
  encodeFsSectorSizeInformation,
  encodeFsSizeInformation,
  encodeFsVolumeInformation,
  FileSystemAttributes,
  type FsAttributeInformation,
  type FsControlInformation,
  type FsDeviceInformation,
  type FsFullSizeInformation,
  type FsInformation,
  type FsObjectIdInformation,
  type FsSectorSizeInformation,
  type FsVolumeInformation,
  SectorSizeFlags,
} from './fs-information.js';
export {
  decodeFileFullEaInformation,
  encodeFileFullEaInformation,
  type FileFullEaInformation,
} from './full-ea-information.js';
export {
  decodeFileNotifyInformation,
  encodeFileNotifyInformation,
  FileAction,
  type FileNotifyInformation,
} from './notify-information.js';
export {
  decodeFilePipeInformation,
  decodeFilePipeLocalInformation,
  encodeFilePipeInformation,
  encodeFilePipeLocalInformation,
  type FilePipeInformation,
  type FilePipeLocalInformation,
  PipeMode,
} from './pipe-information.js';
export {
  decodeFileStreamInformation,
  encodeFileStreamInformation,
  type FileStreamInformation,
} from './stream-information.js';
