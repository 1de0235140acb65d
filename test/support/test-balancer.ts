import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { until } from './until.js';

/** How a balancer sends its header. */
export interface BalancerOptions {
  /** Its header. Empty: it sends none. */
  readonly header: Buffer;
  /**
   * `alone`: at once. `with-data`: in one write with the first bytes of the client. `bytewise`: each byte leaves once
   * the server has read the one before it.
   */
  readonly how?: 'alone' | 'with-data' | 'bytewise';
  /** Its own address; default 127.0.0.1. */
  readonly from?: string;
}

/** A TCP balancer in front of one port of this process: a header, and then all bytes of both sides. */
export class TestBalancer implements AsyncDisposable {
  readonly port: number;
  /** The port from which each connection to the server came. */
  readonly ports: number[] = [];
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(listener: Server) {
    this.#listener = listener;
    this.port = (listener.address() as AddressInfo).port;
  }

  /** @param server port of the server on 127.0.0.1 */
  static async start(server: number, options: BalancerOptions): Promise<TestBalancer> {
    const listener = createServer({ noDelay: true, pauseOnConnect: true });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const balancer = new TestBalancer(listener);
    listener.on('connection', (client) => void balancer.#pass(client, server, options));
    return balancer;
  }

  async #pass(
    client: Socket,
    server: number,
    { header, how = 'alone', from }: BalancerOptions,
  ): Promise<void> {
    this.#sockets.add(client.on('error', () => {}));
    const [upstream, accepted] = await connectBoth(server, from ?? '127.0.0.1');
    this.#sockets.add(upstream.on('error', () => {}));
    this.ports.push(upstream.localPort ?? 0);
    if (how === 'with-data') {
      client.once('data', (first: Buffer) => {
        upstream.write(Buffer.concat([header, first]));
        client.pipe(upstream);
      });
      client.resume();
    } else {
      if (how === 'alone') upstream.write(header);
      else await sendBytewise(upstream, header, accepted);
      client.pipe(upstream);
    }
    upstream.pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/**
 * Connects to a server of this process.
 *
 * @returns the client's socket, and that in which the server accepted it
 */
export async function connectBoth(
  port: number,
  from: string,
): Promise<readonly [client: Socket, accepted: Socket]> {
  const sockets: Socket[] = [];
  const collect = (message: unknown): void =>
    void sockets.push((message as { readonly socket: Socket }).socket);
  subscribe('net.server.socket', collect);
  try {
    const client = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true });
    await once(client, 'connect');
    const find = (): Socket | undefined => sockets.find(({ remotePort }) => remotePort === client.localPort);
    await until('the server has accepted the connection', () => find() !== undefined);
    return [client, find()!];
  } finally {
    unsubscribe('net.server.socket', collect);
  }
}

/** Sends each byte once the server has read those before it. */
async function sendBytewise(client: Socket, bytes: Buffer, accepted: Socket): Promise<void> {
  const before = accepted.bytesRead;
  for (const [at, byte] of bytes.entries()) {
    client.write(Buffer.of(byte));
    await until(`the server has read byte ${at}`, () => accepted.bytesRead > before + at);
  }
}
