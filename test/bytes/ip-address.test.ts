import assert from 'node:assert/strict';
import { ipAddressBytes } from '../../src/bytes/index.js';

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
