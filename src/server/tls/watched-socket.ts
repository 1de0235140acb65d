import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Sees the bytes of a socket on their way. */
export interface Watch {
  received(bytes: Buffer): void;
  sent(bytes: Buffer): void;
}

/**
 * A socket as the stream below TLS. TLS on the socket itself would take over its handle, and no one would see the bytes
 * of the handshake and of the records.
 */
export class WatchedSocket extends Duplex {
  readonly #socket: Socket;
  readonly #watch: Watch;

  /** @param already bytes that were read from the socket before, and were seen then */
  constructor(socket: Socket, already: Buffer, watch: Watch) {
    super();
    this.#socket = socket;
    this.#watch = watch;
    if (already.length > 0) this.push(already);
    socket.on('data', (chunk: Buffer) => {
      watch.received(chunk);
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    // A peer that has ended its side takes no more, not even the end of TLS.
    if (!this.#socket.writable || this.#socket.readableEnded) {
      callback();
      return;
    }
    this.#watch.sent(chunk);
    // The socket tells of its errors itself.
    this.#socket.write(chunk, () => callback());
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#socket.destroySoon();
    callback(error);
  }
}
