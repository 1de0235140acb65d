import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { ipAddressBytes } from '../../src/bytes/index.js';
import { createServer } from '../../src/server/create-server.js';
import { networkInterfacesOf } from '../../src/server/network-interfaces.js';
import { CtlCode, decodeIoctlResponse, decodeNetworkInterfaceInfo } from '../../src/smb2-codec/index.js';
import { alice } from '../session/support.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';

const known = (address: string, family: 'IPv4' | 'IPv6', internal = false): NetworkInterfaceInfo => {
  const common = { address, netmask: '', mac: '', internal, cidr: null };
  return family === 'IPv4' ? { ...common, family } : { ...common, family, scopeid: 0 };
};

const interfaces = {
  lo: [known('127.0.0.1', 'IPv4', true), known('::1', 'IPv6', true)],
  eth0: [known('192.0.2.1', 'IPv4'), known('2001:db8::1', 'IPv6'), known('fe80::1', 'IPv6')],
  eth1: [known('192.0.2.2', 'IPv4')],
};

describe('[MS-SMB2] 3.3.5.15.11 the addresses we listen on', () => {
  for (const [listening, addresses] of [
    ['127.0.0.1', ['127.0.0.1']],
    ['192.0.2.2', ['192.0.2.2']],
    ['0.0.0.0', ['192.0.2.1', '192.0.2.2']],
    ['::', ['192.0.2.1', '2001:db8::1', '192.0.2.2']],
  ] as const) {
    it(`${listening}: ${addresses.join(', ')}`, () => {
      const found = networkInterfacesOf(listening, interfaces);
      assert.deepEqual(
        found.map(({ address }) => address),
        addresses.map((address) => ipAddressBytes(address)),
      );
    });
  }

  it('addresses of one interface have its IfIndex, and none has 0', () => {
    const [one, other, another] = networkInterfacesOf('::', interfaces);
    assert.equal(one?.ifIndex, other?.ifIndex);
    assert.notEqual(one?.ifIndex, another?.ifIndex);
    assert.ok((one?.ifIndex ?? 0) > 0);
  });

  it('a server told a host name names the address that it became', async () => {
    await using server = createServer({ accounts: [alice], host: 'localhost' });
    const { host, port } = await server.listen();
    const client = await SmbClient.connect(port, host);
    await negotiate(client);
    const session = await login(client);
    const { treeId } = (await client.treeConnect('IPC$', { session })).header;
    const reply = await client.ioctl({ ctlCode: CtlCode.QUERY_NETWORK_INTERFACE_INFO }, { session, treeId });
    const found = decodeNetworkInterfaceInfo(decodeIoctlResponse(reply.message).output);
    assert.deepEqual(
      found.map(({ address }) => address),
      [ipAddressBytes(host)],
    );
    client.close();
  });
});
