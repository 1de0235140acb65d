import { packEntries, type PackedEntries, readEntries } from './entry-list.js';
import { readCountedText, writeCountedText } from './fields.js';

/** `FILE_ACTION_…` ([MS-FSCC] 2.7.1). */
export const FileAction = {
  ADDED: 0x00000001,
  REMOVED: 0x00000002,
  MODIFIED: 0x00000003,
  RENAMED_OLD_NAME: 0x00000004,
  RENAMED_NEW_NAME: 0x00000005,
  ADDED_STREAM: 0x00000006,
  REMOVED_STREAM: 0x00000007,
  MODIFIED_STREAM: 0x00000008,
  REMOVED_BY_DELETE: 0x00000009,
  ID_NOT_TUNNELLED: 0x0000000a,
  TUNNELLED_ID_COLLISION: 0x0000000b,
} as const;

/** FILE_NOTIFY_INFORMATION ([MS-FSCC] 2.7.1). */
export interface FileNotifyInformation {
  /** One of {@link FileAction}. */
  readonly action: number;
  /** Path below the directory watched. */
  readonly fileName: string;
}

const FIXED_LENGTH = 12;

/** @throws CodecError if the data is too short or malformed */
export function decodeFileNotifyInformation(data: Buffer): FileNotifyInformation[] {
  return readEntries(data, 'FILE_NOTIFY_INFORMATION', (r) => ({
    action: r.u32('Action'),
    fileName: readCountedText(r, 'FileName'),
  }));
}

/** Encodes the changes that fit. If not all do, the server has to answer STATUS_NOTIFY_ENUM_DIR instead. */
export function encodeFileNotifyInformation(
  changes: Iterable<FileNotifyInformation>,
  maxLength: number,
): PackedEntries {
  return packEntries(
    changes,
    4,
    maxLength,
    (change) => FIXED_LENGTH + change.fileName.length * 2,
    (w, change) => {
      w.u32(change.action);
      writeCountedText(w, change.fileName);
    },
  );
}
