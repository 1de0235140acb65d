import assert from 'node:assert/strict';
import { isInNetwork, parsedIpNetwork } from '../../src/bytes/index.js';

/** Whether an address is in the network of a text. */
function has(text: string, address: string): boolean {
  const network = parsedIpNetwork(text);
  assert.ok(network, text);
  return isInNetwork(address, network);
}

describe('networks of IP addresses (RFC 4632 3.1)', () => {
  const cases: readonly [network: string, inside: readonly string[], outside: readonly string[]][] = [
    ['10.0.0.5', ['10.0.0.5', '::ffff:10.0.0.5'], ['10.0.0.4', '10.0.0.6', '::a00:5', '']],
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0', '::1']],
    ['192.168.4.0/23', ['192.168.4.1', '192.168.5.255'], ['192.168.3.255', '192.168.6.0']],
    ['192.0.2.128/25', ['192.0.2.128', '192.0.2.255'], ['192.0.2.127']],
    ['::1', ['::1'], ['::2', '127.0.0.1', '0.0.0.1']],
    ['fd00::/64', ['fd00::1', 'fd00::ffff:0:0:1'], ['fd00:0:0:1::1', 'fd01::1', '253.0.0.1']],
    ['fe80::/10', ['fe80::1%eth0', 'febf::1'], ['fec0::1']],
    ['::ffff:10.0.0.0/104', ['10.9.8.7', '::ffff:10.9.8.7'], ['11.0.0.0']],
    ['::ffff:10.0.0.5', ['10.0.0.5'], ['10.0.0.6']],
    ['0.0.0.0/0', ['1.2.3.4'], ['::1']],
  ];
  for (const [network, inside, outside] of cases) {
    it(network, () => {
      for (const address of inside) assert.ok(has(network, address), address);
      for (const address of outside) assert.ok(!has(network, address), address);
    });
  }

  for (const text of [
    '',
    '/8',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10/8',
  ])
    it(`“${text}” is none`, () => assert.equal(parsedIpNetwork(text), undefined));

  for (const text of ['10.1.2.3/8', 'fd00::1/64', '::1/129', 'somewhere', '10.0.0.1-9', '10.0.0.0 /8'])
    it(`“${text}” is none`, () => assert.equal(parsedIpNetwork(text), undefined));
});
