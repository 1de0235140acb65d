import type { Writable } from 'node:stream';
import type { OutputName } from './messages.js';
import type { WorkerProcess } from './worker-process.js';

/**
 * Writes what workers send, batch by batch. Each worker sends its next one after the one before is written, so no more
 * than one batch of each waits here.
 */
export class JointOutputs {
  readonly #streams: Readonly<Partial<Record<OutputName, Writable | undefined>>>;
  /** The outputs of each worker whose batch waits. */
  readonly #waiting = new WeakMap<WorkerProcess, Set<OutputName>>();
  #onOpen = (): void => {};
  readonly #opened: Promise<void>;

  /** @param streams by name; nothing is written to them before {@link open} */
  constructor(streams: Readonly<Partial<Record<OutputName, Writable | undefined>>>) {
    this.#streams = streams;
    this.#opened = new Promise((resolve) => (this.#onOpen = resolve));
  }

  /** Lets what was sent, and what will be, be written. */
  open(): void {
    this.#onOpen();
  }

  write(worker: WorkerProcess, output: OutputName, bytes: Buffer): void {
    const waiting = this.#waiting.get(worker) ?? new Set();
    this.#waiting.set(worker, waiting);
    if (waiting.has(output)) {
      // One that does not wait would fill our memory.
      worker.mistrust();
      return;
    }
    waiting.add(output);
    void this.#opened.then(() => {
      // Bytes that can no longer be written are let go, as the stream of a single process does.
      this.#streams[output]?.write(bytes, () => {
        waiting.delete(output);
        worker.send({ kind: 'written', output });
      });
    });
  }
}
