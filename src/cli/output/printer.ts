import type { Writable } from 'node:stream';

/** Bytes that may wait for whoever reads our output: clients must not fill our memory because he does not. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Prints lines for a reader who may fall behind: what is too much for him is left out, and he is told how much it was.
 */
export class Printer {
  readonly #output: Writable;
  readonly #describeOmitted: (lines: number) => string;
  readonly #maxWaitingBytes: number;
  #omitted = 0;

  /** @param describeOmitted the line that stands for those left out, without line end */
  constructor(
    output: Writable,
    describeOmitted: (lines: number) => string,
    maxWaitingBytes: number = MAX_WAITING_BYTES,
  ) {
    this.#output = output;
    this.#describeOmitted = describeOmitted;
    this.#maxWaitingBytes = maxWaitingBytes;
  }

  /** @param text without its line end */
  print(text: string): void {
    if (this.#omitted === 0 && this.#output.writableLength <= this.#maxWaitingBytes) {
      this.#output.write(`${text}\n`);
      return;
    }
    // Once something is left out, all is until the reader has caught up, so that what he gets is in order.
    if (this.#omitted === 0) this.#output.once('drain', () => this.#resume());
    this.#omitted++;
  }

  #resume(): void {
    const lines = this.#omitted;
    this.#omitted = 0;
    this.print(this.#describeOmitted(lines));
  }
}
