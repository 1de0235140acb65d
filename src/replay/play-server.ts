import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { systemRuntime } from '../runtime/runtime.js';
import { decodeHeader, FLAGS_OFFSET, HeaderFlags, ProtocolId, protocolId } from '../smb2-codec/index.js';
import { framed } from './answers.js';
import { ClientComparison } from './client-comparison.js';
import { messagesOf } from './fields.js';
import type { ConnectionReport } from './report.js';
import { LONGEST_PAUSE } from './play-client.js';
import type { Script, ScriptedAnswer, ScriptedMessage } from './script.js';

/** Bytes from the start of an SMB2 message to its MessageId ([MS-SMB2] 2.2.1.2). */
const MESSAGE_ID_OFFSET = 24;

/** How the server's side is played. */
export interface ServerOptions {
  readonly port: number;
  readonly realTime: boolean;
  /** Called with the report about each connection that is over. */
  readonly told: (report: ConnectionReport) => void;
}

/** A server that gives the recorded answers and computes none. */
export interface PlayingServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on loopback, and plays one script to each client that connects, in order; others are closed. */
export async function playServer(
  scripts: readonly Script[],
  { port, realTime, told }: ServerOptions,
): Promise<PlayingServer> {
  const left = [...scripts];
  const sockets = new Map<Socket, Promise<unknown>>();
  const server = createServer({ noDelay: true }, (socket) => {
    const script = left.shift();
    if (script === undefined) {
      socket.destroy();
      return;
    }
    const player = new ScriptPlayer(script, socket, realTime);
    socket.on('data', (bytes: Buffer) => player.received(bytes));
    socket.on('error', () => {});
    const over = new Promise<void>((resolve) => {
      socket.on('close', () => {
        sockets.delete(socket);
        told(player.comparison.report());
        resolve();
      });
    });
    sockets.set(socket, over);
  });
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const over = [...sockets.values(), once(server, 'close')];
      for (const socket of sockets.keys()) socket.destroy();
      server.close();
      await Promise.all(over);
    },
  };
}

/** One connection. */
class ScriptPlayer {
  readonly comparison: ClientComparison;
  readonly #script: Script;
  readonly #socket: Socket;
  readonly #realTime: boolean;
  #next = 0;
  /** MessageIds that this client uses in the place of the recorded ones. */
  readonly #messageIds = new Map<bigint, bigint>();

  constructor(script: Script, socket: Socket, realTime: boolean) {
    this.#script = script;
    this.#socket = socket;
    this.#realTime = realTime;
    this.comparison = new ClientComparison(script);
    const [first] = script.messages;
    if (first !== undefined && first.request === undefined) {
      this.#next = 1;
      this.#answer(first);
    }
  }

  received(bytes: Buffer): void {
    for (const message of this.comparison.received(bytes)) this.#take(message);
  }

  #take(message: Buffer): void {
    const index = this.#placeOf(message);
    const scripted = this.#script.messages[index];
    if (scripted === undefined) {
      const [title] = messagesOf(message).map((one) => one.title);
      this.comparison.note(`the recording has no answer to ${title}: the connection was closed there`);
      this.#socket.end();
      return;
    }
    const passed = index - this.#next;
    if (passed > 0)
      this.comparison.note(`${passed} recorded messages were left out, because the client did not send them`);
    this.#next = index + 1;
    this.#learnIds(scripted.request, message);
    this.#answer(scripted);
    if (this.#next < this.#script.messages.length || !this.#script.closedByServer) return;
    this.#later((scripted.answers.at(-1)?.at ?? scripted.at) - scripted.at, () => this.#socket.end());
  }

  /** The next recorded message of the same kind. */
  #placeOf(message: Buffer): number {
    const kind = kindOf(message);
    const { messages } = this.#script;
    for (let index = this.#next; index < messages.length; index++) {
      const request = messages[index]?.request;
      if (request !== undefined && kindOf(request) === kind) return index;
    }
    return messages.length;
  }

  #learnIds(recorded: Buffer | undefined, message: Buffer): void {
    const [old, there] = [recorded && messageIdsOf(recorded), messageIdsOf(message)];
    for (const [index, id] of (old ?? []).entries()) {
      const other = there[index];
      if (other !== undefined) this.#messageIds.set(id, other);
    }
  }

  #answer({ at, answers }: ScriptedMessage): void {
    for (const answer of answers) this.#later(answer.at - at, () => this.#send(answer));
  }

  /** At once, or after the recorded pause. */
  #later(milliseconds: number, work: () => void): void {
    const pause = Math.min(Math.max(0, milliseconds), LONGEST_PAUSE);
    if (this.#realTime) systemRuntime.after(pause, work, { keepsProcess: true });
    else work();
  }

  #send({ payload }: ScriptedAnswer): void {
    if (this.#socket.destroyed) return;
    const isSmb = this.#script.carrier === 'smb';
    this.#socket.write(isSmb ? framed(this.#adapted(payload)) : payload);
  }

  /** The recorded answer with the MessageIds of this client. */
  #adapted(payload: Buffer): Buffer {
    if (protocolId(payload) === ProtocolId.TRANSFORM) {
      this.comparison.note(
        'answers are encrypted with keys of the recorded login: this client cannot read them',
      );
      return payload;
    }
    if (protocolId(payload) !== ProtocolId.SMB2) return payload;
    const adapted = Buffer.from(payload);
    let offset = 0;
    for (const { bytes } of messagesOf(payload)) {
      const id =
        bytes.length < 64 ? undefined : this.#messageIds.get(bytes.readBigUInt64LE(MESSAGE_ID_OFFSET));
      if (id !== undefined) adapted.writeBigUInt64LE(id, offset + MESSAGE_ID_OFFSET);
      if (bytes.length >= 64 && (bytes.readUInt32LE(FLAGS_OFFSET) & HeaderFlags.SIGNED) !== 0) {
        this.comparison.note(
          'answers are signed with keys of the recorded login: this client will find their signatures wrong',
        );
      }
      offset += bytes.length;
    }
    return adapted;
  }
}

/** The form of a message: its protocol, and the command of each part. */
function kindOf(message: Buffer): string {
  return messagesOf(message)
    .map(({ title }) => title)
    .join(', ');
}

function messageIdsOf(message: Buffer): bigint[] {
  if (protocolId(message) !== ProtocolId.SMB2) return [];
  return messagesOf(message).flatMap(({ bytes }) =>
    bytes.length < 64 ? [] : [decodeHeader(bytes).messageId],
  );
}
