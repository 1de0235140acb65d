import { nextTick } from 'node:process';
import type { Writable } from 'node:stream';
import { LossyWriter } from './lossy-writer.js';

/** Bytes that may wait for the reader of our output. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** Bytes of lines that are written together. */
const BATCH_BYTES = 64 * 1024;

/**
 * Prints lines. A reader that falls behind misses some, and is told how many. The lines of one turn of the event loop
 * are written together, because a write costs more than the line.
 */
export class Printer {
  readonly #output: Writable;
  readonly #writer: LossyWriter;
  readonly #batchBytes: number;
  #isHeldBack = false;

  /** @param describeOmitted the line that stands for those left out, without line end */
  constructor(
    output: Writable,
    describeOmitted: (lines: number) => string,
    maxWaitingBytes: number = MAX_WAITING_BYTES,
  ) {
    this.#output = output;
    this.#writer = new LossyWriter(output, maxWaitingBytes, (lines) => this.print(describeOmitted(lines)));
    this.#batchBytes = Math.min(BATCH_BYTES, maxWaitingBytes);
  }

  /** @param text without its line end */
  print(text: string): void {
    if (!this.#isHeldBack) this.#holdBack();
    this.#writer.write(`${text}\n`);
    if (this.#output.writableLength > this.#batchBytes) this.#letGo();
  }

  /** Holds the lines back until whatever prints them is done, so that nothing that ends the process comes before. */
  #holdBack(): void {
    this.#isHeldBack = true;
    this.#output.cork();
    nextTick(() => this.#letGo());
  }

  #letGo(): void {
    if (!this.#isHeldBack) return;
    this.#isHeldBack = false;
    this.#output.uncork();
  }
}
