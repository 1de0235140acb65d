import { Writable } from 'node:stream';
import type { CheckedRuntime } from '../../runtime/runtime.js';

/**
 * Milliseconds from one batch to the next: many lines travel together under load, and none waits for longer than a
 * reader would notice.
 */
const PAUSE_MILLISECONDS = 50;

/** Bytes that travel at once, unless a single piece has more: neither process is to work on one message for long. */
const BATCH_BYTES = 256 * 1024;

/**
 * A worker's end of a stream that the primary writes. Everything written meanwhile waits for the answer to the batch
 * before, so that a slow reader holds up each worker as it would hold up a single process.
 */
export class ForwardedOutput extends Writable {
  /** Whether the stream is a terminal, for those that colour what they write. */
  readonly isTTY: boolean;
  /** Columns of the terminal. */
  columns: number | undefined;
  readonly #send: (bytes: Buffer) => void;
  readonly #runtime: CheckedRuntime;
  /** Pieces that wait for the answer to those before. */
  #pieces: readonly Buffer[] = [];
  #written = (): void => {};

  /** @param send takes a batch: whole pieces, as they were written */
  constructor(
    send: (bytes: Buffer) => void,
    runtime: CheckedRuntime,
    { isTTY = false, columns }: { readonly isTTY?: boolean; readonly columns?: number | undefined } = {},
  ) {
    super();
    this.#send = send;
    this.#runtime = runtime;
    this.isTTY = isTTY;
    this.columns = columns;
  }

  /** The batch before is written: the next one may go. */
  written(): void {
    if (this.#pieces.length > 0) {
      this.#sendNext();
      return;
    }
    const written = this.#written;
    this.#written = () => {};
    // The last batch is not held up: nothing more will join it.
    if (this.writableEnded) written();
    else this.#runtime.after(PAUSE_MILLISECONDS, written, { keepsProcess: true });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: () => void): void {
    this.#written = written;
    this.#send(chunk);
  }

  override _writev(chunks: { chunk: Buffer }[], written: () => void): void {
    this.#written = written;
    this.#pieces = chunks.map(({ chunk }) => chunk);
    this.#sendNext();
  }

  #sendNext(): void {
    let bytes = 0;
    const next = this.#pieces.findIndex((piece, index) => (bytes += piece.length) > BATCH_BYTES && index > 0);
    const count = next === -1 ? this.#pieces.length : next;
    this.#send(Buffer.concat(this.#pieces.slice(0, count)));
    this.#pieces = this.#pieces.slice(count);
  }
}
