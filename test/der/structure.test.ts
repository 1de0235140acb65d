import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import {
  application,
  asReceived,
  constant,
  decode,
  encode,
  optional,
  required,
  sequence,
  sequenceOf,
} from '../../src/der/structure.js';
import {
  anyInt32,
  boolean,
  type DerType,
  flags32,
  generalizedTime,
  generalString,
  int32,
  microseconds,
  octetString,
  uint32,
} from '../../src/der/types.js';

const sample = application(
  4,
  sequence('Sample', {
    pvno: constant(0, 5),
    name: required(1, generalString),
    numbers: optional(2, sequenceOf(int32, 3)),
    inner: required(4, asReceived(sequence('Inner', { octets: required(0, octetString) }))),
  }),
);

function hexOf(text: string): Buffer {
  return Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
    return error.code;
  }
  return 'read';
}

function refused<T>(type: DerType<T>, hex: string): string {
  return codeOf(() => decode(type, hexOf(hex), 'Test'));
}

describe('der/structure', () => {
  const bytes = hexOf('641f 301d a003020105 a1041b026162 a2053003020107 a4093007a0050403010203');

  it('reads a declared structure and writes the same bytes', () => {
    const value = decode(sample, bytes, 'Sample');
    assert.equal(value.name, 'ab');
    assert.deepEqual(value.numbers, [7]);
    assert.deepEqual(value.inner.value.octets, Buffer.of(1, 2, 3));
    assert.deepEqual(value.inner.der, hexOf('3007a0050403010203'));
    assert.deepEqual(encode(sample, value), bytes);
  });

  it('refuses it cut at every byte, and with a byte more', () => {
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => decode(sample, bytes.subarray(0, length), 'Sample'), CodecError, `${length}`);
    }
    assert.equal(
      codeOf(() => decode(sample, Buffer.concat([bytes, Buffer.of(0)]), 'Sample')),
      'malformed',
    );
  });

  it('names structure and field of a fault', () => {
    assert.throws(
      () => decode(sample, hexOf('6407 3005 a003020105'), 'Sample'),
      /Sample\.name at byte 9: \[1\] is missing/,
    );
    assert.throws(() => decode(sample, hexOf('6407 3005 a003020104'), 'Sample'), /Sample\.pvno .*4/);
  });

  it('steps over unknown fields after the last, in ascending order only', () => {
    const small = sequence('Small', { a: required(0, int32) });
    assert.deepEqual(decode(small, hexOf('300a a003020101 a103020102'), 'Small'), { a: 1 });
    assert.equal(refused(small, '300a a003020101 a003020102'), 'malformed');
    assert.equal(refused(small, '300f a003020101 a203020102 a103020102'), 'malformed');
  });

  it('bounds the elements of a SEQUENCE OF', () => {
    const list = sequenceOf(int32, 2);
    assert.deepEqual(decode(list, hexOf('3006 020101 020102'), 'List'), [1, 2]);
    assert.equal(refused(list, '3009 020101 020102 020103'), 'out-of-range');
  });
});

describe('der/types', () => {
  it('RFC 4120 5.2.4: integers are minimal and within their range', () => {
    for (const value of [0, 1, -1, 127, 128, -128, -129, 0x7fff_ffff, -0x8000_0000]) {
      assert.equal(decode(int32, encode(int32, value), 'Int32'), value);
    }
    assert.equal(refused(int32, '02020001'), 'malformed');
    assert.equal(refused(int32, '0202ffff'), 'malformed');
    assert.equal(refused(int32, '02050080000000'), 'out-of-range');
    assert.equal(refused(int32, '0200'), 'out-of-range');
    assert.equal(refused(int32, '0206010000000000'), 'out-of-range');
  });

  it('reads an unsigned number that was written with a sign', () => {
    assert.equal(decode(uint32, hexOf('0201ff'), 'UInt32'), 0xffff_ffff);
    assert.equal(decode(uint32, hexOf('020480000000'), 'UInt32'), 0x8000_0000);
    assert.equal(decode(uint32, hexOf('020500ffffffff'), 'UInt32'), 0xffff_ffff);
    assert.deepEqual(encode(uint32, 0xffff_ffff), hexOf('020500ffffffff'));
  });

  it('5.2.4: a number of either kind stays as it was sent', () => {
    for (const [hex, value] of [
      ['0201ff', -1],
      ['020480000000', -0x8000_0000],
      ['020500ffffffff', 0xffff_ffff],
      ['02047fffffff', 0x7fff_ffff],
    ] as const) {
      assert.equal(decode(anyInt32, hexOf(hex), 'Int32'), value);
      assert.deepEqual(encode(anyInt32, value), hexOf(hex));
    }
    assert.throws(() => decode(anyInt32, hexOf('0205ff7fffffff'), 'Int32'), { code: 'out-of-range' });
  });

  it('RFC 4120 5.2.3: a time has whole seconds, in UTC, on a day that there is', () => {
    assert.equal(decode(generalizedTime, encode(generalizedTime, 1_700_000_000_000), 'T'), 1_700_000_000_000);
    assert.equal(encode(generalizedTime, 0).toString('latin1', 2), '19700101000000Z');
    for (const text of ['20230230000000Z', '20231301000000Z', '20230101000000', '20230101000000.0Z']) {
      const element = Buffer.concat([Buffer.of(0x18, text.length), Buffer.from(text)]);
      assert.equal(
        codeOf(() => decode(generalizedTime, element, 'T')),
        'malformed',
        text,
      );
    }
  });

  it('refuses texts that two names could become', () => {
    assert.equal(decode(generalString, encode(generalString, 'Jürgen'), 'S'), 'Jürgen');
    assert.equal(refused(generalString, '1b02c328'), 'malformed');
    assert.equal(refused(generalString, '1b03610062'), 'malformed');
  });

  it('RFC 4120 5.2.8: bit 0 of flags is the highest', () => {
    assert.equal(decode(flags32, hexOf('03050040000000'), 'F'), 1 << 30);
    assert.equal(decode(flags32, encode(flags32, 0x8000_0001), 'F'), 0x8000_0001);
    assert.equal(decode(flags32, hexOf('03020640'), 'F'), 1 << 30);
    assert.equal(refused(flags32, '03020840'), 'malformed');
    assert.equal(refused(flags32, '030101'), 'malformed');
  });

  it('X.690 11.1: a BOOLEAN is 00 or ff', () => {
    assert.equal(decode(boolean, hexOf('0101ff'), 'B'), true);
    assert.equal(decode(boolean, encode(boolean, false), 'B'), false);
    assert.equal(refused(boolean, '010101'), 'malformed');
  });

  it('reads back every value that it writes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(0xffff_ffff), fc.nat(999_999), fc.uint8Array(), (a, b, c, d) => {
        assert.equal(decode(int32, encode(int32, a), 'I'), a);
        assert.equal(decode(uint32, encode(uint32, b), 'U'), b);
        assert.equal(decode(microseconds, encode(microseconds, c), 'M'), c);
        assert.deepEqual(decode(octetString, encode(octetString, Buffer.from(d)), 'O'), Buffer.from(d));
      }),
    );
  });

  it('fails with a CodecError for any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (any) => {
        for (const type of [sample, int32, generalString, flags32, generalizedTime] as DerType<unknown>[]) {
          assert.match(
            codeOf(() => decode(type, Buffer.from(any), 'Any')),
            /^(read|truncated|out-of-range|bad-constant|malformed)$/,
          );
        }
      }),
    );
  });
});
