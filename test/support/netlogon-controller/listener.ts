import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { Conversation } from './conversation.js';

/** A port of an address that can be closed and opened again. */
export class Listener {
  readonly #take: (pdu: ReceivedPdu, conversation: Conversation) => Promise<void>;
  readonly #conversations = new Set<Conversation>();
  #server: Server | undefined;
  readonly #address: string;
  /** 0, where it is to be a free one, until it is open for the first time. */
  port: number;
  /** Connections taken in all. */
  accepted = 0;

  constructor(
    { address, port }: { readonly address: string; readonly port: number },
    take: (pdu: ReceivedPdu, conversation: Conversation) => Promise<void>,
  ) {
    this.#address = address;
    this.port = port;
    this.#take = take;
  }

  /** Connections that are open. */
  get open(): number {
    return this.#conversations.size;
  }

  async listen(): Promise<void> {
    const server = createServer((socket) => {
      this.accepted++;
      const conversation = new Conversation(socket, this.#take);
      this.#conversations.add(conversation);
      socket.on('close', () => this.#conversations.delete(conversation));
    }).listen(this.port, this.#address);
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Ends every connection, and then takes none. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    this.drop();
    await closed;
  }

  /** Ends every connection. */
  drop(): void {
    for (const conversation of this.#conversations) conversation.destroy();
  }
}
