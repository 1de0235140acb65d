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
  readonly treeId: number;
  readonly target: OpenTarget;
  readonly channelSequence: ChannelSequence;
  /** Open.LockSequenceArray: the numbers of the entries that are valid, by their index. */
  readonly lockSequences: Map<number, number>;
  /** Open.OplockState is Breaking: present while the client has not acknowledged an oplock break. */
  cancelBreakTimer: (() => void) | undefined;
  /** Bytes of the first CHANGE_NOTIFY's buffer; later requests get no longer answer. */
  notifyBufferLength: number | undefined;
}

/** A close whose result no request waits for. */
export interface Closing {
  readonly close: () => void;
}

/** Session.OpenTable. */
export class OpenTable {
  readonly #opens = new Map<bigint, Open>();
  readonly #closings: Backlog<Closing>;
  readonly #onCloseError: (error: unknown) => void;
  #lastId = 0n;
  #beginning = 0;

  /**
   * @param closings closes opens that have left the table, by turns, because a session may leave thousands at once
   * @param onCloseError called with the error of a close that no request waits for
   */
  constructor(closings: Backlog<Closing>, onCloseError: (error: unknown) => void) {
    this.#closings = closings;
    this.#onCloseError = onCloseError;
  }

  /**
   * The number of opens, including those that a share is still opening, so that requests sent at once cannot pass the
   * limit together.
   */
  get size(): number {
    return this.#opens.size + this.#beginning;
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
      lockSequences: new Map(),
      cancelBreakTimer: undefined,
      notifyBufferLength: undefined,
    };
    this.#opens.set(fileId.volatile, open);
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
    if (this.#opens.delete(open.fileId.volatile)) await release(open);
  }

  closeAll(): void {
    for (const open of this.#opens.values()) this.#leave(open);
  }

  closeTree(treeId: number): void {
    for (const open of this.#opens.values()) if (open.treeId === treeId) this.#leave(open);
  }

  #leave(open: Open): void {
    this.#opens.delete(open.fileId.volatile);
    open.cancelBreakTimer?.();
    this.#closings.add({ close: () => void release(open).catch(this.#onCloseError) });
  }
}

async function release({ cancelBreakTimer, target }: Open): Promise<void> {
  cancelBreakTimer?.();
  if (target.type === 'disk') await target.file.close();
  else target.pipe.close();
}
