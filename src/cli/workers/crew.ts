import type { ServeConfiguration } from '../../config/index.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { Addresses } from '../../server/create-server.js';
import type { Log } from '../log.js';
import type { BoundSockets } from './bound-sockets.js';
import { type Beginning, type Order, type OutputName, packed, type Report } from './messages.js';
import { WorkerProcess } from './worker-process.js';

/** Milliseconds until a worker that ended is replaced; doubled each time that the one in its place ends as soon. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;
/** Milliseconds after which the end of a worker is nothing that its start could be blamed for. */
const LONG_LIFE = 60_000;
/** Milliseconds that workers have to deliver what they had; the server has more, and cleans up behind them. */
const STOP_PATIENCE = 1200;

/**
 * Milliseconds until a worker must listen. A machine with much other work takes seconds; one that hangs would take the
 * place of another for good.
 */
const START_PATIENCE = 60_000;

/** The surroundings of the workers. */
export interface CrewOptions {
  readonly size: number;
  /** The script of the command line. */
  readonly script: string;
  readonly sockets: BoundSockets;
  readonly configuration: ServeConfiguration;
  /** The rest of what each worker is told first. */
  readonly beginning: Omit<Beginning, 'kind' | 'sockets' | 'configuration'>;
  readonly log: Log;
  /** Milliseconds until a worker must listen; default: 60,000. */
  readonly startPatience?: number;
  /** Takes what workers report. */
  readonly hear: (worker: WorkerProcess, report: Report) => void;
  /** Takes the lines and packets of workers. */
  readonly write: (worker: WorkerProcess, output: OutputName, bytes: Buffer) => void;
  /** A worker is about to begin. */
  readonly joins: (worker: WorkerProcess) => void;
  /** A worker listens. */
  readonly listens?: (worker: WorkerProcess) => void;
  /** A worker has ended, and nothing more comes of it. */
  readonly lost: (worker: WorkerProcess) => void;
}

/** The workers of a server: all begin together, and one that ends is replaced. */
export class Crew {
  /** Resolves with the reason when nobody serves any more. */
  readonly failed: Promise<string>;
  readonly #options: CrewOptions;
  /** Every worker that has not ended. */
  readonly #workers = new Set<WorkerProcess>();
  /** The configuration as each worker is told it. */
  #configuration: string;
  readonly #pauses = new Set<() => void>();
  #stopping = false;
  #fail = (_why: string): void => {};

  constructor(options: CrewOptions) {
    this.#options = options;
    this.failed = new Promise((resolve) => (this.#fail = resolve));
    this.#configuration = packed(options.configuration);
  }

  /**
   * Starts all workers. The first one finds out whether the configuration can be served.
   *
   * @returns where all of them listen
   * @throws WorkerEnded when one does not get so far; the others are ended then
   */
  async start(): Promise<Addresses> {
    try {
      const first = this.#spawn(1);
      const others = Array.from({ length: this.#options.size - 1 }, (_, index) => this.#spawn(index + 2));
      const addresses = await this.#begin(first);
      await Promise.all(others.map((worker) => this.#begin(worker)));
      for (const worker of [first, ...others]) this.#watch(worker, 0);
      return addresses;
    } catch (error) {
      this.#stopping = true;
      this.kill();
      await this.#allEnded();
      throw error;
    }
  }

  /** Resolves when every worker has delivered what it had, and ended; one that takes long is ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const cancel of this.#pauses) cancel();
    this.tell({ kind: 'stop' });
    const cancel = systemRuntime.after(STOP_PATIENCE, () => this.#giveUp());
    await this.#allEnded();
    cancel();
  }

  /** Ends the workers that take long to stop, and says that something may be missing. */
  #giveUp(): void {
    for (const worker of this.#workers) {
      this.#options.log.error(
        `${worker.words} did not stop in time; records of its last logins may be missing`,
      );
      worker.kill();
    }
  }

  /** Has every worker, and each one that begins later, serve by another configuration. */
  reread(configuration: ServeConfiguration): void {
    this.#configuration = packed(configuration);
    this.tell({ kind: 'reread', configuration: this.#configuration });
  }

  tell(order: Order): void {
    for (const worker of this.#workers) worker.send(order);
  }

  /** Ends every worker at once. */
  kill(): void {
    for (const worker of this.#workers) worker.kill();
  }

  async #allEnded(): Promise<void> {
    await Promise.all([...this.#workers].map(({ ended }) => ended));
  }

  #spawn(number: number): WorkerProcess {
    const { script, sockets, hear, write } = this.#options;
    const worker = new WorkerProcess({
      number,
      script,
      sockets: sockets.handles,
      hear: (report) => hear(worker, report),
      write: (output, bytes) => write(worker, output, bytes),
    });
    this.#workers.add(worker);
    void worker.ended.then(() => {
      this.#workers.delete(worker);
      this.#options.lost(worker);
    });
    return worker;
  }

  async #begin(worker: WorkerProcess): Promise<Addresses> {
    const { joins, listens, beginning, sockets, startPatience = START_PATIENCE } = this.#options;
    const addresses = await worker.begin(() => {
      joins(worker);
      return { ...beginning, sockets: sockets.inherited, configuration: this.#configuration };
    }, startPatience);
    listens?.(worker);
    return addresses;
  }

  /** @param soonEnded how many in the place of this worker have ended soon, one after the other */
  #watch(worker: WorkerProcess, soonEnded: number): void {
    const since = systemRuntime.monotonic();
    void worker.ended.then((how) => {
      if (this.#stopping) return;
      this.#options.log.error(
        `${worker.words} ${how}; its connections are lost, and another takes its place`,
      );
      const livedLong = systemRuntime.monotonic() - since >= LONG_LIFE;
      this.#replaceLater(worker.number, livedLong ? 0 : soonEnded + 1);
    });
  }

  #replaceLater(number: number, soonEnded: number): void {
    const pause = soonEnded === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (soonEnded - 1), LONGEST_PAUSE);
    const cancel = systemRuntime.after(
      pause,
      () => {
        this.#pauses.delete(cancel);
        void this.#replace(number, soonEnded);
      },
      { keepsProcess: true },
    );
    this.#pauses.add(cancel);
  }

  async #replace(number: number, soonEnded: number): Promise<void> {
    const { log } = this.#options;
    try {
      const worker = this.#spawn(number);
      await this.#begin(worker);
      log.info(`${worker.words} serves in its place`);
      this.#watch(worker, soonEnded);
    } catch (error) {
      if (this.#stopping) return;
      const why = (error as Error).message;
      if (this.#workers.size === 0) this.#fail(`no worker is left: ${why}`);
      else {
        log.error(why);
        this.#replaceLater(number, soonEnded + 1);
      }
    }
  }
}
