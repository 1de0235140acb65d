import type { Wire, WireMessage, WireReceiver } from '../../shared-state/wire.js';

/** Messages that wait for a receiver: a worker says nothing before it is welcome. */
const MOST_EARLY = 64;

/** A wire to the owner of the shared state inside a channel that carries other things as well. */
export class EnvelopedWire implements Wire {
  readonly #send: (message: WireMessage) => void;
  readonly #close: () => void;
  #receiver: WireReceiver | undefined;
  /** Messages that came before there was a receiver. */
  #early: unknown[] = [];
  #isLost = false;

  /**
   * @param send puts a message into the channel
   * @param close ends the channel
   */
  constructor(send: (message: WireMessage) => void, close: () => void) {
    this.#send = send;
    this.#close = close;
  }

  send(message: WireMessage): void {
    if (!this.#isLost) this.#send(message);
  }

  open(receiver: WireReceiver): void {
    this.#receiver = receiver;
    const early = this.#early;
    this.#early = [];
    for (const message of early) receiver.message(message);
    if (this.#isLost) receiver.lost();
  }

  close(): void {
    this.lose();
    this.#close();
  }

  /** Takes a message out of the channel. */
  receive(message: unknown): void {
    if (this.#isLost) return;
    if (this.#receiver !== undefined) this.#receiver.message(message);
    else if (this.#early.length < MOST_EARLY) this.#early.push(message);
    else this.close();
  }

  /** The channel has ended. */
  lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#receiver?.lost();
  }
}
