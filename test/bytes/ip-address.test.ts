import assert from 'node:assert/strict';
import { addressKey, ipAddressBytes, isLoopback, unmappedAddress } from '../../src/bytes/index.js';

describe('IP addresses as bytes', () => {
  const known: readonly [text: string, hex: string][] = [
    ['127.0.0.1', '7f000001'],
    ['::ffff:10.1.2.3', '0a010203'],
    ['::1', '00000000000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
    ['', '00000000'],
    ['somewhere', '00000000'],
  ];
  for (const [text, hex] of known) {
    it(`${text || 'nothing'} is ${hex}`, () => assert.equal(ipAddressBytes(text).toString('hex'), hex));
  }
});

describe('addresses by which is counted', () => {
  it('an IPv4 address is one, mapped into IPv6 or not; the addresses of a /64 network are one', () => {
    assert.equal(addressKey('::ffff:192.0.2.1'), addressKey('192.0.2.1'));
    assert.equal(addressKey('2001:db8::1%eth0'), addressKey('2001:db8:0:0:ffff::2'));
    const keys = ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:1::1', ''].map(addressKey);
    assert.equal(new Set(keys).size, 5);
  });
});

describe('addresses that are the same machine', () => {
  it('an IPv4-mapped address is the IPv4 address, however it is written', () => {
    assert.equal(unmappedAddress('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(unmappedAddress('::FFFF:192.0.2.1'), '192.0.2.1');
    for (const other of ['192.0.2.1', '::1', '::ffff:c000:201']) assert.equal(unmappedAddress(other), other);
  });

  it('no other machine can reach a loopback address', () => {
    for (const address of ['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])
      assert.ok(isLoopback(address));
    for (const address of ['0.0.0.0', '::', '10.127.0.1', '::2']) assert.ok(!isLoopback(address));
  });
});
