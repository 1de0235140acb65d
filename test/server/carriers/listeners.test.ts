import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer } from '../../../src/index.js';

/** Counts the connections that Node.js hands to listeners, while `act` runs. */
async function countingAccepted(act: () => Promise<void>): Promise<number> {
  let accepted = 0;
  const count = (): void => void (accepted += 1);
  subscribe('net.server.socket', count);
  try {
    await act();
  } finally {
    unsubscribe('net.server.socket', count);
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
