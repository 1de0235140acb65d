import { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Inquiry } from '../../admin/joint-source.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { Channel } from './channel.js';
import { EnvelopedWire } from './enveloped-wire.js';
import { ForwardedOutput } from './forwarded-output.js';
import type { Frame } from './frames.js';
import type { Beginning, Order, OutputName, Report } from './messages.js';

/** The descriptor of the channel in a worker. */
const CHANNEL = 3;

/** The primary, as a worker sees it: the other end of the channel of this process. */
export class Primary {
  /** Everything that this process serves by. */
  readonly beginning: Promise<Beginning>;
  /** Resolves when the worker is to end. */
  readonly stopRequested: Promise<void>;
  /** The way to the owner of the shared state. */
  readonly wire: EnvelopedWire;
  /** Called with each question; nobody asks before {@link beginning}. */
  onAsk = (_inquiry: Inquiry): void => {};
  readonly #channel: Channel;
  readonly #outputs = new Map<OutputName, ForwardedOutput>();
  #onBeginning = (_beginning: Beginning): void => {};
  #onStop = (): void => {};
  #isLeaving = false;
  #onReread: ((configuration: string) => void) | undefined;
  /** The configuration of an order that came before somebody took it. */
  #rereadEarly: string | undefined;

  /**
   * @param lost is called when the primary has ended, or does not read any more
   * @throws Error when the descriptor is no pipe
   */
  constructor(lost: () => void) {
    this.beginning = new Promise((resolve) => (this.#onBeginning = resolve));
    this.stopRequested = new Promise((resolve) => (this.#onStop = resolve));
    const stream = new Socket({ fd: CHANNEL, readable: true, writable: true });
    const end = (): void => {
      if (!this.#isLeaving) lost();
    };
    this.#channel = new Channel(stream, {
      longest: () => Infinity,
      take: (frame) => this.#take(frame),
      mistrust: end,
      stuck: end,
      lost: end,
    });
    this.wire = new EnvelopedWire(
      (message) => this.#channel.sendText('shared', JSON.stringify(message)),
      () => this.#channel.close(),
    );
  }

  report(report: Report): void {
    this.#channel.sendText('message', JSON.stringify(report));
  }

  /** Has each further configuration taken, the latest of those before included. */
  onReread(take: (configuration: string) => void): void {
    this.#onReread = take;
    if (this.#rereadEarly !== undefined) take(this.#rereadEarly);
  }

  /** The worker's end of an output. */
  output(name: OutputName, terminal?: { readonly isTTY: boolean; readonly columns: number | undefined }) {
    const output = new ForwardedOutput(
      (bytes) => this.#channel.sendBytes(name, bytes),
      systemRuntime,
      terminal,
    );
    this.#outputs.set(name, output);
    return output;
  }

  /** Ends the channel when everything is written. */
  async leave(): Promise<void> {
    await Promise.all(
      [...this.#outputs.values()].map((output) => {
        output.end();
        return finished(output);
      }),
    );
    this.#isLeaving = true;
    await this.#channel.finish();
  }

  #take({ kind, payload }: Frame): void {
    const message: unknown = JSON.parse(payload.toString());
    if (kind === 'shared') this.wire.receive(message);
    else this.#obey(message as Order);
  }

  #obey(order: Order): void {
    switch (order.kind) {
      case 'begin':
        this.#onBeginning(order);
        break;
      case 'written':
        this.#outputs.get(order.output)?.written();
        break;
      case 'ask':
        this.onAsk(order);
        break;
      case 'resized':
        this.#resize(order.columns);
        break;
      case 'reread':
        if (this.#onReread === undefined) this.#rereadEarly = order.configuration;
        else this.#onReread(order.configuration);
        break;
      case 'stop':
        this.#onStop();
    }
  }

  #resize(columns: number | undefined): void {
    const lines = this.#outputs.get('lines');
    if (lines !== undefined) lines.columns = columns;
  }
}
