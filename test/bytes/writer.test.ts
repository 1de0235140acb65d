import assert from 'node:assert/strict';
import { Writer } from '../../src/bytes/index.js';

const WRITES: Readonly<Record<string, { write: (w: Writer) => Writer; bytes: string }>> = {
  u8: { write: (w) => w.u8(0x12), bytes: '12' },
  u16: { write: (w) => w.u16(0x1234), bytes: '3412' },
  u32: { write: (w) => w.u32(0x12345678), bytes: '78563412' },
  u64: { write: (w) => w.u64(0x0123456789abcdefn), bytes: 'efcdab8967452301' },
  bytes: { write: (w) => w.bytes(Buffer.from('abcd', 'hex')), bytes: 'abcd' },
  zero: { write: (w) => w.zero(3), bytes: '000000' },
  utf16: { write: (w) => w.utf16('aé'), bytes: '6100e900' },
};

describe('Writer', () => {
  for (const [name, { write, bytes }] of Object.entries(WRITES)) {
    it(`${name} writes little-endian, whether or not the buffer must grow for it`, () => {
      for (let capacity = 0; capacity <= 12; capacity++) {
        const w = write(new Writer(capacity).u8(0xaa)).u8(0xbb);
        assert.equal(w.finish().toString('hex'), `aa${bytes}bb`, `capacity ${capacity}`);
      }
    });
  }

  for (const length of [64, 65, 300]) {
    it(`${length} bytes that lie in their place stay, others are copied, and zeros are written over old bytes`, () => {
      const memory = Buffer.alloc(1000, 0xee);
      const value = Buffer.alloc(length, 0x11);
      const inPlace = memory.subarray(2, 2 + length).fill(0x22);
      const w = new Writer(memory).leave(2).bytes(inPlace).bytes(value).zero(length);
      const expected = [Buffer.alloc(length, 0x22), value, Buffer.alloc(length)];
      assert.deepEqual(w.finish(2), Buffer.concat(expected));
      assert.equal(w.finish().buffer, memory.buffer);
    });
  }

  it('counts offsets, alignment and patches from the origin', () => {
    const w = new Writer(4).bytes(Buffer.from('prefix'));
    w.startMessage();
    assert.equal(w.offset, 0);
    w.u32(0).u8(1).align(4).align(4).patchU16(0, 0x0201).patchU32(4, 0xfffffffe);
    assert.equal(w.offset, 8);
    assert.equal(w.finish().subarray(6).toString('hex'), '01020000feffffff');
  });

  it('takes a negative number as its unsigned 32 bits', () => {
    assert.equal(
      new Writer()
        .u32(-1)
        .u32(0x80000000 | 1)
        .finish()
        .toString('hex'),
      'ffffffff01000080',
    );
  });

  it('refuses what does not fit the field', () => {
    assert.throws(() => new Writer().u16(0x10000), RangeError);
    assert.throws(() => new Writer().u8(-1), RangeError);
    for (const value of [0x1_0000_0000, -0x8000_0001, 1.5, Number.NaN]) {
      assert.throws(() => new Writer().u32(value), RangeError, String(value));
      assert.throws(() => new Writer().zero(4).patchU32(0, value), RangeError, String(value));
    }
    assert.throws(() => new Writer().u64(-1n), RangeError);
  });
});
