import { type ChildProcess, spawn } from 'node:child_process';
import { isSea } from 'node:sea';
import type { Duplex } from 'node:stream';
import type { Addresses } from '../../server/create-server.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { ExitCode } from '../exit-code.js';
import { type BoundSocket, inheritable } from './bound-sockets.js';
import { Channel } from './channel.js';
import { EnvelopedWire } from './enveloped-wire.js';
import type { Frame, FrameKind } from './frames.js';
import type { Beginning, Order, OutputName, Report } from './messages.js';
import { readReport } from './read-report.js';

/** Milliseconds that a worker has to end by itself once nothing can be said to it any more. */
const LAST_MILLISECONDS = 1000;

/** The most bytes of a message: what is said of the shared state in a turn comes in several. */
const LONGEST_MESSAGE = 4 * 1024 * 1024;

/** The most bytes of an output that come at once: a packet, with its comment, is longer than a batch of lines. */
const LONGEST_BATCH = 32 * 1024 * 1024;

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

/** The surroundings of a worker. */
export interface WorkerOptions {
  /** From 1 on. */
  readonly number: number;
  /** The script of the command line. */
  readonly script: string;
  readonly sockets: readonly BoundSocket[];
  /** Takes its reports but for those of its own start. */
  readonly hear: (report: Report) => void;
  /** Takes whole lines or packets. */
  readonly write: (output: OutputName, bytes: Buffer) => void;
}

/** Starts a process, and gives it the channel and the sockets. */
function startProcess({ number, script, sockets }: WorkerOptions): readonly [ChildProcess, Duplex] {
  let child: ChildProcess;
  try {
    // The executable has the script inside.
    const program = isSea() ? [] : [...process.execArgv, script];
    child = spawn(process.execPath, [...program, 'worker'], {
      // A handle is taken here as well as a stream.
      stdio: ['ignore', 'ignore', 'inherit', 'pipe', ...(sockets.map(inheritable) as 'inherit'[])],
    });
  } catch (error) {
    throw notStarted(number, (error as Error).message);
  }
  // An error that nobody hears would end this process.
  child.on('error', () => {});
  // Without a descriptor for the pipe there is no array of streams, whatever the types say.
  const streams = child.stdio as ChildProcess['stdio'] | undefined;
  if (!streams?.[3]) throw notStarted(number, 'there are no descriptors left for its channel');
  return [child, streams[3] as Duplex];
}

function notStarted(number: number, why: string): WorkerEnded {
  return new WorkerEnded(`worker ${number} could not be started (${why})`, undefined);
}

/** One worker, as the primary sees it. */
export class WorkerProcess {
  readonly number: number;
  /** Resolves with how it ended, such as `ended by SIGKILL`, once all that it sent has arrived. */
  readonly ended: Promise<string>;
  /** The way from it to the owner of the shared state. */
  readonly wire: EnvelopedWire;
  readonly #options: WorkerOptions;
  readonly #process: ChildProcess;
  readonly #channel: Channel;
  readonly #ready: Promise<void>;
  readonly #listening: Promise<Addresses>;
  #onReady = (): void => {};
  #onListening = (_addresses: Addresses): void => {};
  #failure: ExitCode | undefined;
  /** Why the primary ended it. */
  #whyEnded: string | undefined;

  /** @throws WorkerEnded when the system has no room for a process */
  constructor(options: WorkerOptions) {
    this.number = options.number;
    this.#options = options;
    this.#ready = new Promise((resolve) => (this.#onReady = resolve));
    this.#listening = new Promise((resolve) => (this.#onListening = resolve));
    const [child, pipe] = startProcess(options);
    this.#process = child;
    let onLost = (): void => {};
    const lost = new Promise<void>((resolve) => (onLost = resolve));
    this.#channel = new Channel(pipe, {
      longest: longestOf,
      take: (frame) => this.#take(frame),
      mistrust: () => this.mistrust(),
      stuck: (bytes) => this.end(`it does not read, and ${bytes} bytes wait for it`),
      lost: () => onLost(),
    });
    this.wire = new EnvelopedWire(
      (message) => this.#channel.sendText('shared', JSON.stringify(message)),
      () => this.end('it did not answer, or sent what no worker sends'),
    );
    this.ended = this.#followEnd(lost);
  }

  /** `worker 2 (process 4711)` */
  get words(): string {
    return `worker ${this.number} (process ${this.#process.pid})`;
  }

  /**
   * Tells it what to serve, once it can be told.
   *
   * @param choose is called then
   * @param patience milliseconds until it must listen; it is ended then
   * @returns where it listens
   * @throws WorkerEnded when it ends before
   */
  async begin(choose: () => Omit<Beginning, 'kind'>, patience: number): Promise<Addresses> {
    const cancel = systemRuntime.after(patience, () => this.end(`${patience / 1000} seconds passed`), {
      keepsProcess: true,
    });
    const tooEarly = this.ended.then((how) => {
      cancel();
      throw new WorkerEnded(`${this.words} ${how} before it listened`, this.#failure);
    });
    await Promise.race([this.#ready, tooEarly]);
    this.send({ kind: 'begin', ...choose() });
    const addresses = await Promise.race([this.#listening, tooEarly]);
    cancel();
    return addresses;
  }

  send(order: Order): void {
    this.#channel.sendText('message', JSON.stringify(order));
  }

  /** Ends a worker that does not speak as ours do: nothing more of it is heard. */
  mistrust(): void {
    this.end('it sent what no worker sends');
  }

  /**
   * Ends it at once; nothing more of it is heard.
   *
   * @param why for the log
   */
  end(why: string): void {
    this.#whyEnded ??= why;
    this.#channel.close();
    this.kill();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #take({ kind, payload }: Frame): void {
    if (kind === 'shared') this.wire.receive(JSON.parse(payload.toString()));
    else if (kind === 'message') this.#takeReport(readReport(JSON.parse(payload.toString())));
    else this.#options.write(kind, payload);
  }

  #takeReport(report: Report): void {
    if (report.kind === 'ready') this.#onReady();
    else if (report.kind === 'listening') this.#onListening(report.addresses);
    else if (report.kind === 'failed') this.#failure = report.code;
    else this.#options.hear(report);
  }

  /** A worker without a channel is heard no more, and one that has ended can leave the channel open to others. */
  async #followEnd(lost: Promise<void>): Promise<string> {
    const child = this.#process;
    const exited = new Promise<string>((resolve) => {
      child.once('exit', (code: number | null, signal: string | null) =>
        resolve(`ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}`),
      );
      child.on('error', (error) => {
        if (child.pid === undefined) resolve(`could not be started (${error.message})`);
      });
    });
    await Promise.race([exited, lost]);
    const late = (): void => {
      this.kill();
      this.#channel.close();
    };
    const cancel = systemRuntime.after(LAST_MILLISECONDS, late, { keepsProcess: true });
    const [how] = await Promise.all([exited, lost]);
    cancel();
    this.wire.lose();
    return this.#whyEnded === undefined ? how : `was ended: ${this.#whyEnded}`;
  }
}

function longestOf(kind: FrameKind): number {
  return kind === 'message' || kind === 'shared' ? LONGEST_MESSAGE : LONGEST_BATCH;
}
