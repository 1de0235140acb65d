import type { Socket } from 'node:net';
import { directTcpLayout } from '../runtime/shaped-bytes.js';
import type { Connection } from '../session/model/connection.js';
import { GatheredWrites } from './carriers/gathered-writes.js';
import { OutgoingBytes, type OutgoingStream } from './carriers/outgoing-bytes.js';

/** The connection whose bytes leave, as {@link SocketOutput} sees it. */
export interface Sender {
  readonly connection: Connection;
  /** Drops the connection because of a fault. */
  dropped(): void;
  /** Less is held than before. */
  released(): void;
}

/** The sending half of a socket: the answers of a turn leave together, and the tap is told of each. */
export class SocketOutput implements OutgoingStream {
  readonly #socket: Socket;
  readonly #sender: Sender;
  readonly #gathered: GatheredWrites;
  /** The bytes that leave, at once or in the way of a delivery. */
  readonly bytes: OutgoingBytes;

  constructor(socket: Socket, sender: Sender) {
    this.#socket = socket;
    this.#sender = sender;
    this.#gathered = new GatheredWrites(socket);
    this.bytes = new OutgoingBytes(this, sender.connection, directTcpLayout);
  }

  unread(): number {
    return this.#socket.writableLength;
  }

  /** Gathers what is sent until {@link flush}. */
  gather(): void {
    this.#gathered.begin();
  }

  /** Writes what was gathered. */
  flush(): void {
    this.#gathered.write();
  }

  write(frame: Buffer, gone?: () => void): void {
    if (this.#socket.destroyed) return;
    const { closed, tap } = this.#sender.connection;
    if (!closed) tap?.sent(frame);
    // A tap may keep the frame. After an error, the system may still read it.
    if (gone === undefined || tap !== undefined) this.#socket.write(frame);
    else this.#socket.write(frame, (error) => void (error ?? gone()));
  }

  halfClose(): void {
    this.#socket.end();
  }

  reset(): void {
    // The bytes before it still leave.
    this.#gathered.write();
    this.#socket.resetAndDestroy();
  }

  dropped(): void {
    this.#sender.dropped();
  }

  released(): void {
    this.#sender.released();
  }
}
