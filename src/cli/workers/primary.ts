import { finished } from 'node:stream/promises';
import { systemRuntime } from '../../runtime/runtime.js';
import { EnvelopedWire } from './enveloped-wire.js';
import { ForwardedOutput } from './forwarded-output.js';
import type { Beginning, Order, OutputName, Report } from './messages.js';

/** The primary, as a worker sees it: the other end of the channel of this process. */
export class Primary {
  /** Everything that this process serves by. */
  readonly beginning: Promise<Beginning>;
  /** Resolves when the worker is to end. */
  readonly stopRequested: Promise<void>;
  /** The way to the owner of the shared state. */
  readonly wire = new EnvelopedWire(
    (message) => this.report({ kind: 'shared', message }),
    () => process.disconnect(),
  );
  readonly #outputs = new Map<OutputName, ForwardedOutput>();
  #onBeginning = (_beginning: Beginning): void => {};
  #onStop = (): void => {};

  constructor() {
    this.beginning = new Promise((resolve) => (this.#onBeginning = resolve));
    this.stopRequested = new Promise((resolve) => (this.#onStop = resolve));
    process.on('message', (order: Order) => this.#obey(order));
    process.once('disconnect', () => this.wire.lose());
  }

  report(report: Report): void {
    // Without the primary this process ends by itself; until then, nobody is told anything.
    if (process.connected) process.send?.(report, undefined, undefined, () => {});
  }

  /** The worker's end of an output. */
  output(name: OutputName, terminal?: { readonly isTTY: boolean; readonly columns: number | undefined }) {
    const output = new ForwardedOutput(
      (bytes) => this.report({ kind: 'bytes', output: name, bytes: bytes.toString('base64') }),
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
    // A message that is sent last has those before it in front.
    await new Promise<void>((resolve) => {
      if (process.connected)
        process.send?.({ kind: 'left' } satisfies Report, undefined, undefined, () => resolve());
      else resolve();
    });
    process.disconnect();
  }

  #obey(order: Order): void {
    switch (order.kind) {
      case 'begin':
        this.#onBeginning(order);
        break;
      case 'written':
        this.#outputs.get(order.output)?.written();
        break;
      case 'resized':
        this.#resize(order.columns);
        break;
      case 'shared':
        this.wire.receive(order.message);
        break;
      case 'stop':
        this.#onStop();
    }
  }

  #resize(columns: number): void {
    const lines = this.#outputs.get('lines');
    if (lines !== undefined) lines.columns = columns;
  }
}
