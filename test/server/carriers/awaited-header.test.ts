import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Capture } from '../../../src/capture/capture.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { binary, ends, ipv4Block, ipv6Block, line } from '../../proxy-protocol/headers.js';
import { type Fixture, serve } from '../../session/support.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';
import { record as recorded } from '../../support/recorded.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate, tryLogin } from '../../support/smb-client-login.js';
import { connectBoth, TestBalancer } from '../../support/test-balancer.js';
import { until } from '../../support/until.js';
import { workerServers } from '../../support/worker-servers.js';

const proxyProtocol = ['127.0.0.1'];

/** The header of a client of 192.0.2.0/24. */
const headerOf = (host: number): Buffer =>
  binary(0x21, 0x11, ends([192, 0, 2, host], [10, 0, 0, 1], [40000, 445]));

/** A connection of the balancer that has said nothing, which the server has accepted. */
async function waiting(port: number): Promise<Socket> {
  const [socket] = await connectBoth(port, '127.0.0.1');
  return socket.on('error', () => {}).resume();
}

/** A client of SMB behind a header. */
async function through(port: number, header: Buffer): Promise<SmbClient> {
  const client = await SmbClient.connect(port);
  client.sendRaw(header);
  return client;
}

async function loggedIn(port: number, header: Buffer): Promise<SmbClient> {
  const client = await through(port, header);
  await negotiate(client);
  await login(client);
  return client;
}

/** Nothing was recorded, and the next connection is the first one. */
async function expectNoTrace(fixture: Fixture): Promise<void> {
  const client = await loggedIn(fixture.port, headerOf(9));
  client.close();
  const [record] = await fixture.records(1);
  assert.equal(record?.connection.id, 1);
  assert.equal(record.id, 1);
  assert.equal(fixture.attempts.length, 1);
}

describe('server/carriers: health checks of a balancer leave no trace', () => {
  const checks: readonly [words: string, act: (socket: Socket) => void][] = [
    ['connected and closed', (socket) => socket.end()],
    ['connected and reset', (socket) => socket.resetAndDestroy()],
    ['LOCAL and closed', (socket) => socket.end(binary(0x20, 0))],
    ['UNKNOWN and closed', (socket) => socket.end(line('PROXY UNKNOWN'))],
    [
      'version 1 with the ends of the connection itself, and closed',
      (socket) => socket.end(line(`PROXY TCP4 127.0.0.1 127.0.0.1 ${socket.localPort} ${socket.remotePort}`)),
    ],
    ['LOCAL and reset', (socket) => socket.write(binary(0x20, 0), () => socket.resetAndDestroy())],
  ];
  for (const [words, act] of checks) {
    it(words, async () => {
      // Every place is given back: there are two, one for the check and one for the client behind it.
      await using fixture = await serve({ proxyProtocol, limits: { connections: 2 } });
      for (let n = 0; n < 5; n++) {
        const [socket, accepted] = await connectBoth(fixture.port, '127.0.0.1');
        socket.on('error', () => {}).resume();
        act(socket);
        await until('the server has noticed', () => accepted.destroyed);
      }
      await expectNoTrace(fixture);
      assert.equal(fixture.limitHits.size, 0);
    });
  }

  it('LOCAL, and nothing behind it: its time is that of a login', async () => {
    await using fixture = await serve({ proxyProtocol }, new HandDrivenRuntime());
    const [socket, accepted] = await connectBoth(fixture.port, '127.0.0.1');
    socket.resume().write(binary(0x20, 0));
    await until('the header is read', () => accepted.bytesRead === 16);
    fixture.runtime.advance(44_000);
    assert.ok(!accepted.destroyed);
    fixture.runtime.advance(1_001);
    await once(socket, 'close');
    const [record] = await fixture.records(1);
    assert.equal(record?.reason, 'timed-out');
    assert.equal(fixture.limitHits.get('authenticationSeconds'), 1);
  });
});

describe('server/carriers: a PROXY header that does not come', () => {
  for (const length of [0, 1, 20]) {
    it(`${length} bytes of it in its time: refused, counted and recorded`, async () => {
      await using fixture = await serve({ proxyProtocol }, new HandDrivenRuntime());
      const [socket, accepted] = await connectBoth(fixture.port, '127.0.0.1');
      socket.resume();
      if (length > 0) socket.write(headerOf(7).subarray(0, length));
      await until('they are read', () => accepted.bytesRead === length);
      fixture.runtime.advance(5_001);
      await once(socket, 'close');
      const [record] = await fixture.records(1);
      assert.equal(record?.reason, 'proxy-header-refused');
      assert.match(record.explanation, new RegExp(`${length} bytes? of it had come after 5 s`));
      assert.equal(fixture.limitHits.get('proxyHeaderSeconds'), 1);
      assert.equal(record.connection.remote.port, socket.localPort ?? accepted.remotePort);
    });
  }

  it('the server closes while it is awaited', async () => {
    await using fixture = await serve({ proxyProtocol });
    const socket = await waiting(fixture.port);
    const closed = once(socket, 'close');
    await fixture.close();
    await closed;
    assert.deepEqual(fixture.attempts, []);
  });
});

describe('server/carriers: limits behind a balancer', () => {
  it('connectionsPerAddress counts the client of the header', async () => {
    await using fixture = await serve({ proxyProtocol, limits: { connectionsPerAddress: 1 } });
    const first = await loggedIn(fixture.port, headerOf(7));
    const second = await loggedIn(fixture.port, headerOf(8));
    const third = await through(fixture.port, headerOf(7));
    await third.expectDisconnect();
    assert.equal(fixture.limitHits.get('connectionsPerAddress'), 1);
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.reason, record?.connection.remote.address], ['limit-reached', '192.0.2.7']);
    for (const client of [first, second]) client.close();
  });

  for (const limit of ['unauthenticatedConnections', 'unauthenticatedConnectionsPerAddress'] as const) {
    it(`${limit} bounds the connections that wait for their header`, async () => {
      await using fixture = await serve({ proxyProtocol, limits: { [limit]: 2 } });
      const [one] = [await waiting(fixture.port), await waiting(fixture.port)];
      const third = await waiting(fixture.port);
      await once(third, 'close');
      assert.equal(fixture.limitHits.get(limit), 1);
      // One that goes makes place for another.
      one.end();
      await until('there is a place', async () => {
        const client = await through(fixture.port, headerOf(7));
        try {
          await negotiate(client);
          return true;
        } catch {
          return false;
        }
      });
    });
  }

  it('a balancer whose connections all wait leaves the places of the clients behind another one', async () => {
    const limits = { unauthenticatedConnectionsPerAddress: 2 };
    await using fixture = await serve({ proxyProtocol: ['127.0.0.0/8'], limits });
    for (let n = 0; n < 2; n++) await waiting(fixture.port);
    await using balancer = await TestBalancer.start(fixture.port, { header: headerOf(7), from: '127.0.0.3' });
    const client = await SmbClient.connect(balancer.port);
    await negotiate(client);
    await login(client);
    client.close();
  });

  it('processes that share their counts count the client of the header', async () => {
    const limits = { connectionsPerAddress: 1 };
    await using servers = await workerServers({ server: { proxyProtocol, limits } });
    const [one, other] = servers.workers;
    await loggedIn(one.fixture.port, headerOf(7));
    await loggedIn(other.fixture.port, headerOf(8));
    const again = await through(other.fixture.port, headerOf(7));
    await again.expectDisconnect();
    assert.equal(other.fixture.limitHits.get('connectionsPerAddress'), 1);
  });

  it('a client elsewhere is not diagnosed as one of loopback is, where the balancer is', async () => {
    await using fixture = await serve({ proxyProtocol });
    const client = await through(fixture.port, headerOf(7));
    await negotiate(client);
    await tryLogin(client, { password: 'secret\n' });
    client.close();
    const [record] = await fixture.records(1);
    assert.equal(record?.reason, 'wrong-password');
    assert.equal(record.mistake, undefined);
  });
});

describe('server/carriers: taps and faults behind a balancer', () => {
  it('a capture has the client’s end and the one it reached, and no byte of the header', async () => {
    const bytes: Buffer[] = [];
    const tap = new Capture({ runtime: systemRuntime, write: (chunk) => bytes.push(chunk) });
    await using fixture = await serve({ proxyProtocol, tap });
    const client = await loggedIn(fixture.port, headerOf(7));
    client.close();
    await fixture.records(1);
    const file = Buffer.concat(bytes);
    const syn = Buffer.from('c00002070a0000019c4001bd', 'hex');
    assert.ok(file.includes(syn), 'addresses and ports of the first packet');
    assert.ok(!file.includes(Buffer.from('QUIT\n')));
  });

  it('a transcript has them as well, and the balancer', async () => {
    const text = await recorded(
      async (port, server) => {
        const client = await loggedIn(port, binary(0x21, 0x21, ipv6Block));
        const completed = server.next('attempt-completed');
        client.close();
        await completed;
      },
      { proxyProtocol },
    );
    const opened = text.split('\n').find((entry) => entry.includes('"opened"')) ?? '';
    const { remote, local, via } = JSON.parse(opened) as Record<string, { address: string; port: number }>;
    assert.deepEqual(remote, { address: '2001:db8::7', port: 51234 });
    assert.deepEqual(local, { address: '2001:db8::1', port: 445 });
    assert.equal(via?.address, '127.0.0.1');
    assert.ok(!text.includes('515549540a'));
  });

  it('a fault finds a client by the address of the header', async () => {
    const faults = [{ when: { step: 'negotiate', client: '192.0.2.7' }, what: { do: 'close' } }] as const;
    await using fixture = await serve({ proxyProtocol, faults });
    const other = await through(fixture.port, headerOf(8));
    await negotiate(other);
    const struck = await through(fixture.port, headerOf(7));
    await assert.rejects(negotiate(struck));
  });
});

describe('server/carriers: a connection that begins later, behind a balancer', () => {
  it('loses nothing of what came with the header', async () => {
    const faults = [
      { when: { step: 'accept', client: '192.0.2.7' }, what: { do: 'delay', milliseconds: 1000 } },
    ] as const;
    await using fixture = await serve({ proxyProtocol, faults }, new HandDrivenRuntime());
    await using balancer = await TestBalancer.start(fixture.port, { header: headerOf(7), how: 'with-data' });
    const client = await SmbClient.connect(balancer.port);
    const negotiated = negotiate(client);
    await until('the fault happens', () => [...fixture.server.faults][0]?.happened === 1);
    fixture.runtime.advance(1000);
    await negotiated;
    await login(client);
    client.close();
  });
});

describe('server/carriers: balancers by their addresses', () => {
  let hasIpv6 = true;
  before(async () => {
    const [error] = (await once(connect({ port: 1, host: '::1' }), 'error')) as [NodeJS.ErrnoException];
    hasIpv6 = error.code === 'ECONNREFUSED';
  });

  it('IPv6: a listener on ::1', async function () {
    if (!hasIpv6) return this.skip();
    await using fixture = await serve({ host: '::1', proxyProtocol: ['::1'] });
    const client = await SmbClient.connect(fixture.port, '::1');
    client.sendRaw(headerOf(7));
    await negotiate(client);
    client.close();
    const [record] = await fixture.records(1);
    assert.equal(record?.connection.remote.address, '192.0.2.7');
    assert.equal(record.connection.via?.address, '::1');
    return undefined;
  });

  it('a listener for both families knows an IPv4 balancer', async function () {
    if (!hasIpv6) return this.skip();
    await using fixture = await serve({ host: '::', proxyProtocol: ['127.0.0.0/8'] });
    const client = await loggedIn(fixture.port, line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445'));
    client.close();
    const [record] = await fixture.records(1);
    assert.equal(record?.connection.remote.address, '192.0.2.7');
    assert.equal(record.connection.via?.address, '::ffff:127.0.0.1');
    return undefined;
  });

  it('an address that is not named comes without a header, beside one that is', async () => {
    await using fixture = await serve({ proxyProtocol: ['127.0.0.2'] });
    const client = await fixture.negotiated();
    await login(client);
    client.close();
    const [direct] = await fixture.records(1);
    assert.equal(direct?.connection.remote.address, '127.0.0.1');
    await using balancer = await TestBalancer.start(fixture.port, {
      header: binary(0x21, 0x11, ipv4Block),
      from: '127.0.0.2',
    });
    const behind = await SmbClient.connect(balancer.port);
    await negotiate(behind);
    behind.close();
    assert.equal((await fixture.records(2))[1]?.connection.remote.address, '192.0.2.7');
  });
});
