import type { Log } from '../log.js';
import type { LogEntry } from './messages.js';

/** Messages that are remembered. */
const MAX_MESSAGES = 256;

/** How often a message was said. */
interface Said {
  /** By the worker that said it most often. */
  most: number;
  readonly byWorker: Map<number, number>;
}

/**
 * Logs the messages of workers. A message that several of them send once each, such as the fault of an account file
 * that all of them read, is logged once. The internal error of one is its own.
 */
export class JointLog {
  readonly #log: Log;
  readonly #said = new Map<string, Said>();

  constructor(log: Log) {
    this.#log = log;
  }

  take(worker: number, { level, message, stack }: LogEntry): void {
    if (stack !== undefined) {
      const error = Object.assign(new Error(message), { stack });
      this.#log.error(`worker ${worker}: ${message}`, { error });
    } else if (this.#isNews(worker, message)) this.#log[level](message);
  }

  /** A worker has ended; the one in its place says anew what was said. */
  forget(worker: number): void {
    for (const { byWorker } of this.#said.values()) byWorker.delete(worker);
  }

  #isNews(worker: number, message: string): boolean {
    const said = this.#said.get(message) ?? { most: 0, byWorker: new Map<number, number>() };
    const times = (said.byWorker.get(worker) ?? 0) + 1;
    said.byWorker.set(worker, times);
    this.#said.delete(message);
    this.#said.set(message, said);
    const [oldest] = this.#said.keys();
    if (this.#said.size > MAX_MESSAGES && oldest !== undefined) this.#said.delete(oldest);
    if (times <= said.most) return false;
    said.most = times;
    return true;
  }
}
