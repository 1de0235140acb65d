import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import {
  type Frame,
  frame,
  FrameSplitter,
  FrameType,
  positiveSessionResponse,
} from '../../src/smb2-codec/index.js';
import { buffer, codecError, hex } from './support.js';

/** Frames as plain values, their payloads copied. */
function split(splitter: FrameSplitter, chunks: Iterable<Buffer>, extending = false): Frame[] {
  const frames: Frame[] = [];
  for (const chunk of chunks) {
    if (extending && splitter.extend(chunk)) continue;
    for (const { type, payload } of splitter.push(chunk))
      frames.push({ type, payload: Buffer.from(payload), memory: undefined });
  }
  return frames;
}

const STREAM = Buffer.concat([
  hex('81000003 616263'),
  frame(hex('fe534d42 00')),
  hex('85000000'),
  frame(Buffer.alloc(0)),
  frame(hex('01'), hex('0203')),
]);
const FRAMES: readonly Frame[] = [
  { type: FrameType.SESSION_REQUEST, payload: hex('616263'), memory: undefined },
  { type: FrameType.SESSION_MESSAGE, payload: hex('fe534d42 00'), memory: undefined },
  { type: FrameType.KEEP_ALIVE, payload: Buffer.alloc(0), memory: undefined },
  { type: FrameType.SESSION_MESSAGE, payload: Buffer.alloc(0), memory: undefined },
  { type: FrameType.SESSION_MESSAGE, payload: hex('010203'), memory: undefined },
];

describe('[MS-SMB2] 2.1 Transport: frames', () => {
  it('prefixes messages with their length in network order', () => {
    assert.deepEqual(frame(Buffer.alloc(0x10203)).subarray(0, 4), hex('00010203'));
    assert.deepEqual(frame(hex('aa'), hex('bbcc')), hex('00000003 aabbcc'));
    assert.throws(() => frame(Buffer.alloc(0x1000000)), RangeError);
  });

  it('answers a NetBIOS session request', () => {
    assert.deepEqual(positiveSessionResponse(), hex('82000000'));
  });

  it('splits alike wherever the chunks are cut in three', () => {
    for (let first = 0; first <= STREAM.length; first++) {
      for (let second = first; second <= STREAM.length; second++) {
        const chunks = [STREAM.subarray(0, first), STREAM.subarray(first, second), STREAM.subarray(second)];
        assert.deepEqual(split(new FrameSplitter(16), chunks), FRAMES, `cut at ${first} and ${second}`);
        assert.deepEqual(split(new FrameSplitter(16), chunks, true), FRAMES, `cut at ${first} and ${second}`);
      }
    }
  });

  it('splits alike byte by byte', () => {
    const drip = [...STREAM].map((byte) => Buffer.from([byte]));
    assert.deepEqual(split(new FrameSplitter(16), drip), FRAMES);
    assert.deepEqual(split(new FrameSplitter(16), drip, true), FRAMES);
  });

  it('splits any payloads under any cuts', () => {
    fc.assert(
      fc.property(fc.array(buffer(60), { maxLength: 8 }), fc.array(fc.nat(400)), (payloads, cuts) => {
        const stream = Buffer.concat(payloads.map((payload) => frame(payload)));
        const edges = [0, ...cuts.map((cut) => Math.min(cut, stream.length)), stream.length].sort(
          (a, b) => a - b,
        );
        const chunks = edges.slice(1).map((end, i) => stream.subarray(edges[i], end));
        assert.deepEqual(
          split(new FrameSplitter(60), chunks).map(({ payload }) => payload),
          payloads,
        );
      }),
    );
  });

  it('copies nothing that arrives in one chunk', () => {
    const payloads = [...new FrameSplitter(16).push(STREAM)].map(({ payload }) => payload);
    assert.equal(payloads.length, FRAMES.length);
    for (const payload of payloads) assert.equal(payload.buffer, STREAM.buffer);
  });

  it('gives the memory of a frame that spans chunks, and asks for that of the whole frame', () => {
    const asked: number[][] = [];
    const spare = Buffer.alloc(1000);
    const splitter = new FrameSplitter(100, (...lengths) => (asked.push(lengths), spare));
    const begun = [
      ...splitter.push(Buffer.concat([frame(Buffer.alloc(1)), frame(Buffer.alloc(80, 7)).subarray(0, 50)])),
    ];
    assert.equal(splitter.heldLength, 50);
    assert.equal(splitter.heldMemory, 1000);
    const [first, second] = [...begun, ...splitter.push(frame(Buffer.alloc(80, 7)).subarray(50))];
    assert.equal(splitter.heldMemory, 0);
    assert.equal(first?.memory, undefined);
    assert.equal(second?.memory, spare);
    assert.deepEqual(second?.payload, Buffer.alloc(80, 7));
    assert.deepEqual(asked, [[4, 4]]);
  });

  it('extends only a frame that goes on behind the chunk', () => {
    const splitter = new FrameSplitter(16);
    assert.equal(splitter.extend(hex('00000004')), false);
    assert.deepEqual([...splitter.push(hex('00000004'))], []);
    assert.equal(splitter.extend(hex('010203')), true);
    assert.equal(splitter.extend(hex('04')), false);
    assert.equal(splitter.heldLength, 7);
    splitter.maxPayload = 3;
    assert.equal(splitter.extend(Buffer.alloc(0)), false);
    assert.throws(() => split(splitter, [hex('04')]), codecError('out-of-range', 'StreamProtocolLength'));
  });

  it('lets the limit change between frames', () => {
    const splitter = new FrameSplitter(5);
    const frames: number[] = [];
    for (const { payload } of splitter.push(
      Buffer.concat([frame(Buffer.alloc(5)), frame(Buffer.alloc(9))]),
    )) {
      frames.push(payload.length);
      splitter.maxPayload = 9;
    }
    assert.deepEqual(frames, [5, 9]);
  });
});

describe('framing under attack', () => {
  it('refuses a length above the limit before it keeps any of the frame, and delivers what came before', () => {
    const splitter = new FrameSplitter(16);
    const seen: Buffer[] = [];
    const chunk = Buffer.concat([frame(hex('aa')), hex('00000011'), Buffer.alloc(17)]);
    assert.throws(
      () => {
        for (const { payload } of splitter.push(chunk)) seen.push(payload);
      },
      codecError('out-of-range', 'StreamProtocolLength'),
    );
    assert.deepEqual(seen, [hex('aa')]);
    assert.equal(splitter.heldLength, 0);
  });

  it('refuses it from a prefix that drips, too', () => {
    const splitter = new FrameSplitter(16);
    assert.deepEqual(split(splitter, [hex('00'), hex('0000')]), []);
    assert.equal(splitter.heldLength, 3);
    assert.throws(() => split(splitter, [hex('11')]), codecError('out-of-range', 'StreamProtocolLength'));
    assert.equal(splitter.heldLength, 0);
  });

  it('accepts exactly the limit', () => {
    assert.equal(split(new FrameSplitter(17), [frame(Buffer.alloc(17))]).length, 1);
  });

  it('refuses what is not SMB at its first four bytes', () => {
    for (const start of ['GET / HTTP/1.1', '\x16\x03\x01\x02\x00', '\x03\x00\x00\x13', '\x80\x00\x00\x00']) {
      const splitter = new FrameSplitter(16);
      assert.throws(
        () => split(splitter, [Buffer.from(start, 'latin1')]),
        codecError('bad-constant', 'Zero'),
      );
      assert.equal(splitter.heldLength, 0);
    }
  });

  it('stays refused', () => {
    const splitter = new FrameSplitter(16);
    assert.throws(() => split(splitter, [hex('47455420')]), CodecError);
    assert.throws(() => split(splitter, [frame(hex('aa'))]), CodecError);
  });

  it('allocates for what arrives, not for what is announced', () => {
    const memory = new CountedMemory();
    const splitter = new FrameSplitter(0xffffff, memory.allocate);
    split(splitter, [hex('00ffffff'), Buffer.alloc(100)]);
    assert.equal(splitter.heldLength, 104);
    assert.ok(memory.bytes >= 104 && memory.bytes < 1000, `${memory.bytes} bytes allocated`);
  });

  it('allocates in proportion to a frame that drips byte by byte', () => {
    const memory = new CountedMemory();
    const splitter = new FrameSplitter(0xffffff, memory.allocate);
    const message = frame(Buffer.alloc(20_000, 7));
    const drip = [...message].map((byte) => Buffer.from([byte]));
    let frames: Frame[] = [];
    for (const chunk of drip) frames = [...splitter.push(chunk)];
    const [{ type, payload } = assert.fail('no frame')] = frames;
    assert.deepEqual(
      { type, payload },
      { type: FrameType.SESSION_MESSAGE, payload: Buffer.alloc(20_000, 7) },
    );
    assert.ok(memory.bytes >= message.length, `${memory.bytes} bytes allocated`);
    assert.ok(memory.bytes < 3 * message.length, `${memory.bytes} bytes allocated`);
  });
});

/** Counts the bytes that were asked of it. */
class CountedMemory {
  bytes = 0;

  readonly allocate = (length: number): Buffer => {
    this.bytes += length;
    return Buffer.allocUnsafe(length);
  };
}
