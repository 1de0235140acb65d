import type { Backlog } from '../../runtime/backlog.js';
import type { OpenFile } from '../../shares/open-file.js';
import type { OpenPipe } from '../../shares/pipe-share.js';
import type { DiskShare } from '../../shares/share.js';
import type { FileId } from '../../smb2-codec/index.js';
import type { ChannelSequence } from './channel-sequence.js';

/** The target of an open. */
export type OpenTarget =
  | { readonly type: 'disk'; readonly file: OpenFile; readonly share: DiskShare; readonly options: number }
  | { readonly type: 'pipe'; readonly pipe: OpenPipe };

/** An open file or pipe of a session ([MS-SMB2] 3.3.1.10). */
export interface Open {
  /** FileId of the wire; both halves must match. */
  readonly fileId: FileId;
  /** Open.FileGlobalId: no other open of the server has it, and it is no secret as the FileId is. */
  readonly globalId: number;
  readonly treeId: number;
  readonly target: OpenTarget;
  readonly channelSequence: ChannelSequence;
  /** Open.LockSequenceArray: the numbers of the entries that are valid, by their index. */
  readonly lockSequences: Map<number, number>;
  /** CurrentByteOffset of FILE_POSITION_INFORMATION ([MS-FSCC] 2.4.40); 0 unless the profile keeps it. */
  position: bigint;
  /** Open.OplockState is Breaking: present while the client has not acknowledged an oplock break. */
  cancelBreakTimer: (() => void) | undefined;
  /** Bytes of the first CHANGE_NOTIFY's buffer; later requests get no longer answer. */
  notifyBufferLength: number | undefined;
}

/** A close whose result no request waits for. */
export interface Closing {
  readonly close: () => void;
}

/** All sessions of a server, as far as their opens need them. */
export interface OpensOfServer {
  /** Closes opens that have left a table, by turns, because a session may leave thousands at once. */
  readonly closings: Backlog<Closing>;
  /** The next Open.FileGlobalId. */
  nextOpenId(): number;
}

/** Session.OpenTable. */
export class OpenTable {
  readonly #opens = new Map<bigint, Open>();
  /** By TreeId: TreeConnect.OpenCount. */
  readonly #counts = new Map<number, number>();
  readonly #server: OpensOfServer;
  readonly #onCloseError: (error: unknown) => void;
  #lastId = 0n;
  #beginning = 0;

  /** @param onCloseError called with the error of a close that no request waits for */
  constructor(server: OpensOfServer, onCloseError: (error: unknown) => void) {
    this.#server = server;
    this.#onCloseError = onCloseError;
  }

  /**
   * The number of opens, including those that a share is still opening, so that requests sent at once cannot pass the
   * limit together.
   */
  get size(): number {
    return this.#opens.size + this.#beginning;
  }

  [Symbol.iterator](): IterableIterator<Open> {
    return this.#opens.values();
  }

  /** TreeConnect.OpenCount of a tree. */
  countOf(treeId: number): number {
    return this.#counts.get(treeId) ?? 0;
  }

  /** Waits for a share to open a file. */
  async begin<T>(opening: Promise<T>): Promise<T> {
    this.#beginning += 1;
    try {
      return await opening;
    } finally {
      this.#beginning -= 1;
    }
  }

  /** @param made.persistent the half of the FileId that cannot be guessed */
  add(made: {
    readonly treeId: number;
    readonly target: OpenTarget;
    readonly persistent: bigint;
    readonly channelSequence: ChannelSequence;
  }): Open {
    const { persistent, ...rest } = made;
    const fileId = { persistent, volatile: ++this.#lastId };
    const open: Open = {
      ...rest,
      fileId,
      globalId: this.#server.nextOpenId(),
      lockSequences: new Map(),
      position: 0n,
      cancelBreakTimer: undefined,
      notifyBufferLength: undefined,
    };
    this.#opens.set(fileId.volatile, open);
    this.#count(open, 1);
    return open;
  }

  /** "If no open is found or if Open.DurableFileId is not equal to FileId.Persistent": none ([MS-SMB2] 3.3.5.10). */
  find(fileId: FileId, treeId: number): Open | undefined {
    const open = this.findAnywhere(fileId);
    return open?.treeId === treeId ? open : undefined;
  }

  /** Finds an open on any tree of the session. */
  findAnywhere(fileId: FileId): Open | undefined {
    const open = this.#opens.get(fileId.volatile);
    return open?.fileId.persistent === fileId.persistent ? open : undefined;
  }

  /** Takes the open out of the table and closes its file or pipe. */
  async close(open: Open): Promise<void> {
    if (this.#take(open)) await release(open);
  }

  closeAll(): void {
    for (const open of this.#opens.values()) this.#leave(open);
  }

  closeTree(treeId: number): void {
    for (const open of this.#opens.values()) if (open.treeId === treeId) this.#leave(open);
  }

  /** Takes an open out of the table; false when it has left already. */
  #take(open: Open): boolean {
    const isThere = this.#opens.delete(open.fileId.volatile);
    if (isThere) this.#count(open, -1);
    return isThere;
  }

  #count({ treeId }: Open, change: number): void {
    const count = this.countOf(treeId) + change;
    if (count === 0) this.#counts.delete(treeId);
    else this.#counts.set(treeId, count);
  }

  #leave(open: Open): void {
    this.#take(open);
    open.cancelBreakTimer?.();
    this.#server.closings.add({ close: () => void release(open).catch(this.#onCloseError) });
  }
}

async function release({ cancelBreakTimer, target }: Open): Promise<void> {
  cancelBreakTimer?.();
  if (target.type === 'disk') await target.file.close();
  else target.pipe.close();
}
