import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { RpcPipe } from '../../../src/rpc/index.js';
import { decodePdu, PduStream, PfcFlags } from '../../../src/rpc/pdu/index.js';
import { RpcClient } from './rpc-client.js';

/** A TCP connection to a listener of RPC. */
export interface TcpRpc extends AsyncDisposable {
  readonly rpc: RpcClient;
  readonly socket: Socket;
  /** Fulfilled once the server has ended the connection. */
  readonly ended: Promise<unknown>;
}

/** Connects, from an address of loopback; each write of the client waits for the last fragment of each answer. */
export async function rpcOverTcp(port: number, from = '127.0.0.1'): Promise<TcpRpc> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  const rpc = new RpcClient(pipeOf(socket));
  const dispose = async (): Promise<void> => {
    socket.destroy();
    await ended;
  };
  return { rpc, socket, ended, [Symbol.asyncDispose]: dispose };
}

function pipeOf(socket: Socket): RpcPipe {
  const stream = new PduStream(65_535);
  const waiting: Buffer[] = [];
  let wake = (): void => {};
  socket.on('data', (bytes: Buffer) => {
    stream.push(bytes);
    for (let pdu = stream.next(); pdu; pdu = stream.next()) waiting.push(Buffer.from(pdu));
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => wake());
  const hasAnswers = (count: number): boolean =>
    waiting.filter((pdu) => (decodePdu(pdu).flags & PfcFlags.LAST_FRAG) !== 0).length >= count;
  return {
    name: 'TCP',
    open: () => ({
      write: async (message) => {
        socket.write(message);
        const expected = answersTo(message);
        while (!hasAnswers(expected) && !socket.destroyed) {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      },
      read: () => {
        const data = waiting.shift();
        return data && { data, more: false };
      },
      close: () => socket.end(),
    }),
  };
}

/** How many of the PDUs are answered. */
function answersTo(message: Buffer): number {
  const stream = new PduStream(65_535);
  stream.push(message);
  let answers = 0;
  for (let raw = stream.next(); raw; raw = stream.next()) {
    const { flags, body } = decodePdu(raw);
    const isAnswered = body.kind === 'bind' || body.kind === 'alter-context' || body.kind === 'request';
    if (isAnswered && (flags & PfcFlags.LAST_FRAG) !== 0) answers += 1;
  }
  assert.ok(stream.heldLength === 0, 'whole PDUs are sent');
  return answers;
}
