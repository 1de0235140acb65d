import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { RequestAssembly } from '../../src/credssp/index.js';
import { encodeConnectionRequest, type ConnectionRequest } from '../../src/credssp/rdp/connection-request.js';
import { subjectPublicKeyOf } from '../../src/server/tls/server-certificate.js';
import type { Exchange } from './credssp-client.js';

/** Reads a stream up to a number of bytes, or to its end. */
class Received {
  readonly #stream: Socket;
  #bytes = Buffer.alloc(0);
  #ended = false;
  #wake = (): void => {};

  constructor(stream: Socket) {
    this.#stream = stream;
    const wake = (): void => this.#wake();
    stream.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      wake();
    });
    for (const event of ['end', 'close', 'error'])
      stream.on(event, () => {
        this.#ended = true;
        wake();
      });
  }

  /** The next bytes; fewer only where the stream ends. */
  async take(length: number): Promise<Buffer> {
    while (this.#bytes.length < length && !this.#ended) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  /** Ends this reader; bytes that nobody took are an error. */
  stop(): void {
    assert.equal(this.#bytes.length, 0);
    this.#stream.removeAllListeners('data');
  }
}

/** A client's connection to a listener of CredSSP. */
export class CredSspWire implements AsyncDisposable {
  readonly tls: TLSSocket;
  readonly received: Received;
  readonly #requests = new RequestAssembly();

  private constructor(tls: TLSSocket) {
    this.tls = tls;
    this.received = new Received(tls);
  }

  /**
   * Connects, with RDP's negotiation where a request is given.
   *
   * @param expected the Connection Confirm PDU
   */
  static async open(port: number, request?: ConnectionRequest, expected?: string): Promise<CredSspWire> {
    const socket = await connectPlain(port);
    if (request) {
      socket.write(encodeConnectionRequest(request));
      const received = new Received(socket);
      const confirm = await received.take(19);
      received.stop();
      if (expected !== undefined) assert.equal(confirm.toString('hex'), expected);
    }
    const tls = connectTls({ socket, rejectUnauthorized: false });
    await once(tls, 'secureConnect');
    return new CredSspWire(tls);
  }

  /** The content of SubjectPublicKey in the certificate that the client sees. */
  get subjectPublicKey(): Buffer {
    const { raw } = this.tls.getPeerCertificate();
    return subjectPublicKeyOf(new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' }));
  }

  readonly exchange: Exchange = async (request) => {
    this.tls.write(request);
    return this.receive();
  };

  /** The next TSRequest of the server; undefined at the end of the connection. */
  async receive(): Promise<Buffer | undefined> {
    for (;;) {
      const request = this.#requests.next(0x10000);
      if (request !== undefined) return request;
      const bytes = await this.received.take(1);
      if (bytes.length === 0) return undefined;
      this.#requests.add(bytes);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.tls, 'close');
    if (this.tls.destroyed) return;
    this.tls.destroy();
    await closed;
  }
}

/** A TCP connection; its errors are ends. */
export async function connectPlain(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** All bytes that a server sends until it ends the connection. */
export async function everythingFrom(socket: Socket): Promise<Buffer> {
  return new Received(socket).take(Number.MAX_SAFE_INTEGER);
}
