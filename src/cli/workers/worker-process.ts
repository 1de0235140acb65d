import cluster, { type Worker } from 'node:cluster';
import type { Addresses } from '../../server/create-server.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { ExitCode } from '../exit-code.js';
import { EnvelopedWire } from './enveloped-wire.js';
import type { Beginning, Order, Report } from './messages.js';
import { readReport } from './read-report.js';

/** Milliseconds that a worker has to end by itself once nothing can be said to it any more. */
const LAST_MILLISECONDS = 1000;

/** A worker ended before it listened. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
  /** The exit code that this means for the server. */
  readonly code: ExitCode;
  /** Whether the worker has said why on stderr. */
  readonly isExplained: boolean;

  constructor(message: string, reported: ExitCode | undefined) {
    super(message);
    this.code = reported ?? ExitCode.FAILED;
    this.isExplained = reported !== undefined;
  }
}

/** One worker, as the primary sees it. */
export class WorkerProcess {
  readonly number: number;
  /** Resolves with how it ended, such as `ended by SIGKILL`, once all that it sent has arrived. */
  readonly ended: Promise<string>;
  /** The way from it to the owner of the shared state. */
  readonly wire: EnvelopedWire;
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  readonly #listening: Promise<Addresses>;
  #failure: ExitCode | undefined;
  #isMistrusted = false;

  /** @param hear takes its reports but for those of its own start */
  constructor(number: number, hear: (report: Report) => void) {
    this.number = number;
    const worker = cluster.fork();
    this.#worker = worker;
    this.wire = new EnvelopedWire(
      (message) => this.send({ kind: 'shared', message }),
      () => this.kill(),
    );
    let onReady = (): void => {};
    let onListening = (_addresses: Addresses): void => {};
    this.#ready = new Promise((resolve) => (onReady = resolve));
    this.#listening = new Promise((resolve) => (onListening = resolve));
    worker.on('message', (message: unknown) => {
      const report = this.#read(message);
      if (report === undefined) return;
      if (report.kind === 'ready') onReady();
      else if (report.kind === 'listening') onListening(report.addresses);
      else if (report.kind === 'failed') this.#failure = report.code;
      else if (report.kind === 'shared') this.wire.receive(report.message);
      else hear(report);
    });
    const exited = new Promise<string>((resolve) => {
      worker.once('exit', (code: number, signal: string | null) =>
        resolve(`ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}`),
      );
      worker.on('error', (error) => {
        // Any other error is that of a channel which breaks, and the end of the process follows.
        if (worker.process.pid === undefined) resolve(`could not be started (${error.message})`);
      });
    });
    const disconnected = new Promise<void>((resolve) => worker.once('disconnect', resolve));
    void disconnected.then(async () => {
      const cancel = systemRuntime.after(LAST_MILLISECONDS, () => this.kill(), { keepsProcess: true });
      await exited;
      cancel();
    });
    this.ended = exited.then(async (how) => {
      if (worker.process.pid !== undefined) await disconnected;
      this.wire.lose();
      return this.#isMistrusted ? 'was ended: it sent what no worker sends' : how;
    });
  }

  /** `worker 2 (process 4711)` */
  get words(): string {
    return `worker ${this.number} (process ${this.#worker.process.pid})`;
  }

  /**
   * Tells it what to serve, once it can be told.
   *
   * @param choose is called then
   * @returns where it listens
   * @throws WorkerEnded when it ends before
   */
  async begin(choose: () => Omit<Beginning, 'kind' | 'number'>): Promise<Addresses> {
    const tooEarly = this.ended.then((how) => {
      throw new WorkerEnded(`${this.words} ${how} before it listened`, this.#failure);
    });
    await Promise.race([this.#ready, tooEarly]);
    this.send({ kind: 'begin', number: this.number, ...choose() });
    return Promise.race([this.#listening, tooEarly]);
  }

  send(order: Order): void {
    if (this.#worker.isConnected()) this.#worker.process.send(order, undefined, undefined, () => {});
  }

  /** Reads a message; one that no worker of ours sends ends this one, and nothing more of it is heard. */
  #read(message: unknown): Report | undefined {
    if (this.#isMistrusted) return undefined;
    try {
      return readReport(message);
    } catch {
      this.mistrust();
      return undefined;
    }
  }

  /** Ends a worker that does not speak as ours do: nothing more of it is heard. */
  mistrust(): void {
    this.#isMistrusted = true;
    this.kill();
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }
}
