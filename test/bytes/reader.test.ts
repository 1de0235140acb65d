import assert from 'node:assert/strict';
import { CodecError, Reader } from '../../src/bytes/index.js';

const MESSAGE = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const reader = (start = 0, end?: number) => new Reader(MESSAGE, 'TEST', start, end);
const fails = (code: string, field: string, offset: number) => (error: unknown) => {
  assert.ok(error instanceof CodecError);
  assert.deepEqual(
    { code: error.code, structure: error.structure, field: error.field, offset: error.offset },
    { code, structure: 'TEST', field, offset },
  );
  return true;
};

describe('Reader', () => {
  it('reads little-endian and moves on', () => {
    const r = reader();
    assert.equal(r.u8('a'), 0x00);
    assert.equal(r.u16('b'), 0x0201);
    assert.equal(r.u32('c'), 0x06050403);
    assert.equal(r.u64('d'), 0x0e0d0c0b0a090807n);
    assert.equal(r.offset, 15);
    assert.equal(r.remaining, 1);
  });

  it('names the structure, field and place of what is missing, and stays there', () => {
    const r = reader(13);
    assert.throws(() => r.u32('Length'), fails('truncated', 'Length', 13));
    assert.equal(r.u16('Length'), 0x0e0d);
    assert.throws(() => r.bytes(2, 'Data'), fails('truncated', 'Data', 15));
    assert.throws(() => r.bytes(-1, 'Data'), fails('truncated', 'Data', 15));
    assert.throws(() => r.skip(2, 'Reserved'), fails('truncated', 'Reserved', 15));
  });

  it('ends where it is told, and cannot begin behind its end', () => {
    assert.equal(reader(0, 4).remaining, 4);
    assert.equal(reader(0, 99).remaining, 16);
    assert.throws(() => reader(5, 4), fails('truncated', 'start', 5));
  });

  it('slices views, an empty one from anywhere', () => {
    const r = reader();
    const slice = r.slice(4, 2, 'Buffer');
    assert.deepEqual(slice, Buffer.from([4, 5]));
    assert.equal(slice.buffer, MESSAGE.buffer);
    assert.equal(r.offset, 0);
    assert.equal(r.slice(9999, 0, 'Buffer').length, 0);
    assert.throws(() => r.slice(15, 2, 'Buffer'), fails('out-of-range', 'Buffer', 15));
    assert.throws(
      () => r.slice(0xffffffff, 0xffffffff, 'Buffer'),
      fails('out-of-range', 'Buffer', 0xffffffff),
    );
    assert.throws(() => reader(0, 4).slice(0, 5, 'Buffer'), fails('out-of-range', 'Buffer', 0));
  });

  it('seeks and aligns within its end', () => {
    const r = reader(0, 10);
    r.seek(9, 'List');
    assert.throws(() => r.align(8, 'List'), fails('truncated', 'List', 9));
    assert.throws(() => r.seek(11, 'List'), fails('out-of-range', 'List', 9));
    r.seek(3, 'List');
    r.align(4, 'List');
    r.align(4, 'List');
    assert.equal(r.offset, 4);
    assert.deepEqual(r.rest(), MESSAGE.subarray(4, 10));
  });

  it('insists on StructureSize', () => {
    const r = reader(2);
    r.structureSize(0x0302);
    assert.throws(() => r.structureSize(0x0505), fails('bad-constant', 'StructureSize', 4));
  });
});
