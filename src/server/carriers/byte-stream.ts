import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { ConnectionEnd } from '../../facts/recorder.js';
import type { TlsFailed } from '../../facts/tls.js';
import { startTls, type TlsChannel } from '../tls/tls-channel.js';
import { describeTlsError } from '../tls/tls-failure.js';
import type { Watch } from '../tls/watched-socket.js';

/** The reader of a {@link ByteStream}. */
export interface StreamReader extends Watch {
  /** Takes a chunk of the bytes, in their order. */
  take(chunk: Buffer): void;
  /** The peer has read everything. */
  drained(): void;
  /** TLS is established. */
  secured(channel: TlsChannel): void;
  /** TLS has failed; its alert may still be on the way. */
  failed(end: ConnectionEnd, fact: TlsFailed): void;
  /** The connection is gone. */
  lost(end: ConnectionEnd, fact?: TlsFailed): void;
}

const leftInHandshake: TlsFailed = {
  kind: 'tls-failed',
  code: 'left',
  detail: 'the client left during the handshake, as clients do that do not trust the certificate',
};

/** The bytes of a socket: as they are, or the plaintext inside TLS once it has begun. */
export class ByteStream {
  readonly #socket: Socket;
  readonly #reader: StreamReader;
  /** The socket, or TLS on it. */
  #stream: Socket;
  /** How far TLS is, if it has begun. */
  #tls: 'none' | 'begun' | 'handshake' | 'established' = 'none';
  /** Takes back what reads the stream. */
  #stopReading = (): void => {};

  constructor(socket: Socket, reader: StreamReader) {
    this.#socket = socket;
    this.#stream = socket;
    this.#reader = reader;
    socket.setNoDelay(true);
    socket.on('error', () => this.#lost({ by: 'client', how: 'reset' }));
    socket.on('close', () => this.#lost({ by: 'client', how: 'closed' }));
  }

  /** Begins to read, unless TLS does. */
  read(): void {
    if (this.#stream !== this.#socket) return;
    this.#readFrom((chunk) => {
      this.#reader.received(chunk);
      this.#reader.take(chunk);
    });
  }

  /** Bytes that the peer has not read yet. */
  get unread(): number {
    // The plaintext counts as written once its records are: while there is any, those are the same bytes.
    return Math.max(this.#stream.writableLength, this.#socket.writableLength);
  }

  /** Whether nothing is held for the socket any more. */
  get destroyed(): boolean {
    return this.#socket.destroyed;
  }

  write(bytes: Buffer): void {
    if (this.#stream.destroyed) return;
    if (this.#stream === this.#socket) this.#reader.sent(bytes);
    this.#stream.write(bytes);
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  /** @param already bytes that were read and belong to TLS */
  startTls(secureContext: SecureContext, already: Buffer): void {
    if (this.#tls !== 'none') return;
    this.#tls = already.length > 0 ? 'handshake' : 'begun';
    this.#stopReading();
    const watch = {
      received: (bytes: Buffer): void => {
        if (this.#tls === 'begun') this.#tls = 'handshake';
        this.#reader.received(bytes);
      },
      sent: (bytes: Buffer): void => this.#reader.sent(bytes),
      handshakeTurn: (work: () => void): void => this.#reader.handshakeTurn(work),
    };
    const tls = startTls(this.#socket, secureContext, already, watch, (channel) => {
      this.#tls = 'established';
      this.#reader.secured(channel);
    });
    this.#stream = tls;
    tls.on('error', (error) => this.#tlsFailed(error));
    tls.on('close', () => this.#lost({ by: 'client', how: 'closed' }));
    this.#readFrom((chunk) => this.#reader.take(chunk));
  }

  /** Ends the stream once its bytes have gone out. */
  end(): void {
    // Nothing can be said inside TLS that there is not yet.
    if (this.#tls === 'none' || this.#tls === 'established') this.#stream.destroySoon();
    else this.#stream.destroy();
  }

  /** Ends its own side once its bytes have gone out. */
  halfClose(): void {
    this.#stream.end();
  }

  /** Sends bytes below TLS. */
  writeBelow(bytes: Buffer): void {
    if (this.#socket.destroyed) return;
    this.#reader.sent(bytes);
    this.#socket.write(bytes);
  }

  /** Resets the connection. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Ends the socket once its bytes have gone out, without an end of TLS before it. */
  cut(): void {
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #readFrom(take: (chunk: Buffer) => void): void {
    const stream = this.#stream;
    const onDrain = (): void => this.#reader.drained();
    // A client that ends its side expects no more answers.
    const onEnd = (): void => this.#lost({ by: 'client', how: 'closed' });
    stream.on('data', take).on('drain', onDrain).on('end', onEnd);
    this.#stopReading = () => {
      stream.off('data', take).off('drain', onDrain).off('end', onEnd);
    };
  }

  #tlsFailed(error: unknown): void {
    const { by, ...words } = describeTlsError(error);
    const end: ConnectionEnd =
      by === 'client' ? { by, how: 'closed' } : { by: 'server', why: 'protocol-violation' };
    this.#reader.failed(end, { kind: 'tls-failed', ...words });
    this.#stream.destroy();
  }

  #lost(end: ConnectionEnd): void {
    // A client that does not like the certificate may leave without a word.
    this.#reader.lost(end, this.#tls === 'handshake' ? leftInHandshake : undefined);
  }
}
