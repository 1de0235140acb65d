import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import { isCaptureFile, readCaptureFile } from '../../src/capture/capture-file.js';
import { encodeFileStart, encodePacket } from '../../src/capture/pcapng.js';
import { TcpPackets } from '../../src/capture/tcp-packets.js';
import { reassemble } from '../../src/capture/tcp-streams.js';

const packets = () => {
  const tcp = new TcpPackets({ address: '10.0.0.1', port: 49152 }, { address: '10.0.0.2', port: 445 });
  return { handshake: tcp.handshake(), data: (bytes: string) => tcp.data('client', Buffer.from(bytes)) };
};

function classic(
  frames: readonly Buffer[],
  options: { linkType?: number; bigEndian?: boolean; nano?: boolean } = {},
): Buffer {
  const { linkType = 1, bigEndian = false, nano = false } = options;
  const words = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, i) =>
      bigEndian ? bytes.writeUInt32BE(value, i * 4) : bytes.writeUInt32LE(value, i * 4),
    );
    return bytes;
  };
  const header = words(nano ? 0xa1b23c4d : 0xa1b2c3d4, 0, 0, 0, 65535, linkType);
  return Buffer.concat([
    header,
    ...frames.flatMap((frame) => [words(100, nano ? 5e8 : 5e5, frame.length, frame.length), frame]),
  ]);
}

describe('reading capture files', () => {
  for (const options of [{}, { bigEndian: true }, { nano: true }, { bigEndian: true, nano: true }]) {
    it(`classic pcap ${JSON.stringify(options)}`, () => {
      const file = classic([Buffer.from('one'), Buffer.from('two')], options);
      assert.ok(isCaptureFile(file));
      assert.deepEqual(
        readCaptureFile(file).map(({ time, bytes, linkType }) => [time, bytes.toString(), linkType]),
        [
          [100_500, 'one', 1],
          [100_500, 'two', 1],
        ],
      );
    });
  }

  it('pcapng, with what was written', () => {
    const bytes = Buffer.from('packet');
    const file = Buffer.concat([
      encodeFileStart('test', 'a comment'),
      encodePacket({ timestamp: 1_700_000_000_123_456n, direction: 'in', bytes, comments: ['one', 'two'] }),
    ]);
    assert.deepEqual(readCaptureFile(file), [{ linkType: 1, time: 1_700_000_000_123.456, bytes }]);
  });

  it('a file that is cut keeps the packets that are whole, and never reads beyond', () => {
    const file = Buffer.concat([
      encodeFileStart('test', ''),
      encodePacket({ timestamp: 1n, direction: 'in', bytes: Buffer.from('one'), comments: [] }),
      encodePacket({ timestamp: 2n, direction: 'out', bytes: Buffer.from('two'), comments: [] }),
    ]);
    for (const whole of [file, classic([Buffer.from('one'), Buffer.from('two')])]) {
      for (let length = 0; length < whole.length; length++) {
        try {
          assert.ok(readCaptureFile(whole.subarray(0, length)).length <= 1);
        } catch (error) {
          assert.ok(error instanceof CodecError, String(error));
        }
      }
    }
  });

  it('refuses what is no capture', () => {
    assert.ok(!isCaptureFile(Buffer.alloc(64)));
    assert.throws(() => readCaptureFile(Buffer.alloc(64)), CodecError);
  });
});

describe('TCP reassembly', () => {
  const streamOf = (frames: readonly Buffer[], linkType = 1) =>
    reassemble(frames.map((bytes) => ({ linkType, time: 0, bytes })));
  const text = (frames: readonly Buffer[], linkType = 1) =>
    streamOf(frames, linkType).map(({ chunks }) => chunks.map(({ bytes }) => bytes.toString()).join(''));

  it('puts segments in order, and drops what came twice', () => {
    const { handshake, data } = packets();
    const [a = Buffer.alloc(0)] = data('alpha ');
    const [b = Buffer.alloc(0)] = data('beta ');
    const [c = Buffer.alloc(0)] = data('gamma');
    assert.deepEqual(text([...handshake, a, c, b, b, a]), ['alpha beta gamma']);
  });

  it('says when bytes are missing', () => {
    const { handshake, data } = packets();
    const [a = Buffer.alloc(0)] = data('alpha ');
    data('beta ');
    const [c = Buffer.alloc(0)] = data('gamma');
    const [conversation] = streamOf([...handshake, a, c]);
    assert.equal(conversation?.incomplete, true);
    assert.equal(conversation.chunks.length, 1);
    assert.deepEqual([conversation.client, conversation.server], ['10.0.0.1:49152', '10.0.0.2:445']);
  });

  it('knows the server without a handshake by its port, and the same ports again as a new conversation', () => {
    const first = packets();
    const second = packets();
    const [a = Buffer.alloc(0)] = first.data('first');
    const [b = Buffer.alloc(0)] = second.data('second');
    assert.equal(streamOf([a])[0]?.server, '10.0.0.2:445');
    assert.deepEqual(
      text([...first.handshake, a, ...second.handshake, b]).sort((x, y) => (x < y ? -1 : 1)),
      ['first', 'second'],
    );
  });

  for (const [name, linkType, header] of [
    ['Linux cooked', 113, 16],
    ['Linux cooked v2', 276, 20],
    ['null', 0, 4],
    ['raw IP', 101, 0],
  ] as const) {
    it(`link type ${name}`, () => {
      const { handshake, data } = packets();
      const frames = [...handshake, ...data('payload')].map((frame) =>
        Buffer.concat([Buffer.alloc(header), frame.subarray(14)]),
      );
      assert.deepEqual(text(frames, linkType), ['payload']);
    });
  }

  it('a gap that is never filled costs no time, whatever follows it', () => {
    const { handshake, data } = packets();
    data('lost');
    const [late = Buffer.alloc(0)] = data('late');
    const behind = Array.from({ length: 50_000 }, (_, i) => {
      const segment = Buffer.from(late);
      segment.writeUInt32BE(100 + i * 8, 38);
      return segment;
    });
    const started = process.cpuUsage();
    const [conversation] = streamOf([...handshake, ...behind]);
    assert.equal(conversation?.incomplete, true);
    assert.ok(process.cpuUsage(started).user < 2_000_000);
  });

  it('thousands of segments that wait cost no time while others come in order', () => {
    const { handshake, data } = packets();
    const [first = Buffer.alloc(0)] = data('.');
    const at = (ahead: number): Buffer => {
      const segment = Buffer.from(first);
      segment.writeUInt32BE(1 + ahead, 38);
      return segment;
    };
    const waiting = Array.from({ length: 4000 }, (_, i) => at(1_000_000 + 3 * i));
    const inOrder = Array.from({ length: 50_000 }, (_, i) => at(i));
    const started = process.cpuUsage();
    const [conversation] = streamOf([...handshake, ...waiting, ...inOrder]);
    assert.equal(conversation?.chunks.length, 50_000);
    assert.equal(conversation.incomplete, true);
    assert.ok(process.cpuUsage(started).user < 2_000_000);
  });

  it('segments in any order, across the end of the sequence numbers, overlapping and repeated', () => {
    const { data } = packets();
    const [model = Buffer.alloc(0)] = data('x');
    const sent = Buffer.from('abcdefghijklmnopqrstuvwxyz');
    const start = 0xffffffff - 9;
    const piece = (from: number, to: number): Buffer => {
      const segment = Buffer.concat([model.subarray(0, -1), sent.subarray(from, to)]);
      segment.writeUInt16BE(40 + to - from, 16);
      segment.writeUInt32BE((start + from) >>> 0, 38);
      return segment;
    };
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          [piece(2, 4), piece(3, 9), piece(4, 6), piece(9, 12), piece(10, 20), piece(12, 20), piece(20, 26)],
          { minLength: 7 },
        ),
        (pieces) => {
          assert.deepEqual(text([piece(0, 2), ...pieces, ...pieces]), [sent.toString()]);
        },
      ),
    );
  });

  it('IPv6 extension headers are skipped, and fragments left out', () => {
    const tcp = new TcpPackets({ address: '::1', port: 49152 }, { address: '::1', port: 445 });
    const frames = [...tcp.handshake(), ...tcp.data('client', Buffer.from('payload'))];
    const [{ client, server } = { client: '', server: '' }] = streamOf(frames);
    assert.deepEqual([client, server], ['[::1]:49152', '[::1]:445']);
    const withHeader = (type: number, header: Buffer) => (frame: Buffer) => {
      const longer = Buffer.concat([frame.subarray(0, 54), header, frame.subarray(54)]);
      longer.writeUInt16BE(longer.length - 54, 18);
      longer.writeUInt8(type, 20);
      return longer;
    };
    assert.deepEqual(text(frames.map(withHeader(0, Buffer.from('0600010400000000', 'hex')))), ['payload']);
    assert.deepEqual(text(frames.map(withHeader(44, Buffer.from('0600000100000000', 'hex')))), []);
  });

  it('a VLAN tag is skipped, and what is no TCP left out', () => {
    const { handshake, data } = packets();
    const tagged = [...handshake, ...data('payload')].map((frame) =>
      Buffer.concat([frame.subarray(0, 12), Buffer.from('81000064', 'hex'), frame.subarray(12)]),
    );
    assert.deepEqual(text([Buffer.alloc(60), Buffer.alloc(3), ...tagged]), ['payload']);
    const twice = tagged.map((frame) =>
      Buffer.concat([frame.subarray(0, 12), Buffer.from('91000005', 'hex'), frame.subarray(12)]),
    );
    assert.deepEqual(text(twice), ['payload']);
    const cooked = tagged.map((frame) => Buffer.concat([Buffer.alloc(2), frame]));
    assert.deepEqual(text(cooked, 113), ['payload']);
  });
});
