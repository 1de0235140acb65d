import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, Server as TcpServer, Socket } from 'node:net';
import { createServer } from '../../../src/index.js';

/** Counts the connections that Node.js hands to listeners, while `act` runs. */
async function countingAccepted(act: () => Promise<void>): Promise<number> {
  let accepted = 0;
  const { emit } = TcpServer.prototype;
  TcpServer.prototype.emit = function (this: TcpServer, name: string, ...rest: unknown[]): boolean {
    if (name === 'connection' && rest[0] instanceof Socket) accepted += 1;
    return Reflect.apply(emit, this, [name, ...rest]) as boolean;
  } as typeof emit;
  try {
    await act();
  } finally {
    TcpServer.prototype.emit = emit;
  }
  return accepted;
}

describe('listeners: connections and their records', () => {
  it('each connection that is accepted has a record when the server closes; others wait in the kernel', async () => {
    const server = createServer({
      listen: null,
      accounts: [{ name: 'User', password: 'Password' }],
      http: {},
      limits: { connectionsPerAddress: 1000 },
    });
    const { port } = await server.listen();
    let recorded = 0;
    server.on('attempt-completed', ({ count }) => (recorded += count));
    const clients = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'));
    for (const client of clients) client.on('error', () => {});
    const accepted = await countingAccepted(async () => {
      await Promise.all(clients.map((client) => once(client, 'connect')));
      await server.close();
    });
    for (const client of clients) client.destroy();
    assert.ok(accepted > 0);
    assert.equal(recorded, accepted);
  });
});
