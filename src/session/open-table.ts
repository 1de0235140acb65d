/** An open file or pipe, as far as the end of its session or tree is concerned. */
export interface Open {
  /** FileId of the wire: 16 bytes, unpredictable half included. */
  readonly fileId: Buffer;
  readonly treeId: number;
  /** Lets go of everything; the response does not wait for it. */
  close(): Promise<void>;
}

/** Session.OpenTable. */
export class OpenTable {
  readonly #opens = new Map<string, Open>();
  readonly #onCloseError: (error: unknown) => void;

  /** @param onCloseError told of what a close that nobody waits for rejects with */
  constructor(onCloseError: (error: unknown) => void) {
    this.#onCloseError = onCloseError;
  }

  get size(): number {
    return this.#opens.size;
  }

  add(open: Open): void {
    this.#opens.set(keyOf(open.fileId), open);
  }

  find(fileId: Buffer): Open | undefined {
    return this.#opens.get(keyOf(fileId));
  }

  remove(open: Open): void {
    this.#opens.delete(keyOf(open.fileId));
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

function keyOf(fileId: Buffer): string {
  return fileId.toString('latin1');
}
