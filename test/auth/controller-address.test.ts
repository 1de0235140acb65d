import assert from 'node:assert/strict';
import { addressFromText, addressText } from '../../src/auth/controller-address.js';

describe('auth/controller-address', () => {
  for (const [text, host, port] of [
    ['dc1.ad.lab.test', 'dc1.ad.lab.test', 135],
    ['dc1:1135', 'dc1', 1135],
    ['192.0.2.1', '192.0.2.1', 135],
    ['192.0.2.1:65535', '192.0.2.1', 65535],
    ['2001:db8::1', '2001:db8::1', 135],
    ['[2001:db8::1]:1135', '2001:db8::1', 1135],
  ] as const)
    it(`reads ${text}, and writes it`, () => {
      assert.deepEqual(addressFromText(text), { host, port });
      assert.equal(addressText({ host, port }), text);
    });

  for (const text of [
    '',
    ':135',
    'dc1:',
    'dc1:65536',
    'dc1:0',
    'a b',
    '[dc1]:135',
    '[::1',
    'dc1:1:2',
    'dc1/x',
    '..',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(addressFromText(text), undefined);
    });
});
