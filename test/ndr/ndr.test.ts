import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import { NdrReader, NdrWriter, optionalSid } from '../../src/ndr/index.js';
import { buffer, refusesEveryPrefix, throwsOnlyCodecError } from '../rpc/support/codec-error.js';

const read = (stub: Buffer) => new NdrReader(stub, 'test');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const texts = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0'));

interface Entry {
  readonly name: string | undefined;
  readonly value: number;
  readonly remark: string | undefined;
}

/** `struct { DWORD count; [size_is(count)] struct { wchar_t *name; WORD value; wchar_t *remark } *entries }` */
function writeList(entries: readonly Entry[]): Buffer {
  const w = new NdrWriter();
  w.construct(() => {
    w.u32(entries.length);
    w.pointer(() => {
      w.u32(entries.length);
      for (const { name, value, remark } of entries) w.textPointer(name).u16(value).textPointer(remark);
    });
  });
  return w.u32(0x77).finish();
}

function readList(stub: Buffer): Entry[] {
  const r = read(stub);
  const entries: { name: string | undefined; value: number; remark: string | undefined }[] = [];
  r.construct(() => {
    const count = r.u32('count');
    r.pointer('entries', () => {
      r.conformance(count, 12, 'entries');
      for (let i = 0; i < count; i++) {
        const entry: (typeof entries)[number] = { name: undefined, value: 0, remark: undefined };
        entries.push(entry);
        r.pointer('name', () => (entry.name = r.text('name')));
        entry.value = r.u16('value');
        r.pointer('remark', () => (entry.remark = r.text('remark')));
      }
    });
  });
  assert.equal(r.u32('last'), 0x77);
  return entries;
}

describe('ndr: C706 14 transfer syntax', () => {
  it('aligns each primitive to its size from the start of the stub', () => {
    const stub = new NdrWriter().u8(1).u16(2).u8(3).u32(4).bytes(Buffer.of(5)).u16(6).finish();
    assert.deepEqual(stub, hex('01 00 0200 03 000000 04000000 05 00 0600'));
    const r = read(stub);
    assert.deepEqual([r.u8('a'), r.u16('b'), r.u8('c'), r.u32('d')], [1, 2, 3, 4]);
    assert.deepEqual([r.bytes(1, 'e')[0], r.u16('f'), r.remaining], [5, 6, 0]);
  });

  it('14.3.4 writes a conformant varying string with its terminator', () => {
    const stub = new NdrWriter().text('ab').finish();
    assert.deepEqual(stub, hex('03000000 00000000 03000000 6100 6200 0000'));
    assert.equal(read(stub).text('t'), 'ab');
    refusesEveryPrefix(stub, (prefix) => read(prefix).text('t'));
  });

  it('14.3.4 refuses a string without terminator, with an offset, or larger than its maximum', () => {
    const wrong = [
      '02000000 00000000 02000000 6100 6200',
      '03000000 01000000 03000000 6100 6200 0000',
      '02000000 00000000 03000000 6100 6200 0000',
      '00000000 00000000 00000000',
      'ffffffff 00000000 ffffffff 6100 0000',
    ];
    for (const stub of wrong) assert.throws(() => read(hex(stub)).text('t'), CodecError);
  });

  it('ends a string at its first NUL, as programs in C do', () => {
    assert.equal(read(hex('05000000 00000000 04000000 6100 0000 6200 0000')).text('t'), 'a');
  });

  it('14.3.12 puts the target of a pointer parameter behind it at once', () => {
    const w = new NdrWriter();
    w.textPointer('x').u32(7).textPointer(undefined);
    const stub = w.finish();
    assert.deepEqual(stub, hex('00000200 02000000 00000000 02000000 7800 0000 07000000 00000000'));
    const r = read(stub);
    assert.equal(r.optionalText('a'), 'x');
    assert.equal(r.u32('b'), 7);
    assert.equal(r.optionalText('c'), undefined);
  });

  it('14.3.12.3 defers the targets of pointers in structures until after the structure, in order', () => {
    const stub = writeList([
      { name: 'a', value: 1, remark: 'b' },
      { name: undefined, value: 2, remark: 'c' },
    ]);
    const text = (unit: string) => `02000000 00000000 02000000 ${unit}00 0000`;
    assert.deepEqual(
      stub,
      hex(
        `02000000 00000200 02000000
         04000200 0100 0000 08000200 00000000 0200 0000 0c000200
         ${text('61')} ${text('62')} ${text('63')} 77000000`.replaceAll('\n', ''),
      ),
    );
    refusesEveryPrefix(stub, readList);
  });

  it('reads structures with pointers as they were written', () => {
    const optional = fc.option(texts, { nil: undefined });
    const model = { name: optional, value: fc.nat(0xffff), remark: optional };
    const entry = fc.record(model, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        assert.deepEqual(readList(writeList(entries)), entries);
      }),
    );
  });

  it('14.3.3 refuses a conformant array whose count differs from its size or exceeds the stub', () => {
    const stub = writeList([{ name: 'a', value: 1, remark: 'b' }]);
    stub.writeUInt32LE(2, 8);
    assert.throws(() => readList(stub), CodecError);
    stub.writeUInt32LE(0xffffffff, 0);
    stub.writeUInt32LE(0xffffffff, 8);
    assert.throws(() => readList(stub), CodecError);
  });

  it('14.3.8 refuses a union whose discriminant is not what selects it', () => {
    assert.throws(() => read(hex('01000000')).discriminant(2, 'Level'), CodecError);
    read(hex('02000000')).discriminant(2, 'Level');
  });

  it('refuses pointers nested without end', () => {
    const endless = Buffer.alloc(4096, 1);
    const r = read(endless);
    let depth = 0;
    const follow = (): void => {
      depth++;
      r.pointer('next', follow);
    };
    assert.throws(() => r.construct(follow), CodecError);
    assert.ok(depth <= 16);
  });

  it('14.1 reads numbers, characters and SIDs of a sender that is big-endian', () => {
    const stub = hex(
      '1234 0000 00000005  00000003 00000000 00000003 0041 00e9 0000 0000' +
        '00020000 00000002 01020000 00000005 00000020 00000222',
    );
    const r = new NdrReader(stub, 'test', true);
    assert.equal(r.u16('a'), 0x1234);
    assert.equal(r.u32('b'), 5);
    assert.equal(r.text('c'), 'Aé');
    let sid: string | undefined;
    optionalSid.read(r, 'd', (value) => (sid = value));
    assert.equal(sid, 'S-1-5-32-546');
    assert.equal(r.remaining, 0);
  });

  it('throws nothing but CodecError for arbitrary bytes', () => {
    fc.assert(
      fc.property(buffer(120), (stub) => {
        throwsOnlyCodecError(() => {
          const r = read(stub);
          r.optionalText('a');
          r.construct(() => {
            const count = r.u32('count');
            r.pointer('list', () => {
              r.conformance(count, 4, 'list');
              for (let i = 0; i < count; i++) r.pointer('entry', () => r.text('entry'));
            });
          });
        });
      }),
      { numRuns: 500 },
    );
  });
});
