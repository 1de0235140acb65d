import type { Writable } from 'node:stream';

/**
 * Writes pieces to a stream that may fall behind, because a disk or a reader is slow: clients must not fill our memory
 * meanwhile. Once a piece is left out, all are until the stream has drained, so that the rest is whole and in order.
 */
export class LossyWriter {
  readonly #stream: Writable;
  readonly #maxWaitingBytes: number;
  readonly #onOmitted: (pieces: number) => void;
  #omitted = 0;

  /**
   * @param maxWaitingBytes when more waits in the stream, the next piece is left out
   * @param onOmitted told how many pieces were left out, once there is room again; may write
   */
  constructor(stream: Writable, maxWaitingBytes: number, onOmitted: (pieces: number) => void) {
    this.#stream = stream;
    this.#maxWaitingBytes = maxWaitingBytes;
    this.#onOmitted = onOmitted;
  }

  write(piece: Buffer | string): void {
    if (this.#omitted === 0 && this.#stream.writableLength <= this.#maxWaitingBytes) {
      this.#stream.write(piece);
      return;
    }
    if (this.#omitted === 0) this.#stream.once('drain', () => this.#resume());
    this.#omitted++;
  }

  #resume(): void {
    const pieces = this.#omitted;
    this.#omitted = 0;
    this.#onOmitted(pieces);
  }
}
