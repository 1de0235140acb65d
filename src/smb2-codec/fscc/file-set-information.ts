import { Reader, type Writer } from '../../bytes/index.js';
import { readCountedText, writeCountedText } from './fields.js';

/** `FILE_DISPOSITION_…` ([MS-FSCC] 2.4.12). */
export const DispositionFlags = {
  DELETE: 0x00000001,
  POSIX_SEMANTICS: 0x00000002,
  FORCE_IMAGE_SECTION_CHECK: 0x00000004,
  ON_CLOSE: 0x00000008,
  IGNORE_READONLY_ATTRIBUTE: 0x00000010,
} as const;

/** FILE_RENAME_INFORMATION_TYPE_2 and FILE_LINK_INFORMATION_TYPE_2 ([MS-FSCC] 2.4.42.2, 2.4.28.2). */
export interface FileRenameInformation {
  readonly replaceIfExists: boolean;
  /** Always 0 over the network; the handler refuses others. */
  readonly rootDirectory: bigint;
  /** The new name; below the share, or beside the old one if it has no backslash. */
  readonly fileName: string;
}

/** FILE_RENAME_INFORMATION_EX ([MS-FSCC] 2.4.43). */
export interface FileRenameInformationEx {
  readonly flags: number;
  readonly rootDirectory: bigint;
  readonly fileName: string;
}

/** Shortest FILE_RENAME_INFORMATION_TYPE_2, padding included ([MS-FSCC] 2.4.42.2). */
const MIN_RENAME_LENGTH = 24;

/** @throws CodecError if the name does not fit the data or has an odd length */
export function decodeFileRenameInformation(data: Buffer): FileRenameInformation {
  const r = new Reader(data, 'FILE_RENAME_INFORMATION');
  const replaceIfExists = r.u8('ReplaceIfExists') !== 0;
  r.skip(7, 'Reserved');
  const rootDirectory = r.u64('RootDirectory');
  return { replaceIfExists, rootDirectory, fileName: readCountedText(r, 'FileName') };
}

export function encodeFileRenameInformation(w: Writer, value: FileRenameInformation): void {
  const start = w.offset;
  w.u8(Number(value.replaceIfExists)).zero(7).u64(value.rootDirectory);
  writeCountedText(w, value.fileName);
  w.zero(Math.max(0, start + MIN_RENAME_LENGTH - w.offset));
}

/** @throws CodecError if the name does not fit the data or has an odd length */
export function decodeFileRenameInformationEx(data: Buffer): FileRenameInformationEx {
  const r = new Reader(data, 'FILE_RENAME_INFORMATION_EX');
  const flags = r.u32('Flags');
  r.skip(4, 'Reserved');
  const rootDirectory = r.u64('RootDirectory');
  return { flags, rootDirectory, fileName: readCountedText(r, 'FileName') };
}

export function encodeFileRenameInformationEx(w: Writer, value: FileRenameInformationEx): void {
  const start = w.offset;
  w.u32(value.flags).u32(0).u64(value.rootDirectory);
  writeCountedText(w, value.fileName);
  w.zero(Math.max(0, start + MIN_RENAME_LENGTH - w.offset));
}

/**
 * DeletePending ([MS-FSCC] 2.4.11).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileDispositionInformation(data: Buffer): boolean {
  return new Reader(data, 'FILE_DISPOSITION_INFORMATION').u8('DeletePending') !== 0;
}

export function encodeFileDispositionInformation(w: Writer, deletePending: boolean): void {
  w.u8(Number(deletePending));
}

/**
 * Bits of {@link DispositionFlags} ([MS-FSCC] 2.4.12).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileDispositionInformationEx(data: Buffer): number {
  return new Reader(data, 'FILE_DISPOSITION_INFORMATION_EX').u32('Flags');
}

export function encodeFileDispositionInformationEx(w: Writer, flags: number): void {
  w.u32(flags);
}

/**
 * EndOfFile in bytes, a signed 64-bit number as u64 ([MS-FSCC] 2.4.14).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileEndOfFileInformation(data: Buffer): bigint {
  return new Reader(data, 'FILE_END_OF_FILE_INFORMATION').u64('EndOfFile');
}

export function encodeFileEndOfFileInformation(w: Writer, endOfFile: bigint): void {
  w.u64(endOfFile);
}

/**
 * AllocationSize in bytes, a signed 64-bit number as u64 ([MS-FSCC] 2.4.4).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileAllocationInformation(data: Buffer): bigint {
  return new Reader(data, 'FILE_ALLOCATION_INFORMATION').u64('AllocationSize');
}

export function encodeFileAllocationInformation(w: Writer, allocationSize: bigint): void {
  w.u64(allocationSize);
}

/**
 * ValidDataLength in bytes, a signed 64-bit number as u64 ([MS-FSCC] 2.4.50).
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFileValidDataLengthInformation(data: Buffer): bigint {
  return new Reader(data, 'FILE_VALID_DATA_LENGTH_INFORMATION').u64('ValidDataLength');
}

export function encodeFileValidDataLengthInformation(w: Writer, validDataLength: bigint): void {
  w.u64(validDataLength);
}
