import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { connect as secure, createSecureContext, TLSSocket } from 'node:tls';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { makeCertificate } from '../../src/server/tls/make-certificate.js';

/** The length of RDP's connection request and confirm with a negotiation in each: TPKT's length field. */
const lengthOf = (packet: Buffer): number => packet.readUInt16BE(2);

/**
 * A man in the middle of RDP: it lets the negotiation pass, ends the client's TLS with a certificate of its own, and
 * carries what is said between there and the server's.
 */
export class TlsProxy implements AsyncDisposable {
  readonly port: number;
  readonly #listener: Server;
  readonly #sockets: Set<Socket>;

  private constructor(listener: Server, sockets: Set<Socket>) {
    this.port = (listener.address() as AddressInfo).port;
    this.#listener = listener;
    this.#sockets = sockets;
  }

  /** @param server port of the server on 127.0.0.1 */
  static async start(server: number): Promise<TlsProxy> {
    const pair = await makeCertificate({ kind: 'rsa', hosts: ['127.0.0.1'] }, systemRuntime);
    const secureContext = createSecureContext({ cert: pair.certificate, key: pair.key });
    const sockets = new Set<Socket>();
    const listener = createServer((client) => {
      const upstream = connect(server, '127.0.0.1');
      for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}));
      client.once('data', (request: Buffer) => {
        upstream.write(request);
        upstream.once('data', (confirm: Buffer) => {
          if (confirm.length !== lengthOf(confirm)) return client.destroy();
          client.write(confirm);
          const near = new TLSSocket(client, { isServer: true, secureContext });
          const far = secure({ socket: upstream, rejectUnauthorized: false });
          for (const channel of [near, far]) channel.on('error', () => {});
          near.pipe(far);
          far.pipe(near);
          return undefined;
        });
      });
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new TlsProxy(listener, sockets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
