import { decodeUtf16, type Reader, type Writer } from '../../bytes/index.js';

/** An encoded information class. */
export interface EncodedInformation {
  readonly data: Buffer;
  /**
   * Less room than this is STATUS_INFO_LENGTH_MISMATCH, room for this but not for all of `data` STATUS_BUFFER_OVERFLOW
   * ([MS-SMB2] 3.3.5.20.1). Where a name ends the structure, Windows and smbd take the size of the C structure for it,
   * which has one character and is padded: 104 bytes for FILE_ALL_INFORMATION, though a root's answer has 102.
   */
  readonly minimumRoom: number;
}

/** The next `length` bytes as UTF-16LE. */
export function readText(r: Reader, length: number, field: string): string {
  return decodeUtf16(r.bytes(length, field), r.structure, field);
}

/** A text behind its length in bytes, as nearly every class ends. */
export function readCountedText(r: Reader, field: string): string {
  return readText(r, r.u32(`${field}Length`), field);
}

export function writeCountedText(w: Writer, text: string): void {
  w.u32(text.length * 2).utf16(text);
}

/** A 128-bit file id ([MS-FSCC] 2.1.10). */
export function readFileId128(r: Reader): bigint {
  const low = r.u64('FileId');
  return (r.u64('FileId') << 64n) | low;
}

export function writeFileId128(w: Writer, fileId: bigint): void {
  w.u64(BigInt.asUintN(64, fileId)).u64(BigInt.asUintN(64, fileId >> 64n));
}
