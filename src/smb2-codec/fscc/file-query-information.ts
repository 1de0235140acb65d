import { Reader, type Writer } from '../../bytes/index.js';
import {
  type FileSummary,
  type FileTimes,
  readFileSummary,
  readFileTimes,
  writeFileSummary,
  writeFileTimes,
} from '../file-summary.js';
import { readCountedText, readFileId128, writeCountedText, writeFileId128 } from './fields.js';

/** FILE_BASIC_INFORMATION ([MS-FSCC] 2.4.7). When set, a time of 0, -1 or -2 (as u64) means "leave it", not a time. */
export interface FileBasicInformation extends FileTimes {
  /** Bits of {@link FileAttributes}; 0 when set means "leave them". */
  readonly fileAttributes: number;
}

/** FILE_STANDARD_INFORMATION ([MS-FSCC] 2.4.47). */
export interface FileStandardInformation {
  readonly allocationSize: bigint;
  readonly endOfFile: bigint;
  readonly numberOfLinks: number;
  readonly deletePending: boolean;
  readonly directory: boolean;
}

/** FILE_ATTRIBUTE_TAG_INFORMATION ([MS-FSCC] 2.4.6). */
export interface FileAttributeTagInformation {
  /** Bits of {@link FileAttributes}. */
  readonly fileAttributes: number;
  /** 0 unless `fileAttributes` has FILE_ATTRIBUTE_REPARSE_POINT. */
  readonly reparseTag: number;
}

/** FILE_COMPRESSION_INFORMATION ([MS-FSCC] 2.4.9). */
export interface FileCompressionInformation {
  readonly compressedFileSize: bigint;
  readonly compressionFormat: number;
  readonly compressionUnitShift: number;
  readonly chunkShift: number;
  readonly clusterShift: number;
}

/** FILE_ID_INFORMATION ([MS-FSCC] 2.4.26). */
export interface FileIdInformation {
  readonly volumeSerialNumber: bigint;
  /** 128 bits. */
  readonly fileId: bigint;
}

/** FILE_ALL_INFORMATION ([MS-FSCC] 2.4.2), the parts in one object. */
export interface FileAllInformation extends FileBasicInformation, FileStandardInformation {
  /** The 64-bit file id of FILE_INTERNAL_INFORMATION. */
  readonly indexNumber: bigint;
  readonly eaSize: number;
  /** Bits of {@link AccessMask}. */
  readonly accessFlags: number;
  readonly currentByteOffset: bigint;
  /** Some of the bits of {@link CreateOptions}. */
  readonly mode: number;
  readonly alignmentRequirement: number;
  readonly fileName: string;
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFileBasicInformation(data: Buffer): FileBasicInformation {
  return readBasic(new Reader(data, 'FILE_BASIC_INFORMATION'));
}

export function encodeFileBasicInformation(w: Writer, value: FileBasicInformation): void {
  writeFileTimes(w, value);
  w.u32(value.fileAttributes).u32(0);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFileStandardInformation(data: Buffer): FileStandardInformation {
  return readStandard(new Reader(data, 'FILE_STANDARD_INFORMATION'));
}

export function encodeFileStandardInformation(w: Writer, value: FileStandardInformation): void {
  w.u64(value.allocationSize).u64(value.endOfFile).u32(value.numberOfLinks);
  w.u8(Number(value.deletePending)).u8(Number(value.directory)).u16(0);
}

/**
 * The 64-bit file id of FILE_INTERNAL_INFORMATION ([MS-FSCC] 2.4.27).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileInternalInformation(data: Buffer): bigint {
  return new Reader(data, 'FILE_INTERNAL_INFORMATION').u64('IndexNumber');
}

export function encodeFileInternalInformation(w: Writer, indexNumber: bigint): void {
  w.u64(indexNumber);
}

/**
 * EaSize ([MS-FSCC] 2.4.13).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileEaInformation(data: Buffer): number {
  return new Reader(data, 'FILE_EA_INFORMATION').u32('EaSize');
}

export function encodeFileEaInformation(w: Writer, eaSize: number): void {
  w.u32(eaSize);
}

/**
 * AccessFlags: bits of {@link AccessMask} ([MS-FSCC] 2.4.1).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileAccessInformation(data: Buffer): number {
  return new Reader(data, 'FILE_ACCESS_INFORMATION').u32('AccessFlags');
}

export function encodeFileAccessInformation(w: Writer, accessFlags: number): void {
  w.u32(accessFlags);
}

/**
 * CurrentByteOffset ([MS-FSCC] 2.4.40).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFilePositionInformation(data: Buffer): bigint {
  return new Reader(data, 'FILE_POSITION_INFORMATION').u64('CurrentByteOffset');
}

export function encodeFilePositionInformation(w: Writer, currentByteOffset: bigint): void {
  w.u64(currentByteOffset);
}

/**
 * Mode: some of the bits of {@link CreateOptions} ([MS-FSCC] 2.4.31).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileModeInformation(data: Buffer): number {
  return new Reader(data, 'FILE_MODE_INFORMATION').u32('Mode');
}

export function encodeFileModeInformation(w: Writer, mode: number): void {
  w.u32(mode);
}

/**
 * AlignmentRequirement: the alignment the device wants, less one ([MS-FSCC] 2.4.3).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileAlignmentInformation(data: Buffer): number {
  return new Reader(data, 'FILE_ALIGNMENT_INFORMATION').u32('AlignmentRequirement');
}

export function encodeFileAlignmentInformation(w: Writer, alignmentRequirement: number): void {
  w.u32(alignmentRequirement);
}

/**
 * FILE_NAME_INFORMATION, also the form of AlternateName and NormalizedName ([MS-FSCC] 2.1.7).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileNameInformation(data: Buffer): string {
  return readCountedText(new Reader(data, 'FILE_NAME_INFORMATION'), 'FileName');
}

export function encodeFileNameInformation(w: Writer, fileName: string): void {
  writeCountedText(w, fileName);
}

/**
 * FILE_NETWORK_OPEN_INFORMATION ([MS-FSCC] 2.4.34).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileNetworkOpenInformation(data: Buffer): FileSummary {
  const r = new Reader(data, 'FILE_NETWORK_OPEN_INFORMATION');
  const summary = readFileSummary(r);
  r.skip(4, 'Reserved');
  return summary;
}

export function encodeFileNetworkOpenInformation(w: Writer, value: FileSummary): void {
  writeFileSummary(w, value);
  w.u32(0);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFileAttributeTagInformation(data: Buffer): FileAttributeTagInformation {
  const r = new Reader(data, 'FILE_ATTRIBUTE_TAG_INFORMATION');
  return { fileAttributes: r.u32('FileAttributes'), reparseTag: r.u32('ReparseTag') };
}

export function encodeFileAttributeTagInformation(w: Writer, value: FileAttributeTagInformation): void {
  w.u32(value.fileAttributes).u32(value.reparseTag);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFileCompressionInformation(data: Buffer): FileCompressionInformation {
  const r = new Reader(data, 'FILE_COMPRESSION_INFORMATION');
  const value = {
    compressedFileSize: r.u64('CompressedFileSize'),
    compressionFormat: r.u16('CompressionFormat'),
    compressionUnitShift: r.u8('CompressionUnitShift'),
    chunkShift: r.u8('ChunkShift'),
    clusterShift: r.u8('ClusterShift'),
  };
  r.skip(3, 'Reserved');
  return value;
}

export function encodeFileCompressionInformation(w: Writer, value: FileCompressionInformation): void {
  w.u64(value.compressedFileSize).u16(value.compressionFormat);
  w.u8(value.compressionUnitShift).u8(value.chunkShift).u8(value.clusterShift).zero(3);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFileIdInformation(data: Buffer): FileIdInformation {
  const r = new Reader(data, 'FILE_ID_INFORMATION');
  return { volumeSerialNumber: r.u64('VolumeSerialNumber'), fileId: readFileId128(r) };
}

export function encodeFileIdInformation(w: Writer, value: FileIdInformation): void {
  w.u64(value.volumeSerialNumber);
  writeFileId128(w, value.fileId);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFileAllInformation(data: Buffer): FileAllInformation {
  const r = new Reader(data, 'FILE_ALL_INFORMATION');
  return {
    ...readBasic(r),
    ...readStandard(r),
    indexNumber: r.u64('IndexNumber'),
    eaSize: r.u32('EaSize'),
    accessFlags: r.u32('AccessFlags'),
    currentByteOffset: r.u64('CurrentByteOffset'),
    mode: r.u32('Mode'),
    alignmentRequirement: r.u32('AlignmentRequirement'),
    fileName: readCountedText(r, 'FileName'),
  };
}

export function encodeFileAllInformation(w: Writer, value: FileAllInformation): void {
  encodeFileBasicInformation(w, value);
  encodeFileStandardInformation(w, value);
  w.u64(value.indexNumber).u32(value.eaSize).u32(value.accessFlags).u64(value.currentByteOffset);
  w.u32(value.mode).u32(value.alignmentRequirement);
  encodeFileNameInformation(w, value.fileName);
}

function readBasic(r: Reader): FileBasicInformation {
  const times = readFileTimes(r);
  const fileAttributes = r.u32('FileAttributes');
  r.skip(4, 'Reserved');
  return { ...times, fileAttributes };
}

function readStandard(r: Reader): FileStandardInformation {
  const value = {
    allocationSize: r.u64('AllocationSize'),
    endOfFile: r.u64('EndOfFile'),
    numberOfLinks: r.u32('NumberOfLinks'),
    deletePending: r.u8('DeletePending') !== 0,
    directory: r.u8('Directory') !== 0,
  };
  r.skip(2, 'Reserved');
  return value;
}
