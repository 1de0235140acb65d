import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * The way of an answer: as it is, after some milliseconds, in place of the store's own, or not at all. The beginning of
 * a connection counts as well.
 */
export type Way =
  | { readonly kind: 'as-it-is' }
  | { readonly kind: 'late'; readonly milliseconds: number }
  | { readonly kind: 'instead'; readonly bytes: string }
  | { readonly kind: 'silent' };

/** Stands between a server and its store, and answers as a test says. */
export class StoreProxy implements AsyncDisposable {
  way: Way = { kind: 'as-it-is' };
  /** Connections so far. */
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number) {
    this.#server = createServer((near) => {
      this.connections++;
      const far = connect(target, '127.0.0.1');
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
      near.on('data', (bytes) => {
        if (this.way.kind === 'instead') near.write(this.way.bytes);
        else if (this.way.kind !== 'silent') far.write(bytes);
      });
      far.on('data', (bytes) => {
        if (this.way.kind === 'as-it-is') near.write(bytes);
        if (this.way.kind === 'late') setTimeout(() => near.write(bytes), this.way.milliseconds);
      });
    });
  }

  /** @param target the port of the store */
  static async start(target: number): Promise<StoreProxy> {
    const proxy = new StoreProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `valkey://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections that are open, on both sides. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Ends every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, 'close');
  }
}
