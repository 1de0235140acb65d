import { nextTick } from 'node:process';
import type { Writable } from 'node:stream';
import { LossyWriter } from './lossy-writer.js';

/** Bytes that may wait for the reader of our output. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Prints lines. A reader that falls behind misses some, and is told how many. The lines of one turn of the event loop
 * leave together, because each write costs more than several lines.
 */
export class Printer {
  readonly #output: Writable;
  readonly #writer: LossyWriter;
  #isHeldBack = false;

  /** @param describeOmitted the line that stands for those left out, without line end */
  constructor(
    output: Writable,
    describeOmitted: (lines: number) => string,
    maxWaitingBytes: number = MAX_WAITING_BYTES,
  ) {
    this.#output = output;
    this.#writer = new LossyWriter(output, maxWaitingBytes, (lines) => this.print(describeOmitted(lines)));
  }

  /** @param text without its line end */
  print(text: string): void {
    if (!this.#isHeldBack) this.#holdBack();
    this.#writer.write(`${text}\n`);
  }

  /** Before anything else can end the process, the lines are let go. */
  #holdBack(): void {
    this.#isHeldBack = true;
    this.#output.cork();
    nextTick(() => {
      this.#isHeldBack = false;
      this.#output.uncork();
    });
  }
}
