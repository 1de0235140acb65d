import { connect, type Socket } from 'node:net';
import type { Carrier } from '../facts/recorder.js';
import { systemRuntime } from '../runtime/runtime.js';
import type { TranscriptLine } from '../transcript/format.js';
import type { Recording } from '../transcript/read-transcript.js';
import { type Arriving, arrivingUnitsOf, unitsOf, type Units } from './answers.js';
import { Waiting } from './waiting.js';

/** A place to connect to. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** How the client's side is played. */
export interface ClientOptions {
  /** Where each carrier listens. */
  readonly targets: Readonly<Partial<Record<Carrier, Target>>>;
  /** Whether the pauses of the recording are kept. */
  readonly realTime: boolean;
  /** Milliseconds to wait for an answer longer than the recorded server took. */
  readonly patience: number;
  /** Called with each connection that is open; resolves once the server has it as well. */
  readonly opened?: (connection: number) => Promise<void>;
  /** Called when bytes are sent, with the sum of them; resolves once the server has read them. */
  readonly delivered?: (connection: number, bytes: number) => Promise<void>;
  /** Changes bytes before they are sent, such as a SessionId that another server chose. */
  readonly translate?: (connection: number, bytes: Buffer) => Buffer;
  /** Called with each unit that the server sends, and the one at its place in the recording. */
  readonly answered?: (connection: number, recorded: Buffer | undefined, got: Buffer) => void;
}

/** The bytes of a server on one connection, as recorded and as they came. */
export interface PlayedConnection {
  readonly connection: number;
  /** The units of the server that the recording has. */
  readonly recorded: readonly Buffer[];
  /** The units that came. */
  readonly got: readonly Buffer[];
  /** Everything that did not come as it was recorded, in sentences. */
  readonly faults: readonly string[];
  /** Everything else that a reader should know, in sentences. */
  readonly notes: readonly string[];
}

/** Milliseconds by which an answer may be late because the recorded one was. */
const LONGEST_SLOWNESS = 60_000;

/** Milliseconds that a pause lasts at most: a file from a stranger must not make its player wait for days. */
export const LONGEST_PAUSE = 10 * 60_000;

/** Plays the client's side of a recording: the same bytes in the same order, each once its answers before have come. */
export async function playClient(
  { lines }: Recording,
  numbers: ReadonlySet<number>,
  options: ClientOptions,
): Promise<PlayedConnection[]> {
  const connections = new Map<number, Played>();
  let before = 0;
  try {
    for (const line of lines) {
      if (!('connection' in line) || line.connection === undefined || !numbers.has(line.connection)) continue;
      const pause = Math.min(Math.max(0, line.at - before), LONGEST_PAUSE);
      before = line.at;
      await playLine(line, pause, connections, options);
    }
    for (const played of connections.values()) await played.settle(options.patience);
  } finally {
    for (const played of connections.values()) played.destroy();
  }
  return [...connections.values()];
}

async function playLine(
  line: TranscriptLine & { readonly connection?: number | undefined },
  pause: number,
  connections: Map<number, Played>,
  options: ClientOptions,
): Promise<void> {
  const { connection = 0 } = line;
  const played = connections.get(connection);
  const patience = options.patience + Math.min(pause, LONGEST_SLOWNESS);
  switch (line.event) {
    case 'opened': {
      const target = options.targets[line.carrier];
      if (options.realTime) await wait(pause);
      const opened = new Played(connection, line.carrier, options);
      connections.set(connection, opened);
      if (target === undefined) opened.note(`${line.carrier} is not played: only its bytes are kept`);
      else await opened.open(target);
      return;
    }
    case 'received':
      // An answer may be what another connection waited for.
      for (const each of connections.values()) await each.settle(patience);
      if (options.realTime) await wait(pause);
      await played?.send(Buffer.from(line.bytes, 'hex'));
      return;
    case 'sent':
      played?.expect(Buffer.from(line.bytes, 'hex'));
      return;
    case 'closed':
      await played?.settle(patience);
      // A server that was told to stop is not to be told again.
      if (line.by === 'client' || line.why === 'shutdown') played?.leave(line.why === 'reset');
      else await played?.settleEnd(patience);
      return;
    default:
  }
}

const NOTHING = Buffer.alloc(0);

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => systemRuntime.after(milliseconds, resolve, { keepsProcess: true }));
}

/** One connection that is played. */
class Played implements PlayedConnection {
  readonly connection: number;
  readonly recorded: Buffer[] = [];
  readonly got: Buffer[] = [];
  readonly faults: string[] = [];
  readonly notes: string[] = [];
  readonly #options: ClientOptions;
  readonly #expected: Units;
  readonly #arriving: Arriving;
  #sent = 0;
  readonly #changed = new Waiting();
  #socket: Socket | undefined;
  #ended = false;
  /** Nothing more is expected, because something did not come. */
  #lost = false;

  constructor(connection: number, carrier: Carrier, options: ClientOptions) {
    this.connection = connection;
    this.#options = options;
    this.#expected = unitsOf(carrier);
    this.#arriving = arrivingUnitsOf(carrier);
  }

  async open({ host, port }: Target): Promise<void> {
    const socket = connect({ host, port, noDelay: true });
    const opened = new Waiting();
    let failure: Error | undefined;
    socket.on('connect', () => opened.tell());
    socket.on('data', (bytes: Buffer) => {
      this.#takeArrived(bytes);
      this.#changed.tell();
    });
    socket.on('error', (error) => {
      failure = error;
      opened.tell();
    });
    socket.on('close', () => this.#end());
    socket.on('end', () => this.#end());
    await opened.until(() => !socket.connecting, this.#options.patience);
    if (failure !== undefined || socket.connecting) {
      socket.destroy();
      this.#lost = true;
      throw failure ?? new Error(`no connection to ${host} port ${port}`);
    }
    this.#socket = socket;
    await this.#options.opened?.(this.connection);
  }

  note(sentence: string): void {
    this.#lost = true;
    this.notes.push(sentence);
  }

  /** One chunk at a time is on its way, so that the server gets the same chunks as it did. */
  async send(bytes: Buffer): Promise<void> {
    if (this.#ended || this.#socket === undefined) return;
    const { translate, delivered } = this.#options;
    this.#socket.write(translate?.(this.connection, bytes) ?? bytes);
    this.#sent += bytes.length;
    await delivered?.(this.connection, this.#sent);
  }

  expect(bytes: Buffer): void {
    const units = this.#expected.push(bytes);
    this.recorded.push(...units);
    for (const unit of units) this.#arriving.expect(unit.length);
    this.#takeArrived(NOTHING);
  }

  #takeArrived(bytes: Buffer): void {
    for (const unit of this.#arriving.push(bytes)) this.#take(unit);
  }

  #take(unit: Buffer): void {
    this.#options.answered?.(this.connection, this.recorded[this.got.length], unit);
    this.got.push(unit);
  }

  /** Waits until everything that is expected has come, or it is clear that it will not. */
  async settle(patience: number): Promise<void> {
    if (this.#lost) return;
    const isThere = (): boolean => this.got.length >= this.recorded.length;
    await this.#changed.until(() => isThere() || this.#ended, patience);
    if (isThere()) return;
    this.#lost = true;
    for (const rest of this.#arriving.rest()) this.#take(rest);
    const missing = this.recorded.length - this.got.length;
    if (missing <= 0) return;
    const what = `${missing} ${missing === 1 ? 'answer' : 'answers'} of the recording did not come`;
    this.faults.push(this.#ended ? `the server closed the connection: ${what}` : `${what} in time`);
  }

  async settleEnd(patience: number): Promise<void> {
    if (this.#lost) return;
    await this.#changed.until(() => this.#ended, patience);
    if (!this.#ended)
      this.faults.push('the recorded server closed the connection here, and this one did not');
  }

  leave(reset: boolean): void {
    if (reset) this.#socket?.resetAndDestroy();
    else this.#socket?.end();
  }

  destroy(): void {
    this.#socket?.destroy();
  }

  #end(): void {
    this.#ended = true;
    this.#changed.tell();
  }
}
