import { type Reader, type Writer } from '../../bytes/index.js';
import { type FileSummary, NO_FILE_SUMMARY, readFileTimes, writeFileTimes } from '../file-summary.js';
import { FileInformationClass } from './classes.js';
import { packEntries, type PackedEntries, readEntries } from './entry-list.js';
import { readFileId128, readText, writeFileId128 } from './fields.js';

/** One entry of a directory, whatever the class. A field that a class does not carry is decoded as zero or empty. */
export interface DirectoryEntry extends FileSummary {
  readonly fileName: string;
  readonly fileIndex: number;
  readonly eaSize: number;
  /** The 8.3 name, at most 12 characters; empty if there is none. */
  readonly shortName: string;
  /** 64 bits, or 128 in IdExtdDirectory. */
  readonly fileId: bigint;
  readonly reparsePointTag: number;
}

/** The fields that a class carries. */
interface Layout {
  readonly structure: string;
  /** Length up to FileName. */
  readonly fixedLength: number;
  readonly namesOnly?: boolean;
  readonly ea?: boolean;
  readonly shortName?: boolean;
  /** Reserved bytes before a 64-bit FileId. */
  readonly fileId64After?: number;
  readonly reparseTagAndFileId128?: boolean;
}

const LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [FileInformationClass.DIRECTORY, { structure: 'FILE_DIRECTORY_INFORMATION', fixedLength: 64 }],
  [
    FileInformationClass.FULL_DIRECTORY,
    { structure: 'FILE_FULL_DIR_INFORMATION', fixedLength: 68, ea: true },
  ],
  [
    FileInformationClass.BOTH_DIRECTORY,
    { structure: 'FILE_BOTH_DIR_INFORMATION', fixedLength: 94, ea: true, shortName: true },
  ],
  [FileInformationClass.NAMES, { structure: 'FILE_NAMES_INFORMATION', fixedLength: 12, namesOnly: true }],
  [
    FileInformationClass.ID_BOTH_DIRECTORY,
    {
      structure: 'FILE_ID_BOTH_DIR_INFORMATION',
      fixedLength: 104,
      ea: true,
      shortName: true,
      fileId64After: 2,
    },
  ],
  [
    FileInformationClass.ID_FULL_DIRECTORY,
    { structure: 'FILE_ID_FULL_DIR_INFORMATION', fixedLength: 80, ea: true, fileId64After: 4 },
  ],
  [
    FileInformationClass.ID_EXTD_DIRECTORY,
    { structure: 'FILE_ID_EXTD_DIR_INFORMATION', fixedLength: 88, ea: true, reparseTagAndFileId128: true },
  ],
]);

const SHORT_NAME_LENGTH = 24;

/** Length of an entry of the class without its name, or undefined if it is not a directory class known here. */
export function directoryEntryFixedLength(fileInformationClass: number): number | undefined {
  return LAYOUTS.get(fileInformationClass)?.fixedLength;
}

/**
 * Undefined if the class is not a directory class known here.
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeDirectoryEntries(
  fileInformationClass: number,
  data: Buffer,
): DirectoryEntry[] | undefined {
  const layout = LAYOUTS.get(fileInformationClass);
  return layout && readEntries(data, layout.structure, (r) => readEntry(r, layout));
}

/**
 * Encodes entries, each 8-byte aligned, until one does not fit `maxLength`; the iterable is not asked for more than
 * that. Undefined if the class is not a directory class known here.
 */
export function encodeDirectoryEntries(
  fileInformationClass: number,
  entries: Iterable<DirectoryEntry>,
  maxLength: number,
): PackedEntries | undefined {
  const layout = LAYOUTS.get(fileInformationClass);
  if (layout === undefined) return undefined;
  return packEntries(
    entries,
    8,
    maxLength,
    (entry) => layout.fixedLength + entry.fileName.length * 2,
    (w, entry) => writeEntry(w, layout, entry),
  );
}

function readEntry(r: Reader, layout: Layout): DirectoryEntry {
  const fileIndex = r.u32('FileIndex');
  const summary = layout.namesOnly ? NO_FILE_SUMMARY : readSummary(r);
  const nameLength = r.u32('FileNameLength');
  const eaSize = layout.ea ? r.u32('EaSize') : 0;
  const shortName = layout.shortName ? readShortName(r) : '';
  let reparsePointTag = 0;
  let fileId = 0n;
  if (layout.fileId64After !== undefined) {
    r.skip(layout.fileId64After, 'Reserved');
    fileId = r.u64('FileId');
  }
  if (layout.reparseTagAndFileId128) {
    reparsePointTag = r.u32('ReparsePointTag');
    fileId = readFileId128(r);
  }
  const fileName = readText(r, nameLength, 'FileName');
  return { fileName, fileIndex, ...summary, eaSize, shortName, fileId, reparsePointTag };
}

function writeEntry(w: Writer, layout: Layout, entry: DirectoryEntry): void {
  w.u32(entry.fileIndex);
  if (!layout.namesOnly) writeSummary(w, entry);
  w.u32(entry.fileName.length * 2);
  if (layout.ea) w.u32(entry.eaSize);
  if (layout.shortName) writeShortName(w, entry.shortName);
  if (layout.fileId64After !== undefined) {
    w.zero(layout.fileId64After).u64(BigInt.asUintN(64, entry.fileId));
  }
  if (layout.reparseTagAndFileId128) {
    w.u32(entry.reparsePointTag);
    writeFileId128(w, entry.fileId);
  }
  w.utf16(entry.fileName);
}

/** EndOfFile stands before AllocationSize here, unlike in the other structures with these fields. */
function readSummary(r: Reader): FileSummary {
  const times = readFileTimes(r);
  const endOfFile = r.u64('EndOfFile');
  const allocationSize = r.u64('AllocationSize');
  return { ...times, allocationSize, endOfFile, fileAttributes: r.u32('FileAttributes') };
}

function writeSummary(w: Writer, summary: FileSummary): void {
  writeFileTimes(w, summary);
  w.u64(summary.endOfFile).u64(summary.allocationSize).u32(summary.fileAttributes);
}

function readShortName(r: Reader): string {
  const length = r.u8('ShortNameLength');
  if (length > SHORT_NAME_LENGTH) r.fail('out-of-range', 'ShortNameLength');
  r.skip(1, 'Reserved1');
  const shortName = readText(r, length, 'ShortName');
  r.skip(SHORT_NAME_LENGTH - length, 'ShortName');
  return shortName;
}

function writeShortName(w: Writer, shortName: string): void {
  const length = shortName.length * 2;
  w.u8(length)
    .u8(0)
    .utf16(shortName)
    .zero(SHORT_NAME_LENGTH - length);
}
