import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Command, encodeEchoRequest, encodeMessage, frame } from '../../src/smb2-codec/index.js';
import type { Decide } from '../../src/session/exchange/outcome.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { ConnectionClosed, type SmbClient } from '../support/smb-client.js';
import { login } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

/** Counts the writes of a socket to the system from now on. */
function countWrites(socket: Socket): () => number {
  let writes = 0;
  const write = socket.write.bind(socket);
  const uncork = socket.uncork.bind(socket);
  socket.write = (bytes: Uint8Array | string) => {
    if (socket.writableCorked === 0) writes++;
    return write(bytes);
  };
  socket.uncork = () => {
    writes++;
    uncork();
  };
  return () => writes;
}

/** Sends ECHOs in one chunk. */
function sendEchoes(client: SmbClient, count: number): void {
  const frames: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const header = { command: Command.ECHO, messageId: client.nextMessageId++, credits: 8 };
    frames.push(frame(encodeMessage(header, encodeEchoRequest)));
  }
  client.sendRaw(Buffer.concat(frames));
}

async function accepted(connect: () => Promise<SmbClient>): Promise<readonly [SmbClient, Socket]> {
  const sockets: Socket[] = [];
  const take = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
  subscribe('net.server.socket', take);
  try {
    const client = await connect();
    await login(client);
    const [socket] = sockets;
    assert.ok(socket);
    return [client, socket];
  } finally {
    unsubscribe('net.server.socket', take);
  }
}

describe('answers to requests that arrive together', () => {
  it('leave in one write, or one for each turn of the event loop, in order; one alone leaves at once', async () => {
    await using fixture = await serve();
    const [client, socket] = await accepted(() => fixture.negotiated());
    const writes = countWrites(socket);
    const first = client.nextMessageId;
    sendEchoes(client, 8);
    const ids: bigint[] = [];
    while (ids.length < 8) ids.push((await client.receive()).header.messageId);
    assert.deepEqual(
      ids,
      Array.from({ length: 8 }, (_, i) => first + BigInt(i)),
    );
    const together = writes();
    assert.ok(together >= 1 && together <= 4, String(together));
    sendEchoes(client, 1);
    await client.receive();
    assert.equal(writes(), together + 1);
  });

  it('leave before a reset behind them', async () => {
    let echoes = 0;
    const decide: Decide = (step, proposed) =>
      step.command === Command.ECHO && ++echoes === 3
        ? { ...proposed, delivery: { end: 'reset' } }
        : proposed;
    await using fixture = await serve({}, new FixedRuntime(), decide);
    const [client] = await accepted(() => fixture.negotiated());
    sendEchoes(client, 8);
    for (let i = 0; i < 3; i++) await client.receive();
    await assert.rejects(client.receive(), ConnectionClosed);
    assert.equal(echoes, 3);
  });

  it('leave although the client breaks a rule behind them', async () => {
    await using fixture = await serve();
    const [client] = await accepted(() => fixture.negotiated());
    sendEchoes(client, 3);
    client.nextMessageId = 0n;
    sendEchoes(client, 1);
    for (let i = 0; i < 3; i++) await client.receive();
    await client.closed;
  });

  it('leave although their client has ended its side behind requests that waited for another turn', async () => {
    await using fixture = await serve();
    const [client, socket] = await accepted(() => fixture.negotiated());
    let corked = false;
    const uncork = socket.uncork.bind(socket);
    socket.uncork = () => {
      corked ||= socket.writableLength > 0;
      uncork();
    };
    const cork = socket.cork.bind(socket);
    socket.cork = () => {
      cork();
      // The end comes while answers are held back.
      process.nextTick(() => socket.emit('end'));
    };
    sendEchoes(client, 200);
    await client.receive();
    assert.ok(corked);
  });
});
