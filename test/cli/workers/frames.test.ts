import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FrameKind, frameHeader, FrameReader, textFrame } from '../../../src/cli/workers/frames.js';

describe('cli: the frames between the primary and a worker', () => {
  const kinds: readonly FrameKind[] = ['message', 'shared', 'lines', 'packets', 'keys'];

  function reader(longest = 1000) {
    const frames: [FrameKind, string][] = [];
    const read = new FrameReader(
      () => longest,
      ({ kind, payload }) => frames.push([kind, payload.toString()]),
    );
    return { read, frames };
  }

  it('come whole and in order, wherever the stream is cut', () => {
    const frame = fc.tuple(fc.constantFrom(...kinds), fc.string({ maxLength: 40, unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat(30)), (sent, cuts) => {
        const { read, frames } = reader();
        let rest = Buffer.concat(sent.map(([kind, text]) => textFrame(kind, text)));
        for (const cut of cuts) {
          read.push(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        read.push(rest);
        assert.deepEqual(frames, sent);
      }),
    );
  });

  it('have one form for texts and for bytes', () => {
    const bytes = Buffer.from('ü\n');
    assert.deepEqual(Buffer.concat([frameHeader('keys', bytes.length), bytes]), textFrame('keys', 'ü\n'));
  });

  it('that are too long are refused at their header, before anything of them is kept', () => {
    const { read, frames } = reader(10);
    read.push(textFrame('lines', '0123456789'));
    assert.throws(() => read.push(frameHeader('lines', 11)), TypeError);
    assert.equal(frames.length, 1);
  });

  it('that come byte by byte are copied together: no chunk is kept for its byte', () => {
    const { read, frames } = reader(40_000);
    const chunk = Buffer.alloc(1);
    for (const byte of textFrame('lines', 'ab'.repeat(20_000))) {
      chunk[0] = byte;
      read.push(chunk);
    }
    assert.deepEqual(frames, [['lines', 'ab'.repeat(20_000)]]);
  });

  it('of no known kind are refused', () => {
    for (let kind = kinds.length; kind < 256; kind++) {
      assert.throws(() => reader().read.push(Buffer.of(0, 0, 0, 0, kind)), TypeError);
    }
  });

  it('are frames, or refused, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const { read, frames } = reader(16);
        try {
          read.push(Buffer.from(bytes));
        } catch (error) {
          assert.ok(error instanceof TypeError);
        }
        assert.ok(frames.length * 5 <= bytes.length);
      }),
    );
  });
});
