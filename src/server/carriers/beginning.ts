import type { SecureContext } from 'node:tls';
import type { CarrierConnection } from './carrier-connection.js';
import { alertRecord, type Opening, type Openings } from './opening.js';
import type { OutgoingBytes } from './outgoing-bytes.js';

/** The stream that begins, and TLS on it. */
export interface BeginningStream {
  /** Begins to read. */
  read(): void;
  /** Begins TLS. */
  startTls(secureContext: SecureContext, already: Buffer): void;
  /** Sends bytes below TLS. */
  writeBelow(bytes: Buffer): void;
  /** Reads on where nothing else is in the way. */
  readOn(): void;
}

/** Begins a connection, and TLS on it, as usual or in the way of an opening. Nothing is read before. */
export class Beginning {
  readonly #openings: Openings;
  readonly #connection: CarrierConnection;
  readonly #stream: BeginningStream;
  readonly #outgoing: OutgoingBytes;
  /** The connection, or TLS on it, may not begin yet; cancels the wait. */
  #cancel: (() => void) | undefined;
  readonly #opening: Opening | undefined;
  /** Begins TLS once the connection may begin. */
  #onOpen = (): void => {};

  constructor(
    openings: Openings,
    connection: CarrierConnection,
    stream: BeginningStream,
    outgoing: OutgoingBytes,
  ) {
    this.#openings = openings;
    this.#connection = connection;
    this.#stream = stream;
    this.#outgoing = outgoing;
    this.#opening = this.#decide('accept');
    // TLS that begins before the connection may waits as well.
    if (this.#opening !== undefined) this.#cancel = () => {};
  }

  /** Whether something waits for its beginning. */
  get isAwaited(): boolean {
    return this.#cancel !== undefined;
  }

  /** Begins the connection. */
  begin(): void {
    if (this.#opening === undefined) this.#stream.read();
    else {
      this.#open(this.#opening, () => {
        this.#onOpen();
        this.#stream.read();
      });
    }
  }

  /** @param already bytes that were read and belong to TLS */
  startTls(secureContext: SecureContext, already: Buffer): void {
    if (this.isAwaited) {
      this.#onOpen = () => this.startTls(secureContext, already);
      return;
    }
    if (this.#connection.closed || this.#outgoing.isStalled) return;
    if (this.#outgoing.isWaiting) {
      // The bytes before TLS leave in the clear.
      this.#outgoing.whenGone(() => this.startTls(secureContext, already));
      return;
    }
    const opening = this.#decide('tls-handshake');
    const begin = (): void => this.#stream.startTls(secureContext, already);
    if (opening === undefined) begin();
    else this.#open(opening, begin);
  }

  /** Ends the wait: the connection is over. */
  cancel(): void {
    this.#cancel?.();
  }

  #decide(step: 'accept' | 'tls-handshake'): Opening | undefined {
    const { info, recorder } = this.#connection;
    return this.#openings.decideOpening?.(step, info, recorder.report);
  }

  #open({ delay = 0, alert, end }: Opening, begin: () => void): void {
    const open = (): void => {
      this.#cancel = undefined;
      if (this.#connection.closed) return;
      if (alert !== undefined) this.#stream.writeBelow(alertRecord(alert));
      const state = end ?? (alert === undefined ? undefined : 'half-close');
      if (state === undefined) begin();
      else {
        this.#outgoing.stall();
        this.#outgoing.finish(state);
        // The client's end is noticed.
        this.#stream.read();
      }
      this.#stream.readOn();
    };
    this.#cancel = () => {};
    if (delay === 0) open();
    else this.#cancel = this.#connection.server.runtime.after(delay, open);
  }
}
