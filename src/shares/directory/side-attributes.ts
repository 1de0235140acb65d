import type { BigIntStats } from 'node:fs';
import { fileTimeFromUnixMs } from '../../bytes/index.js';
import { FileAttributes } from '../../constants/smb2-flags.js';
import type { FileInfo } from '../file-info.js';
import { fileKey } from './pinned.js';

const {
  FILE_ATTRIBUTE_READONLY,
  FILE_ATTRIBUTE_HIDDEN,
  FILE_ATTRIBUTE_SYSTEM,
  FILE_ATTRIBUTE_DIRECTORY,
  FILE_ATTRIBUTE_ARCHIVE,
  FILE_ATTRIBUTE_NORMAL,
  FILE_ATTRIBUTE_TEMPORARY,
} = FileAttributes;

/**
 * The attributes that a client can set ([MS-FSA] 2.1.5.1.1 ValidSetAttributes), without those that would need an action
 * of ours.
 */
const SETTABLE =
  FILE_ATTRIBUTE_READONLY |
  FILE_ATTRIBUTE_HIDDEN |
  FILE_ATTRIBUTE_SYSTEM |
  FILE_ATTRIBUTE_ARCHIVE |
  FILE_ATTRIBUTE_TEMPORARY;

/** Write permission bits. A file without any of them is read-only; the file system stores this. */
const ANY_WRITE = 0o222n;

/** The most files with kept attributes; beyond them the oldest entry is dropped. */
const MAXIMUM_KEPT = 64 * 1024;

interface Kept {
  /** Distinguishes a file from a later one with the same inode number. */
  readonly birth: bigint;
  readonly attributes: number;
  readonly creationTime: bigint | undefined;
  /** The time that a client set, and the st_ctime in whose place it is reported, until the next change of the file. */
  readonly changeTime: { readonly value: bigint; readonly inPlaceOf: bigint } | undefined;
}

/** Keeps, for the life of the share, attributes and times that clients set and the file system cannot store. */
export class SideAttributes {
  readonly #kept = new Map<string, Kept>();

  attributesOf(stats: BigIntStats): number {
    const kept = this.#find(stats)?.attributes ?? usualAttributes(stats);
    if (stats.isDirectory()) return FILE_ATTRIBUTE_DIRECTORY | kept;
    const readOnly = (stats.mode & ANY_WRITE) === 0n ? FILE_ATTRIBUTE_READONLY : 0;
    const attributes = (kept & ~FILE_ATTRIBUTE_READONLY) | readOnly;
    return attributes === 0 ? FILE_ATTRIBUTE_NORMAL : attributes;
  }

  setAttributes(stats: BigIntStats, attributes: number): void {
    this.#keep(stats, { attributes: attributes & SETTABLE });
  }

  setCreationTime(stats: BigIntStats, creationTime: bigint): void {
    this.#keep(stats, { creationTime });
  }

  /** @param stats after all other changes of the request */
  setChangeTime(stats: BigIntStats, changeTime: bigint): void {
    this.#keep(stats, { changeTime: { value: changeTime, inPlaceOf: stats.ctimeNs } });
  }

  /** Notes that contents have changed, by FILE_ATTRIBUTE_ARCHIVE: a backup must read the file again. */
  noteWritten(stats: BigIntStats): void {
    const kept = this.#find(stats);
    if (kept) this.#keep(stats, { attributes: kept.attributes | FILE_ATTRIBUTE_ARCHIVE });
  }

  forget(stats: BigIntStats): void {
    this.#kept.delete(fileKey(stats));
  }

  infoOf(stats: BigIntStats, deletePending: boolean): FileInfo {
    const directory = stats.isDirectory();
    return {
      fileId: BigInt.asUintN(64, stats.ino),
      attributes: this.attributesOf(stats),
      directory,
      creationTime: this.#find(stats)?.creationTime ?? fileTimeFromNs(stats.birthtimeNs),
      lastAccessTime: fileTimeFromNs(stats.atimeNs),
      lastWriteTime: fileTimeFromNs(stats.mtimeNs),
      changeTime: this.#changeTimeOf(stats),
      endOfFile: directory ? 0n : stats.size,
      // st_blocks counts units of 512 bytes, whatever the block size is; Windows has no st_blocks.
      allocationSize: directory ? 0n : (stats.blocks ?? 0n) * 512n,
      numberOfLinks: directory ? 1 : Number(stats.nlink),
      deletePending,
    };
  }

  #changeTimeOf(stats: BigIntStats): bigint {
    const set = this.#find(stats)?.changeTime;
    return set?.inPlaceOf === stats.ctimeNs ? set.value : fileTimeFromNs(stats.ctimeNs);
  }

  #find(stats: BigIntStats): Kept | undefined {
    const kept = this.#kept.get(fileKey(stats));
    return kept?.birth === stats.birthtimeNs ? kept : undefined;
  }

  #keep(stats: BigIntStats, change: Partial<Kept>): void {
    const kept = this.#find(stats) ?? {
      birth: stats.birthtimeNs,
      attributes: usualAttributes(stats),
      creationTime: undefined,
      changeTime: undefined,
    };
    const changed = { ...kept, ...change };
    const isNothingKept =
      changed.attributes === usualAttributes(stats) &&
      changed.creationTime === undefined &&
      changed.changeTime === undefined;
    if (isNothingKept) this.#kept.delete(fileKey(stats));
    else this.#set(fileKey(stats), changed);
  }

  #set(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    if (this.#kept.size <= MAXIMUM_KEPT) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** The attributes of a file for which a client has set none. */
function usualAttributes(stats: BigIntStats): number {
  return stats.isDirectory() ? 0 : FILE_ATTRIBUTE_ARCHIVE;
}

const UNIX_EPOCH = fileTimeFromUnixMs(0);

function fileTimeFromNs(unixNs: bigint): bigint {
  return unixNs / 100n + UNIX_EPOCH;
}
