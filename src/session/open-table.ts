import type { FileId } from '../smb2-codec/index.js';

/** An open file or pipe, as far as the end of its session or tree is concerned. */
export interface Open {
  /** FileId of the wire; both halves must match. */
  readonly fileId: FileId;
  readonly treeId: number;
  /** Lets go of everything; the response does not wait for it. */
  close(): Promise<void>;
}

/** Session.OpenTable. */
export class OpenTable {
  readonly #opens = new Map<bigint, Open>();
  readonly #onCloseError: (error: unknown) => void;

  /** @param onCloseError told of what a close that nobody waits for rejects with */
  constructor(onCloseError: (error: unknown) => void) {
    this.#onCloseError = onCloseError;
  }

  get size(): number {
    return this.#opens.size;
  }

  add(open: Open): void {
    this.#opens.set(open.fileId.volatile, open);
  }

  /** "If no open is found or if Open.DurableFileId is not equal to FileId.Persistent": none ([MS-SMB2] 3.3.5.10). */
  find(fileId: FileId): Open | undefined {
    const open = this.#opens.get(fileId.volatile);
    return open?.fileId.persistent === fileId.persistent ? open : undefined;
  }

  remove(open: Open): void {
    this.#opens.delete(open.fileId.volatile);
  }

  closeAll(): void {
    this.#close(() => true);
  }

  closeTree(treeId: number): void {
    this.#close((open) => open.treeId === treeId);
  }

  #close(condition: (open: Open) => boolean): void {
    for (const [key, open] of this.#opens) {
      if (!condition(open)) continue;
      this.#opens.delete(key);
      open.close().catch(this.#onCloseError);
    }
  }
}
