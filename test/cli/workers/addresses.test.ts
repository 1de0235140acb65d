import assert from 'node:assert/strict';
import { isSamePlace, listeningAt } from '../../../src/cli/workers/addresses.js';
import { resolveConfiguration } from '../../../src/config/index.js';

const host = '127.0.0.1';

describe('cli: the addresses of workers', () => {
  it('are the same with the same hosts and ports, and without any', () => {
    assert.ok(isSamePlace({}, {}));
    assert.ok(isSamePlace({ smb: { host, port: 1 } }, { smb: { host, port: 1 } }));
    for (const other of [
      {},
      { smb: { host, port: 2 } },
      { smb: { host: '::1', port: 1 } },
      { rpc: { host, port: 1 } },
    ])
      assert.equal(isSamePlace({ smb: { host, port: 1 } }, other), false);
  });

  it('take the place of ports that were left open', () => {
    const value = { listen: { port: 0 }, credssp: {}, http: { port: 0 }, rpc: { port: 5 } };
    const configuration = resolveConfiguration([{ value, label: String }]);
    const addresses = {
      smb: { host, port: 1 },
      credssp: { host, port: 2 },
      http: { host, port: 3 },
      rpc: { host, port: 5 },
    };
    const { listen, credssp, http, rpc } = listeningAt(configuration, addresses);
    assert.deepEqual([listen?.port, credssp?.port, http?.port, rpc?.port], [1, 2, 3, 5]);
    const without = resolveConfiguration([{ value: { listen: null, http: { tls: true } }, label: String }]);
    const https = listeningAt(without, { https: { host, port: 9 } });
    assert.deepEqual([https.listen, https.http?.port], [null, 9]);
  });
});
