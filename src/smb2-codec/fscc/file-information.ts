import { Writer } from '../../bytes/index.js';
import { FileInformationClass } from './classes.js';
import { type EncodedInformation } from './fields.js';
import {
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
  type FileIdInformation,
} from './file-query-information.js';

/** All that QUERY_INFO may ask of a file: give it once, and any of the classes below can be answered. */
export interface FileInformation extends FileAllInformation, FileAttributeTagInformation, FileIdInformation {}

interface Layout {
  readonly fixedLength: number;
  readonly encode: (w: Writer, file: FileInformation) => void;
}

const NAME: Layout = { fixedLength: 4, encode: (w, file) => encodeFileNameInformation(w, file.fileName) };

const LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [FileInformationClass.BASIC, { fixedLength: 40, encode: encodeFileBasicInformation }],
  [FileInformationClass.STANDARD, { fixedLength: 24, encode: encodeFileStandardInformation }],
  [
    FileInformationClass.INTERNAL,
    { fixedLength: 8, encode: (w, file) => encodeFileInternalInformation(w, file.indexNumber) },
  ],
  [FileInformationClass.EA, { fixedLength: 4, encode: (w, file) => encodeFileEaInformation(w, file.eaSize) }],
  [
    FileInformationClass.ACCESS,
    { fixedLength: 4, encode: (w, file) => encodeFileAccessInformation(w, file.accessFlags) },
  ],
  [FileInformationClass.NAME, NAME],
  [
    FileInformationClass.POSITION,
    { fixedLength: 8, encode: (w, file) => encodeFilePositionInformation(w, file.currentByteOffset) },
  ],
  [
    FileInformationClass.MODE,
    { fixedLength: 4, encode: (w, file) => encodeFileModeInformation(w, file.mode) },
  ],
  [
    FileInformationClass.ALIGNMENT,
    { fixedLength: 4, encode: (w, file) => encodeFileAlignmentInformation(w, file.alignmentRequirement) },
  ],
  [FileInformationClass.ALL, { fixedLength: 100, encode: encodeFileAllInformation }],
  [FileInformationClass.COMPRESSION, { fixedLength: 16, encode: encodeUncompressed }],
  [FileInformationClass.NETWORK_OPEN, { fixedLength: 56, encode: encodeFileNetworkOpenInformation }],
  [FileInformationClass.ATTRIBUTE_TAG, { fixedLength: 8, encode: encodeFileAttributeTagInformation }],
  [FileInformationClass.NORMALIZED_NAME, NAME],
  [FileInformationClass.ID, { fixedLength: 24, encode: encodeFileIdInformation }],
]);

/**
 * Encodes any of the classes that follow from what a file is: Basic, Standard, Internal, Ea, Access, Name, Position,
 * Mode, Alignment, All, Compression, NetworkOpen, AttributeTag, NormalizedName, Id. Undefined for any other: streams,
 * short names, extended attributes and pipes have encoders of their own.
 */
export function encodeFileInformation(
  fileInfoClass: number,
  file: FileInformation,
): EncodedInformation | undefined {
  const layout = LAYOUTS.get(fileInfoClass);
  if (layout === undefined) return undefined;
  const w = new Writer(128);
  layout.encode(w, file);
  return { data: w.finish(), fixedLength: layout.fixedLength };
}

function encodeUncompressed(w: Writer, file: FileInformation): void {
  encodeFileCompressionInformation(w, {
    compressedFileSize: file.allocationSize,
    compressionFormat: 0,
    compressionUnitShift: 0,
    chunkShift: 0,
    clusterShift: 0,
  });
}
