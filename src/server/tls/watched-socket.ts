import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * Bytes that are read while a write waits for the peer to read. TLS answers some of them by itself, such as KeyUpdate
 * (RFC 8446 4.6.3), and keeps its answers where nothing counts them.
 */
const READ_WHILE_UNREAD = 64 * 1024;

/** Sees the bytes of a socket on their way. */
export interface Watch {
  received(bytes: Buffer): void;
  sent(bytes: Buffer): void;
  /** Does a piece of a handshake, in the turn of its client; the pieces of one connection stay in order. */
  handshakeTurn(work: () => void): void;
}

/**
 * A socket as the stream below TLS. TLS on the socket itself would take over its handle, and no one would see the bytes
 * of the handshake and of the records.
 */
export class WatchedSocket extends Duplex {
  readonly #socket: Socket;
  readonly #watch: Watch;
  #inHandshake = true;
  /** Pieces of the handshake that wait for their turn. */
  #waiting = 0;
  /** Bytes read since the write began that waits; undefined: none does. */
  #readMeanwhile: number | undefined;

  /** @param already bytes that were read from the socket before, and were seen then */
  constructor(socket: Socket, already: Buffer, watch: Watch) {
    super();
    this.#socket = socket;
    this.#watch = watch;
    if (already.length > 0) this.#inTurn(() => this.push(already));
    socket.on('data', (chunk: Buffer) => {
      watch.received(chunk);
      if (this.#readMeanwhile !== undefined) this.#readMeanwhile += chunk.length;
      this.#inTurn(() => {
        if (!this.push(chunk)) socket.pause();
      });
      if (!this.#mayRead) socket.pause();
    });
    socket.on('end', () => this.#inTurn(() => this.push(null)));
    socket.on('close', () => this.destroy());
  }

  /** Tells that the bytes from now on are no handshake, and cost little. */
  established(): void {
    this.#inHandshake = false;
  }

  /** A handshake costs a signature, so that those of one client must not keep the others waiting. */
  #inTurn(work: () => void): void {
    if (!this.#inHandshake && this.#waiting === 0) {
      work();
      return;
    }
    this.#waiting++;
    this.#watch.handshakeTurn(() => {
      this.#waiting--;
      if (!this.destroyed) work();
    });
  }

  /** The next piece of a handshake is read once this one is done. */
  get #mayRead(): boolean {
    return this.#waiting === 0 && (this.#readMeanwhile ?? 0) < READ_WHILE_UNREAD;
  }

  override _read(): void {
    if (this.#mayRead) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    // A peer that has ended its side takes no more, not even the end of TLS.
    if (!this.#socket.writable || this.#socket.readableEnded) {
      callback();
      return;
    }
    this.#watch.sent(chunk);
    this.#readMeanwhile = 0;
    // The socket tells of its errors itself.
    this.#socket.write(chunk, () => {
      const wasFull = !this.#mayRead;
      this.#readMeanwhile = undefined;
      if (wasFull && this.#mayRead) this.#socket.resume();
      callback();
    });
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#socket.destroySoon();
    callback(error);
  }
}
