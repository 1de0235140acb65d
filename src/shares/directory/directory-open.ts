import { NtStatus } from '../../constants/nt-status.js';
import { AccessMask } from '../../constants/access-mask.js';
import type { HeldBytes } from '../../runtime/held-bytes.js';
import { READS, type AccessLevel } from '../access-level.js';
import type { Watch } from '../change-feed.js';
import type { Oplock } from '../oplocks.js';
import type { Asker } from '../../runtime/fair-queue.js';
import { CompletionFilter, FileAttributes } from '../../constants/smb2-flags.js';
import type { BasicChanges, Change, DirectoryEntry, FileInfo, LockRange } from '../file-info.js';
import type { ChangeQuery, DirectoryQuery, LockWaiting } from '../open-file.js';
import { ShareError } from '../share-error.js';
import { shortNameOf } from '../short-name.js';
import { onDisk } from './disk-error.js';
import { reserve, readFully, syncIfOpen, toPosition, writeFully } from './file-io.js';
import type { FileState, TableOpen } from './file-table.js';
import { applyBasicChanges } from './basic-changes.js';
import { isEmptyDirectory, pathOf, removeName, renameOpen } from './namespace.js';
import type { Pinned } from './pinned.js';
import { Scan } from './scan.js';
import { whileHeld } from './while-held.js';
import type { Volume } from './volume.js';

const { FILE_WRITE_DATA, FILE_APPEND_DATA, FILE_WRITE_ATTRIBUTES, DELETE } = AccessMask;

/** The parts of a new open. */
export interface OpenParameters {
  readonly pinned: Pinned;
  readonly components: readonly string[];
  readonly asker: Asker;
  /** Counts what is held for this open; the open itself is counted already, and released by {@link onClosed}. */
  readonly held: HeldBytes | undefined;
  /** Called when the open has ended. */
  readonly onClosed: () => void;
  readonly level: AccessLevel;
  readonly grantedAccess: number;
  readonly shareAccess: number;
  readonly deleteOnClose: boolean;
  readonly writeThrough: boolean;
  readonly onOplockBreak: ((level: 'none' | 'ii', acknowledge: boolean) => void) | undefined;
}

/** One open of a directory share; see {@link OpenFile}. It is in the volume's table from its construction. */
export class DirectoryOpen implements TableOpen {
  readonly directory: boolean;
  readonly grantedAccess: number;
  readonly shareAccess: number;
  readonly borrowsData = true;
  readonly #volume: Volume;
  readonly #state: FileState;
  readonly #pinned: Pinned;
  readonly #parameters: OpenParameters;
  readonly #scan: Scan;
  /**
   * Operations that use the descriptor. It is closed only after they have ended, since its number may then belong to
   * another file.
   */
  readonly #running = new Set<Promise<unknown>>();
  #components: readonly string[];
  #watch: Watch | undefined;
  #closed = false;

  constructor(volume: Volume, parameters: OpenParameters) {
    this.#volume = volume;
    this.#parameters = parameters;
    this.#pinned = parameters.pinned;
    this.#scan = new Scan(volume, parameters.pinned, parameters.asker);
    this.#components = parameters.components;
    this.directory = parameters.pinned.stats.isDirectory();
    this.grantedAccess = parameters.grantedAccess;
    this.shareAccess = parameters.shareAccess;
    this.#state = volume.files.add(parameters.pinned.stats, this);
  }

  get components(): readonly string[] {
    return this.#components;
  }

  get path(): string {
    return pathOf(this.#components);
  }

  get shortName(): string {
    // The root has no name here. The short name is the one that Samba gives; smbclient's `allinfo` stops when there is
    // none.
    const name = this.#components.at(-1);
    return name === undefined ? '.' : shortNameOf(name);
  }

  get oplock(): Oplock {
    return this.#state.oplocks.levelOf(this);
  }

  get lockCount(): number {
    return this.#state.locks.countOf(this);
  }

  maximalAccess(): Promise<number> {
    return this.#use(() => this.#volume.maximalAccess(this.#pinned, this.#parameters.level));
  }

  info(): Promise<FileInfo> {
    return this.#use(async () => this.#volume.infoOf(await this.#pinned.currentStats()));
  }

  read(
    offset: bigint,
    length: number,
    allocate = (bytes: number): Buffer => Buffer.allocUnsafe(bytes),
  ): Promise<Buffer> {
    return this.#use(async () => {
      const data = this.#data(READS);
      const position = toPosition(offset, length);
      if (this.#state.locks.blocks(this, offset, length, false)) {
        throw new ShareError(NtStatus.STATUS_FILE_LOCK_CONFLICT);
      }
      return this.#volume.reading.run(this.#parameters.asker, () =>
        whileHeld(this.#parameters.held, length, () => readFully(data, position, allocate(length))),
      );
    });
  }

  write(offset: bigint, data: Buffer, through = false): Promise<void> {
    return this.#use(async () => {
      const file = this.#data(FILE_WRITE_DATA | FILE_APPEND_DATA);
      const position = toPosition(offset, data.length);
      if (data.length === 0) return;
      await this.#state.writing.run(this.#parameters.asker, async () => {
        await this.#checkAppending(offset);
        if (this.#state.locks.blocks(this, offset, data.length, true)) {
          throw new ShareError(NtStatus.STATUS_FILE_LOCK_CONFLICT);
        }
        this.#state.oplocks.breakShared();
        await writeFully(file, position, data);
      });
      if (through || this.#parameters.writeThrough) await file.datasync();
      this.#noteWritten();
    });
  }

  flush(): Promise<void> {
    return this.#use(() => {
      // [MS-SMB2] 3.3.5.11
      this.#check(FILE_WRITE_DATA | FILE_APPEND_DATA);
      return syncIfOpen(this.#pinned);
    });
  }

  setBasic(changes: BasicChanges): Promise<void> {
    return this.#use(async () => {
      // [MS-SMB2] 3.3.5.21.1, as in the operations below
      this.#check(FILE_WRITE_ATTRIBUTES);
      this.#noteModified(await applyBasicChanges(this.#volume, this.#pinned, changes));
    });
  }

  setEndOfFile(endOfFile: bigint): Promise<void> {
    return this.#use(async () => {
      const data = this.#data(FILE_WRITE_DATA);
      const size = toPosition(endOfFile, 0);
      this.#state.oplocks.breakShared();
      await data.truncate(size);
      this.#noteWritten();
    });
  }

  setAllocation(size: bigint): Promise<void> {
    return this.#use(async () => {
      const data = this.#data(FILE_WRITE_DATA);
      const wanted = toPosition(size, 0);
      this.#state.oplocks.breakShared();
      const stats = await this.#pinned.currentStats();
      if (size >= stats.size) return reserve(this.#volume.disk, this.#pinned, size);
      await data.truncate(wanted);
      this.#noteWritten();
    });
  }

  setDeletePending(deletePending: boolean): Promise<void> {
    return this.#useNames(async () => {
      this.#check(DELETE);
      if (deletePending) await this.#checkDeletable();
      this.#markDeletePending(deletePending);
    });
  }

  rename(path: string, replace: boolean): Promise<void> {
    return this.#useNames(async () => {
      this.#check(DELETE);
      await renameOpen(this.#volume, this.#named, path, replace);
    });
  }

  queryDirectory(query: DirectoryQuery, accept: (entry: DirectoryEntry) => boolean): Promise<void> {
    return this.#use(async () => {
      // [MS-SMB2] 3.3.5.18
      if (!this.directory) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
      this.#check(READS);
      await this.#scan.query(query, accept);
    });
  }

  async changes(query: ChangeQuery): Promise<readonly Change[]> {
    this.#checkOpen();
    if (!this.directory) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
    this.#check(READS);
    if (this.#state.deletePending) throw new ShareError(NtStatus.STATUS_DELETE_PENDING);
    this.#watch ??= this.#volume.feed.watch(this.#components, query, this.#parameters.held);
    return this.#watch.next(query.signal);
  }

  async lock(ranges: readonly LockRange[], waiting: LockWaiting): Promise<void> {
    this.#checkOpen();
    if (this.directory) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
    this.#check(READS | FILE_WRITE_DATA);
    // [MS-FSA] 2.1.4.12, LOCK_CONTROL
    this.#state.oplocks.breakShared();
    const [, , client] = this.#parameters.asker;
    await this.#state.locks.lock({ owner: this, client }, ranges, waiting);
  }

  unlock(offset: bigint, length: bigint): void {
    this.#checkOpen();
    if (this.directory) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
    this.#state.locks.unlock(this, offset, length);
  }

  acknowledgeOplockBreak(level: Oplock): void {
    this.#checkOpen();
    this.#state.oplocks.acknowledge(this, level);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch?.end(NtStatus.STATUS_NOTIFY_CLEANUP);
    this.#state.locks.release(this);
    this.#state.oplocks.release(this);
    await Promise.allSettled(this.#running);
    try {
      await onDisk(() => this.#volume.naming.run(this.#parameters.asker, () => this.#leave()));
    } finally {
      this.#parameters.onClosed();
    }
  }

  /** Asks for the oplock of this open, which has just succeeded. */
  acquireOplock(requested: Oplock): void {
    if (this.directory || !this.#parameters.onOplockBreak) return;
    const alone = this.#state.opens.size === 1;
    this.#state.oplocks.grant(this, requested, alone, this.#state.locks.any);
  }

  onOplockBreak(level: 'none' | 'ii', acknowledge: boolean): void {
    this.#parameters.onOplockBreak?.(level, acknowledge);
  }

  onDeletePending(): void {
    this.#watch?.end(NtStatus.STATUS_DELETE_PENDING);
  }

  renamed(components: readonly string[], parent: Pinned, name: string): void {
    this.#components = components;
    this.#pinned.moved(parent, name);
    if (this.#watch) this.#volume.feed.moved(this.#watch, components);
  }

  /** Removes the open from the table. If it was the last open of a file to be deleted, the file is deleted. */
  async #leave(): Promise<void> {
    // [MS-FSA] 2.1.5.5 Phase 1: a directory that is not empty stays.
    if (this.#parameters.deleteOnClose && (await this.#isRemovable())) this.#markDeletePending(true);
    const last = this.#volume.files.remove(this.#pinned.stats, this);
    try {
      await this.#scan.close();
      if (last && this.#state.deletePending) {
        await removeName(this.#volume, this.#named);
      }
    } finally {
      await this.#pinned.release();
    }
  }

  async #checkDeletable(): Promise<void> {
    const { attributes } = await this.info();
    const isRoot = this.#components.length === 0;
    if (isRoot || attributes & FileAttributes.FILE_ATTRIBUTE_READONLY)
      throw new ShareError(NtStatus.STATUS_CANNOT_DELETE);
    if (!(await this.#isRemovable())) throw new ShareError(NtStatus.STATUS_DIRECTORY_NOT_EMPTY);
  }

  async #isRemovable(): Promise<boolean> {
    return !this.directory || isEmptyDirectory(this.#volume, this.#pinned).catch(() => false);
  }

  #markDeletePending(deletePending: boolean): void {
    this.#state.deletePending = deletePending;
    if (deletePending) for (const open of this.#state.opens) open.onDeletePending();
  }

  /** FILE_APPEND_DATA alone does not permit changing existing data. */
  async #checkAppending(offset: bigint): Promise<void> {
    if (this.grantedAccess & FILE_WRITE_DATA) return;
    const { size } = await this.#pinned.currentStats();
    if (offset < size) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  }

  #noteWritten(): void {
    this.#volume.side.noteWritten(this.#pinned.stats);
    this.#noteModified(
      CompletionFilter.FILE_NOTIFY_CHANGE_SIZE | CompletionFilter.FILE_NOTIFY_CHANGE_LAST_WRITE,
    );
  }

  #noteModified(filter: number): void {
    if (filter !== 0) this.#volume.feed.emit({ action: 'modified', components: this.#components, filter });
  }

  get #named() {
    return { components: this.#components, pinned: this.#pinned, asker: this.#parameters.asker };
  }

  /** The descriptor for data, for an operation that needs one of the given rights. */
  #data(anyOf: number) {
    if (this.directory) throw new ShareError(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
    this.#check(anyOf);
    const { data } = this.#pinned;
    if (!data) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
    return data;
  }

  #check(anyOf: number): void {
    if ((this.grantedAccess & anyOf) === 0) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  }

  #checkOpen(): void {
    if (this.#closed) throw new ShareError(NtStatus.STATUS_FILE_CLOSED);
  }

  /** Runs an operation on the file; {@link close} waits for it. */
  async #use<T>(operation: () => Promise<T>): Promise<T> {
    this.#checkOpen();
    const running = onDisk(operation);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** As {@link #use}, in the volume's turn. */
  #useNames<T>(operation: () => Promise<T>): Promise<T> {
    return this.#use(() => this.#volume.naming.run(this.#parameters.asker, operation));
  }
}
