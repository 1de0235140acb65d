import { Duplex } from 'node:stream';

/** The two sides of an {@link HttpWire}. */
export interface WireEnds {
  send(bytes: Buffer): void;
  /** The server of HTTP has said all. */
  ended(): void;
}

/**
 * The stream that the HTTP server of Node.js reads and writes in place of a socket, so that the bytes, the limits and
 * the end of the connection are those of its carrier.
 */
export class HttpWire extends Duplex {
  readonly #ends: WireEnds;

  constructor(ends: WireEnds) {
    super();
    this.#ends = ends;
    // Errors of the connection are its carrier's; a parser that fails has an event of its own.
    this.on('error', () => {});
  }

  /** Gives the server bytes that have arrived. */
  receive(bytes: Buffer): void {
    if (!this.destroyed && bytes.length > 0) this.push(bytes);
  }

  /** Bytes come by {@link receive}. */
  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.#ends.send(chunk);
    callback();
  }

  override _final(callback: () => void): void {
    callback();
    this.#ends.ended();
  }
}
