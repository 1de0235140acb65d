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

/** Everything that QUERY_INFO can ask about a file: it answers any of the classes below. */
export interface FileInformation extends FileAllInformation, FileAttributeTagInformation, FileIdInformation {}

interface Layout {
  readonly minimumRoom: number;
  readonly encode: (w: Writer, file: FileInformation) => void;
}

const NAME: Layout = { minimumRoom: 8, encode: (w, file) => encodeFileNameInformation(w, file.fileName) };

const LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [FileInformationClass.BASIC, { minimumRoom: 40, encode: encodeFileBasicInformation }],
  [FileInformationClass.STANDARD, { minimumRoom: 24, encode: encodeFileStandardInformation }],
  [
    FileInformationClass.INTERNAL,
    { minimumRoom: 8, encode: (w, file) => encodeFileInternalInformation(w, file.indexNumber) },
  ],
  [FileInformationClass.EA, { minimumRoom: 4, encode: (w, file) => encodeFileEaInformation(w, file.eaSize) }],
  [
    FileInformationClass.ACCESS,
    { minimumRoom: 4, encode: (w, file) => encodeFileAccessInformation(w, file.accessFlags) },
  ],
  [FileInformationClass.NAME, NAME],
  [
    FileInformationClass.POSITION,
    { minimumRoom: 8, encode: (w, file) => encodeFilePositionInformation(w, file.currentByteOffset) },
  ],
  [
    FileInformationClass.MODE,
    { minimumRoom: 4, encode: (w, file) => encodeFileModeInformation(w, file.mode) },
  ],
  [
    FileInformationClass.ALIGNMENT,
    { minimumRoom: 4, encode: (w, file) => encodeFileAlignmentInformation(w, file.alignmentRequirement) },
  ],
  [FileInformationClass.ALL, { minimumRoom: 104, encode: encodeFileAllInformation }],
  [FileInformationClass.COMPRESSION, { minimumRoom: 16, encode: encodeUncompressed }],
  [FileInformationClass.NETWORK_OPEN, { minimumRoom: 56, encode: encodeFileNetworkOpenInformation }],
  [FileInformationClass.ATTRIBUTE_TAG, { minimumRoom: 8, encode: encodeFileAttributeTagInformation }],
  [FileInformationClass.NORMALIZED_NAME, NAME],
  [FileInformationClass.ID, { minimumRoom: 24, encode: encodeFileIdInformation }],
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
  return { data: w.finish(), minimumRoom: layout.minimumRoom };
}

function encodeUncompressed(w: Writer, file: FileInformation): void {
  encodeFileCompressionInformation(w, {
    // The file's size, not its allocation, as from smbd and as Windows answers for a file that is not compressed.
    compressedFileSize: file.endOfFile,
    compressionFormat: 0,
    compressionUnitShift: 0,
    chunkShift: 0,
    clusterShift: 0,
  });
}
