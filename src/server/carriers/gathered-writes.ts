import type { Socket } from 'node:net';

/** Bytes that are gathered before they are written. */
export const GATHERED_BYTES = 16 * 1024;

/** Writes to a socket that leave together. */
export class GatheredWrites {
  readonly #socket: Socket;
  #gathers = false;
  readonly #onTurn = (): void => this.write();

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Gathers what is written from now on, at the longest until the event loop turns. */
  begin(): void {
    if (this.#gathers) return;
    this.#gathers = true;
    this.#socket.cork();
    setImmediate(this.#onTurn);
  }

  /** Writes what was gathered, and gathers no more. */
  write(): void {
    if (!this.#gathers) return;
    this.#gathers = false;
    this.#socket.uncork();
  }
}
