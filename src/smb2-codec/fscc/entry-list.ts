import { CodecError, Reader, Writer } from '../../bytes/index.js';

/** The entries of a list that fitted. */
export interface PackedEntries {
  readonly data: Buffer;
  /** The number of offered entries in `data`. */
  readonly count: number;
}

/**
 * Reads a list whose entries begin with NextEntryOffset. `read` gets a reader that stands behind that field and ends
 * with its entry, so that an offset that is too small is detected.
 */
export function readEntries<T>(data: Buffer, structure: string, read: (r: Reader) => T): T[] {
  const entries: T[] = [];
  let start = 0;
  while (start < data.length) {
    const next = new Reader(data, structure, start).u32('NextEntryOffset');
    if (next >= data.length - start) {
      throw new CodecError('out-of-range', structure, 'NextEntryOffset', start);
    }
    const entry = data.subarray(start, next === 0 ? data.length : start + next);
    entries.push(read(new Reader(entry, structure, 4)));
    if (next === 0) break;
    start += next;
  }
  return entries;
}

/**
 * Writes entries until the next one would exceed `maxLength`; no padding follows the last. NextEntryOffset is written
 * here, `write` adds the rest.
 *
 * @param lengthOf length of an entry, NextEntryOffset included
 */
export function packEntries<T>(
  entries: Iterable<T>,
  alignment: number,
  maxLength: number,
  lengthOf: (entry: T) => number,
  write: (w: Writer, entry: T) => void,
): PackedEntries {
  const w = new Writer(Math.min(maxLength, 4096));
  let last = 0;
  let count = 0;
  for (const entry of entries) {
    const start = Math.ceil(w.offset / alignment) * alignment;
    if (start + lengthOf(entry) > maxLength) break;
    w.align(alignment);
    if (count > 0) w.patchU32(last, start - last);
    w.u32(0);
    write(w, entry);
    last = start;
    count += 1;
  }
  return { data: w.finish(), count };
}
