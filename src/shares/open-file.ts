import type { Oplock } from './oplocks.js';
import type { BasicChanges, Change, DirectoryEntry, FileInfo, LockRange } from './file-info.js';

/**
 * One open of a file or directory. Rights are checked against the access granted at open: an operation that needs
 * more is STATUS_ACCESS_DENIED. An operation for directories is STATUS_INVALID_PARAMETER on a file, and
 * STATUS_INVALID_DEVICE_REQUEST the other way round. After {@link close} everything is STATUS_FILE_CLOSED.
 */
export interface OpenFile {
  /** Path from the share's root in the case the medium keeps, with backslashes; changes when renamed. */
  readonly path: string;
  /** A name of 8.3 form by which the file can be opened as well ([MS-FSCC] 2.1.5.2.1); absent: it has none. */
  readonly shortName?: string;
  /** Whether it is a directory. */
  readonly directory: boolean;
  /** Specific rights only. */
  readonly grantedAccess: number;
  /** The level held now; falls with breaks. */
  readonly oplock: Oplock;
  /** Byte-range locks of this open, for lists of what is open; absent: not counted. */
  readonly lockCount?: number;
  /** Whether {@link write} keeps no view of its data once it has settled, so that their memory can be used again. */
  readonly borrowsData?: boolean;

  /** The most this identity could have been granted on this file (SMB2_CREATE_QUERY_MAXIMAL_ACCESS). */
  maximalAccess(): Promise<number>;
  /** Everything known of the file now. */
  info(): Promise<FileInfo>;

  /**
   * Up to `length` bytes from `offset`; fewer only at the end of the file. STATUS_END_OF_FILE beyond it,
   * STATUS_FILE_LOCK_CONFLICT under another's lock.
   *
   * @param allocate gives memory of so many arbitrary bytes, and is called when reading begins. It saves the server a
   *   copy if the result is the beginning of that memory, of which the file keeps no view
   */
  read(offset: bigint, length: number, allocate?: (length: number) => Buffer): Promise<Buffer>;
  /** Resolves when every byte is in the file; after `through`, on the medium. */
  write(offset: bigint, data: Buffer, through?: boolean): Promise<void>;
  /** Resolves when all that was written is on the medium. */
  flush(): Promise<void>;

  /** Changes times and attributes. STATUS_ACCESS_DENIED without FILE_WRITE_ATTRIBUTES. */
  setBasic(changes: BasicChanges): Promise<void>;
  /**
   * Truncates the file, or extends it with zeros; bytes. STATUS_DISK_FULL when there is no room,
   * STATUS_INVALID_PARAMETER beyond the largest size of the medium.
   */
  setEndOfFile(endOfFile: bigint): Promise<void>;
  /** A size below the end of the file truncates it; a greater one only checks that there is room. */
  setAllocation(size: bigint): Promise<void>;
  /** Marks the file to be deleted when its last open closes, or takes that back. */
  setDeletePending(deletePending: boolean): Promise<void>;
  /**
   * Gives the file another path.
   *
   * @param path the new path from the share's root, as sent
   * @param replace whether a file of that name may be replaced
   */
  rename(path: string, replace: boolean): Promise<void>;

  /**
   * Offers entries to `accept` until it returns false or there are no more. The entry it refused is offered first
   * next time. The first query fixes the pattern; later ones ignore theirs unless they restart.
   * STATUS_NO_SUCH_FILE when the first query finds nothing, STATUS_NO_MORE_FILES when a later one does.
   */
  queryDirectory(query: DirectoryQuery, accept: (entry: DirectoryEntry) => boolean): Promise<void>;
  /**
   * The next changes below the directory made through this share; waits until there are some. An empty array: too
   * many to remember, enumerate afresh (STATUS_NOTIFY_ENUM_DIR). The first call fixes filter and recursion.
   * Rejects with STATUS_CANCELLED, STATUS_NOTIFY_CLEANUP (closed) or STATUS_DELETE_PENDING.
   */
  changes(query: ChangeQuery): Promise<readonly Change[]>;

  /** All or none of the ranges. Waiting ends with STATUS_CANCELLED or, on close, STATUS_RANGE_NOT_LOCKED. */
  lock(ranges: readonly LockRange[], waiting: LockWaiting): Promise<void>;
  /** STATUS_RANGE_NOT_LOCKED unless exactly this range is locked by this open. */
  unlock(offset: bigint, length: bigint): void;

  /**
   * Ends a break: `level` is what the client keeps, at most the level that the break left.
   * STATUS_INVALID_OPLOCK_PROTOCOL when no break awaits an answer or more is kept; the oplock is then none.
   */
  acknowledgeOplockBreak(level: Oplock): void;

  /** Releases locks, oplock and share mode. Deletes the file if its deletion is pending and this was its last open. */
  close(): Promise<void>;
}

/** The entries that one QUERY_DIRECTORY asks for ([MS-SMB2] 2.2.33). */
export interface DirectoryQuery {
  /** Wildcards as in [MS-FSA] 2.1.4.4; empty means `*`. */
  readonly pattern: string;
  /** Begin anew, with this pattern. */
  readonly restart: boolean;
}

/** The changes that one CHANGE_NOTIFY waits for ([MS-SMB2] 2.2.35). */
export interface ChangeQuery {
  /** A mask of `CompletionFilter`. */
  readonly filter: number;
  /** Changes in all directories below as well (SMB2_WATCH_TREE). */
  readonly recursive: boolean;
  /** Ends the wait with STATUS_CANCELLED. */
  readonly signal?: AbortSignal;
}

/** `fail`: STATUS_LOCK_NOT_GRANTED at once; otherwise waits until granted or the signal aborts. */
export type LockWaiting = 'fail' | { readonly signal?: AbortSignal };
