import { packEntries, type PackedEntries, readEntries } from './entry-list.js';
import { readText } from './fields.js';

/** FILE_STREAM_INFORMATION ([MS-FSCC] 2.4.49). */
export interface FileStreamInformation {
  readonly streamSize: bigint;
  readonly streamAllocationSize: bigint;
  /** `::$DATA` for the data of the file itself, `:name:$DATA` for a named stream. */
  readonly streamName: string;
}

const FIXED_LENGTH = 24;

/** @throws CodecError if the data is too short or malformed */
export function decodeFileStreamInformation(data: Buffer): FileStreamInformation[] {
  return readEntries(data, 'FILE_STREAM_INFORMATION', (r) => {
    const nameLength = r.u32('StreamNameLength');
    const streamSize = r.u64('StreamSize');
    const streamAllocationSize = r.u64('StreamAllocationSize');
    return { streamSize, streamAllocationSize, streamName: readText(r, nameLength, 'StreamName') };
  });
}

/** Encodes the streams that fit; only whole ones are returned ([MS-FSCC] 2.4.49). */
export function encodeFileStreamInformation(
  streams: Iterable<FileStreamInformation>,
  maxLength: number,
): PackedEntries {
  return packEntries(
    streams,
    8,
    maxLength,
    (stream) => FIXED_LENGTH + stream.streamName.length * 2,
    (w, stream) => {
      w.u32(stream.streamName.length * 2)
        .u64(stream.streamSize)
        .u64(stream.streamAllocationSize);
      w.utf16(stream.streamName);
    },
  );
}
