import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { reachableAddresses } from '../../../src/cli/diagnose/addresses.js';

function known(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { netmask: '', mac: '', cidr: null, internal };
  return address.includes(':')
    ? { ...rest, address, family: 'IPv6', scopeid: 0 }
    : { ...rest, address, family: 'IPv4' };
}

const interfaces = {
  lo: [known('127.0.0.1', true), known('::1', true)],
  docker0: [known('172.17.0.1')],
  wg0: [known('10.8.0.2')],
  eth1: [known('169.254.3.4')],
  eth0: [known('fd00::2'), known('fe80::1'), known('192.168.1.20')],
};

describe('reachableAddresses', () => {
  it('has the likeliest first, and none that no device can reach', () => {
    assert.deepEqual(
      reachableAddresses('0.0.0.0', interfaces).map(({ address, kind }) => `${address} ${kind}`),
      ['192.168.1.20 network', '10.8.0.2 tunnel', '172.17.0.1 virtual', '169.254.3.4 self-assigned'],
    );
    assert.deepEqual(
      reachableAddresses('::', interfaces).map(({ address }) => address),
      ['192.168.1.20', 'fd00::2', '10.8.0.2', '172.17.0.1', '169.254.3.4'],
    );
  });

  it('is the one that the server listens on', () => {
    assert.deepEqual(reachableAddresses('10.8.0.2', interfaces), [
      { address: '10.8.0.2', interface: 'wg0', kind: 'tunnel' },
    ]);
    assert.deepEqual(reachableAddresses('127.0.0.1', interfaces), []);
  });
});
