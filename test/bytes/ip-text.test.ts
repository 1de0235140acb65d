import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { ipAddressText, isMapped, parsedIpAddress } from '../../src/bytes/index.js';

describe('IP addresses as text (RFC 4291 2.2, RFC 5952)', () => {
  const canonical: readonly [text: string, hex: string][] = [
    ['0.0.0.0', '00000000'],
    ['255.255.255.255', 'ffffffff'],
    ['10.1.2.3', '0a010203'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['1::', '00010000000000000000000000000000'],
    ['fe80::1', 'fe800000000000000000000000000001'],
    ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
    // One group of zeros is written (RFC 5952 4.2.2).
    ['2001:db8:0:1:1:1:1:1', '20010db8000000010001000100010001'],
    // The first of two runs of the same length (RFC 5952 4.2.3).
    ['2001:db8::1:0:0:1', '20010db8000000000001000000000001'],
    ['2001:0:0:1::1', '20010000000000010000000000000001'],
  ];
  for (const [text, hex] of canonical) {
    it(`${text} is ${hex}, and is written so`, () => {
      assert.equal(parsedIpAddress(text)?.toString('hex'), hex);
      assert.equal(ipAddressText(Buffer.from(hex, 'hex')), text);
    });
  }

  const other: readonly [text: string, hex: string][] = [
    ['2001:DB8::A', '20010db800000000000000000000000a'],
    ['2001:0db8:0000:0000:0000:0000:0000:000a', '20010db800000000000000000000000a'],
    ['::ffff:10.1.2.3', '00000000000000000000ffff0a010203'],
    ['1:2:3:4:5:6:10.1.2.3', '0001000200030004000500060a010203'],
    ['::10.1.2.3', '0000000000000000000000000a010203'],
  ];
  for (const [text, hex] of other) {
    it(`${text} is read as ${hex}`, () => assert.equal(parsedIpAddress(text)?.toString('hex'), hex));
  }

  it('an IPv4-mapped address is written as the IPv4 address', () => {
    const mapped = Buffer.from('00000000000000000000ffff0a010203', 'hex');
    assert.ok(isMapped(mapped));
    assert.ok(!isMapped(mapped.subarray(12)));
    assert.equal(ipAddressText(mapped), '10.1.2.3');
  });

  const wrong = [
    [
      '',
      'localhost',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.',
      '01.2.3.4',
      '1.2.3.256',
      '1.2.3.+4',
      '1.2.3.4 ',
      '0x1.2.3.4',
    ],
    [
      ':',
      ':::',
      '1',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '12345::',
      'g::',
      '::1%eth0',
      ' ::1',
      '::1 ',
    ],
    ['::1:2:3:4:5:6:7:8', ':1:2:3:4:5:6:7', '1.2.3.4::', '::1.2.3', '::01.2.3.4', '1:1.2.3.4:1::'],
  ].flat();
  for (const text of wrong) it(`“${text}” is none`, () => assert.equal(parsedIpAddress(text), undefined));

  it('everything that is read is an address for Node.js as well, and what is written is read again', () => {
    const strange = fc.string({ unit: fc.constantFrom(...'0123456789abcF:.'.split('')), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(strange, fc.ipV4(), fc.ipV6()), (text) => {
        const bytes = parsedIpAddress(text);
        if (bytes === undefined) return;
        assert.ok(bytes.length === 4 ? isIPv4(text) : isIPv6(text), text);
      }),
      { numRuns: 2000 },
    );
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.array(fc.constantFrom(0, 0, 1, 0xff), { minLength: 16, maxLength: 16 }),
    );
    fc.assert(
      fc.property(bytes, (numbers) => {
        const address = Buffer.from(numbers);
        const again = parsedIpAddress(ipAddressText(address));
        assert.deepEqual(again, isMapped(address) ? address.subarray(12) : address);
      }),
      { numRuns: 2000 },
    );
  });
});
