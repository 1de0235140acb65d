import type { Writable } from 'node:stream';
import { LossyWriter } from './lossy-writer.js';

/** Bytes that may wait for the reader of our output. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** Prints lines. A reader that falls behind misses some, and is told how many. */
export class Printer {
  readonly #writer: LossyWriter;

  /** @param describeOmitted the line that stands for those left out, without line end */
  constructor(
    output: Writable,
    describeOmitted: (lines: number) => string,
    maxWaitingBytes: number = MAX_WAITING_BYTES,
  ) {
    this.#writer = new LossyWriter(output, maxWaitingBytes, (lines) => this.print(describeOmitted(lines)));
  }

  /** @param text without its line end */
  print(text: string): void {
    this.#writer.write(`${text}\n`);
  }
}
