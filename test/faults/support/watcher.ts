import { connect, type Socket } from 'node:net';
import { Command, encodeMessage, encodeNegotiateRequest, frame } from '../../../src/smb2-codec/index.js';
import { negotiateRequest } from '../../support/smb-client-login.js';

/** A client that keeps each chunk that comes, and the end of the connection. */
export class Watcher {
  /** A NEGOTIATE request as a client sends it first. */
  static readonly negotiate: Buffer = frame(
    encodeMessage({ command: Command.NEGOTIATE }, (w) => encodeNegotiateRequest(w, negotiateRequest())),
  );

  readonly chunks: Buffer[] = [];
  ended = false;
  error: string | undefined;
  readonly socket: Socket;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('data', (chunk: Buffer) => void this.chunks.push(chunk));
    this.socket.on('end', () => {
      this.ended = true;
    });
    this.socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code;
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
