import type { Socket } from 'node:net';
import type { KdcPeer } from '../facts/kdc-record.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Kdc } from './kdc.js';

/** Bytes of the largest request that is read. */
const LARGEST_REQUEST = 65_536;

/** Milliseconds for which a connection stays without a whole request. */
const IDLE = 30_000;

const PREFIX = 4;

/** Serves one connection: each message has its length in four octets in front (RFC 4120 7.2.2). */
export function serveTcp(socket: Socket, kdc: Kdc, runtime: CheckedRuntime): void {
  const connection = new TcpConnection(socket, kdc, runtime);
  socket.on('data', (chunk: Buffer) => connection.receive(chunk));
  socket.on('close', () => connection.end());
  // The socket closes after its error.
  socket.on('error', () => {});
}

/** Answers one request at a time; nothing is read meanwhile. */
class TcpConnection {
  readonly #socket: Socket;
  readonly #kdc: Kdc;
  readonly #runtime: CheckedRuntime;
  readonly #remote: KdcPeer;
  /** Chunks of bytes that were not served yet; they are joined once there are enough. */
  #chunks: Buffer[] = [];
  #length = 0;
  #needed = PREFIX;
  #answering = false;
  #cancelTimer = (): void => {};

  constructor(socket: Socket, kdc: Kdc, runtime: CheckedRuntime) {
    this.#socket = socket;
    this.#kdc = kdc;
    this.#runtime = runtime;
    // Both are known until the peer is gone.
    const { remoteAddress = '', remotePort = 0 } = socket;
    this.#remote = { transport: 'tcp', address: remoteAddress, port: remotePort };
    this.#startTimer();
  }

  receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (!this.#answering && this.#length >= this.#needed) void this.#answerAll();
  }

  end(): void {
    this.#cancelTimer();
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    this.#socket.pause();
    try {
      for (let request = this.#next(); request !== undefined; request = this.#next()) {
        const answer = await this.#kdc.answer(request, this.#remote);
        if (this.#socket.destroyed) return;
        if (answer === undefined) {
          this.#socket.destroy();
          return;
        }
        this.#startTimer();
        this.#send(answer);
      }
      this.#socket.resume();
    } catch {
      this.#socket.destroy();
    } finally {
      this.#answering = false;
    }
  }

  /** The next whole request; undefined while there is none, and after a length that is refused. */
  #next(): Buffer | undefined {
    if (this.#length < PREFIX) return undefined;
    const received = Buffer.concat(this.#chunks);
    // The highest bit is reserved: it belongs to no length (RFC 4120 7.2.2).
    const length = received.readUInt32BE();
    if (length > LARGEST_REQUEST) {
      this.#keep(Buffer.alloc(0));
      this.#send(this.#kdc.refuse('KRB_ERR_FIELD_TOOLONG', `a request has at most ${LARGEST_REQUEST} bytes`));
      this.#socket.destroySoon();
      return undefined;
    }
    this.#needed = PREFIX + length;
    if (received.length < this.#needed) {
      this.#keep(received);
      return undefined;
    }
    this.#keep(received.subarray(this.#needed));
    this.#needed = PREFIX;
    return received.subarray(PREFIX, PREFIX + length);
  }

  #keep(rest: Buffer): void {
    this.#chunks = [rest];
    this.#length = rest.length;
  }

  #send(message: Buffer): void {
    const prefix = Buffer.alloc(PREFIX);
    prefix.writeUInt32BE(message.length);
    this.#socket.write(Buffer.concat([prefix, message]));
  }

  #startTimer(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#runtime.after(IDLE, () => this.#socket.destroy());
  }
}
