import type { Socket } from 'node:net';
import type { KdcPeer } from '../facts/kdc-record.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { PacedBytes } from '../runtime/paced-bytes.js';
import { directTcpLayout } from '../runtime/shaped-bytes.js';
import type { DeliveryEnd } from '../runtime/delivery.js';
import { loopTurns } from '../runtime/turns.js';
import type { Kdc } from './kdc.js';
import type { ScriptedAnswers } from './scripted-answers.js';

/** Bytes of the largest request that is read. */
const LARGEST_REQUEST = 65_536;

/** Milliseconds for which a connection stays without a whole request. */
const IDLE = 30_000;

const PREFIX = 4;

/** Serves one connection: each message has its length in four octets in front (RFC 4120 7.2.2). */
export function serveTcp(socket: Socket, kdc: Kdc, runtime: CheckedRuntime, answers: ScriptedAnswers): void {
  const connection = new TcpConnection(socket, kdc, runtime, answers);
  socket.on('data', (chunk: Buffer) => connection.receive(chunk));
  socket.on('drain', () => connection.drained());
  socket.on('close', () => connection.end());
  // The socket closes after its error.
  socket.on('error', () => {});
}

/** Answers one request at a time; nothing is read meanwhile. */
class TcpConnection {
  readonly #socket: Socket;
  readonly #kdc: Kdc;
  readonly #runtime: CheckedRuntime;
  readonly #answers: ScriptedAnswers;
  readonly #remote: KdcPeer;
  /** Chunks of bytes that were not served yet; they are joined once there are enough. */
  #chunks: Buffer[] = [];
  #length = 0;
  #needed = PREFIX;
  #answering = false;
  #cancelTimer = (): void => {};
  /** Goes on once the peer has read its answers, or is gone. */
  #goOn = (): void => {};

  /** The answers that leave otherwise than at once, once there were some. */
  #paced: PacedBytes | undefined;

  constructor(socket: Socket, kdc: Kdc, runtime: CheckedRuntime, answers: ScriptedAnswers) {
    this.#answers = answers;
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

  drained(): void {
    this.#goOn();
  }

  end(): void {
    this.#cancelTimer();
    this.#paced?.cancel();
    this.#goOn();
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    this.#socket.pause();
    try {
      for (let request = this.#next(); request !== undefined; request = this.#next()) {
        // However many requests came at once, other connections have their turns in between.
        const answer = await loopTurns.compute(['kdc', this], () => this.#kdc.answer(request, this.#remote));
        if (this.#socket.destroyed) return;
        if (answer === undefined) {
          this.#socket.destroy();
          return;
        }
        this.#startTimer();
        if (this.#paced !== undefined || this.#answers.active) this.#sendScripted(answer, request);
        else await this.#send(answer);
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
    const [first, second] = this.#chunks;
    const received = first !== undefined && second === undefined ? first : Buffer.concat(this.#chunks);
    // The highest bit is reserved: it belongs to no length (RFC 4120 7.2.2).
    const length = received.readUInt32BE();
    if (length > LARGEST_REQUEST) {
      this.#keep(Buffer.alloc(0));
      void this.#send(
        this.#kdc.refuse('KRB_ERR_FIELD_TOOLONG', `a request has at most ${LARGEST_REQUEST} bytes`),
      );
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

  #sendScripted(answer: Buffer, request: Buffer): void {
    const { localAddress = '', localPort = 0 } = this.#socket;
    const local = { address: localAddress, port: localPort };
    const { message, delivery } = this.#answers.leaving(answer, request, this.#remote, local);
    if (message === undefined) return;
    this.#paced ??= new PacedBytes(
      {
        write: (bytes) => {
          if (!this.#socket.destroyed) this.#socket.write(bytes);
        },
        ended: (end) => this.#ended(end),
        released: () => {},
      },
      this.#runtime,
      directTcpLayout,
    );
    this.#paced.add(prefixed(message), delivery);
  }

  /** The state in which a delivery leaves the connection; the timer ends one that is left open. */
  #ended(end: DeliveryEnd): void {
    if (end === 'close') this.#socket.destroySoon();
    else if (end === 'half-close') this.#socket.end();
    else if (end === 'reset') this.#socket.resetAndDestroy();
  }

  /** A peer that does not read its answers gets no further ones; the timer ends its connection. */
  async #send(message: Buffer): Promise<void> {
    if (this.#socket.write(prefixed(message)) || this.#socket.destroyed) return;
    await new Promise<void>((resolve) => (this.#goOn = resolve));
  }

  #startTimer(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#runtime.after(IDLE, () => this.#socket.destroy());
  }
}

function prefixed(message: Buffer): Buffer {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length);
  return Buffer.concat([prefix, message]);
}
