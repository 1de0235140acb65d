import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { createServer } from '../../src/server/create-server.js';
import { serve } from '../session/support.js';
import { ClientLogin, login } from '../support/smb-client-login.js';
import { until } from '../support/until.js';

describe('the load of a server', () => {
  it('counts connections by carrier, and sessions with and without a user', async () => {
    await using fixture = await serve({ rpc: {} });
    const { server } = fixture;
    const nothing = { connections: { smb: 0, rpc: 0 }, connected: 0, sessions: 0, beginning: 0 };
    assert.deepEqual(server.load(), nothing);
    const first = await fixture.negotiated();
    await login(first);
    const second = await fixture.negotiated();
    const begun = new ClientLogin(second);
    await begun.first();
    const rpc = connect(server.addresses.rpc?.port ?? 0, '127.0.0.1');
    await until('all are accepted', () => server.load().connected === 3);
    assert.deepEqual(server.load(), {
      connections: { smb: 2, rpc: 1 },
      connected: 3,
      sessions: 1,
      beginning: 1,
    });
    rpc.destroy();
    first.close();
    second.close();
    await until('all have left', () => Object.values(server.load().connections).every((open) => open === 0));
    assert.deepEqual(server.load(), { ...nothing, connected: 3 });
  });

  it('counts a connection without a place as made, and not as open', async () => {
    await using fixture = await serve({ limits: { connections: 1 } });
    await fixture.connect();
    await until('it is accepted', () => fixture.server.load().connected === 1);
    await fixture.connect();
    await until('it is turned away', () => fixture.server.load().connected === 2);
    assert.deepEqual(fixture.server.load().connections, { smb: 1 });
  });

  it('has no carrier before the server listens and after its end', async () => {
    const server = createServer({ accounts: [] });
    const nothing = { connections: {}, connected: 0, sessions: 0, beginning: 0 };
    assert.deepEqual(server.load(), nothing);
    await server.listen();
    assert.deepEqual(server.load(), { ...nothing, connections: { smb: 0 } });
    await server.close();
    assert.deepEqual(server.load(), nothing);
  });
});
