import type { Socket } from 'node:net';
import { PduStream, type ReceivedPdu, decodePdu } from '../../../src/rpc/pdu/index.js';
import type { Sealing } from './channel-crypto.js';

/** One TCP connection of a member. */
export class Conversation {
  readonly #socket: Socket;
  readonly #stream = new PduStream(65_535);
  #turn: Promise<void> = Promise.resolve();
  /** Fragments of a request that is not whole, in clear. */
  parts: Buffer[] = [];
  /** Privacy, from a bind with Netlogon security on. */
  sealing?: Sealing;
  /** NetBIOS name of the member in that bind. */
  member = '';
  /** auth_context_id of that bind. */
  securityContext = 0;
  /** Largest PDU that the client takes, in bytes. */
  maximum = 4280;
  /** The last sealed answer. */
  last?: Buffer;

  /** @param take answers one PDU; the next waits for it */
  constructor(socket: Socket, take: (pdu: ReceivedPdu, conversation: Conversation) => Promise<void>) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      this.#stream.push(bytes);
      for (let pdu = this.#stream.next(); pdu !== undefined; pdu = this.#stream.next()) {
        const whole = decodePdu(Buffer.from(pdu));
        this.#turn = this.#turn.then(() => take(whole, this)).catch(() => this.end());
      }
    });
  }

  send(pdus: readonly Buffer[]): void {
    if (!this.#socket.destroyed) this.#socket.write(Buffer.concat(pdus));
  }

  /** Ends the connection after what was sent. */
  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
