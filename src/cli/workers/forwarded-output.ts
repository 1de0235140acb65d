import { Writable } from 'node:stream';
import type { CheckedRuntime } from '../../runtime/runtime.js';

/**
 * Milliseconds from one batch to the next: many lines travel together under load, and none waits for longer than a
 * reader would notice.
 */
const PAUSE_MILLISECONDS = 5;

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
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
  }
}
