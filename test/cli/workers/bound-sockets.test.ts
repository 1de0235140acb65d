import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { bindSockets, type BoundSocket } from '../../../src/cli/workers/bound-sockets.js';
import { type Configuration, resolveConfiguration } from '../../../src/config/index.js';

const configured = (value: Configuration) => resolveConfiguration([{ value, label: String }]);

describe('cli: the sockets of workers', () => {
  it('are one for each carrier, by the descriptors that a worker has them at', async () => {
    const listen = { host: '127.0.0.1', port: 0 };
    const sockets = await bindSockets(
      configured({ listen, credssp: { port: 0 }, http: { tls: true, port: 0 }, rpc: { port: 0 } }),
    );
    assert.deepEqual(sockets.inherited, { smb: [4], credssp: [5], https: [6], rpc: [7] });
    assert.equal(sockets.handles.length, 4);
    sockets.close();
    const others = await bindSockets(configured({ listen: null, http: { port: 0 } }));
    assert.deepEqual(others.inherited, { http: [4] });
    others.close();
  });

  it('take their addresses, and accept nothing', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    taken.close();
    await once(taken, 'close');
    const sockets = await bindSockets(configured({ listen: { host: '127.0.0.1', port } }));
    const [handle] = sockets.handles as readonly (BoundSocket & { getsockname(name: object): number })[];
    const name = {};
    assert.equal(handle?.getsockname(name), 0);
    assert.deepEqual(name, { address: '127.0.0.1', family: 'IPv4', port });
    const socket = connect(port, '127.0.0.1');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
    sockets.close();
    (await bindSockets(configured({ listen: { host: 'localhost', port: 0 } }))).close();
  });

  it('that cannot be bound are told with their carrier, and none stays', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const listen = { host: '127.0.0.1', port: 0 };
    await assert.rejects(bindSockets(configured({ listen, rpc: { port } })), {
      code: 'EADDRINUSE',
      syscall: 'listen',
      address: '127.0.0.1',
      port,
      carrier: 'rpc',
    });
    other.close();
    await assert.rejects(bindSockets(configured({ listen: { host: '192.0.2.1', port: 0 } })), {
      code: 'EADDRNOTAVAIL',
      carrier: 'smb',
    });
    await assert.rejects(bindSockets(configured({ listen: { host: 'no-such-name.invalid', port: 0 } })), {
      syscall: 'getaddrinfo',
      carrier: 'smb',
    });
  });
});
