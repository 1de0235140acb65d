import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import { crc32c } from '../../src/proxy-protocol/crc32c.js';
import {
  type AssembledHeader,
  beginsLikeProxyHeader,
  HeaderAssembly,
  MOST_HEADER_BYTES,
  type ProxyHeader,
} from '../../src/proxy-protocol/index.js';
import { binary, ends, ipv4Block, ipv6Block, line, signature, value, withChecksum } from './headers.js';

/** Takes the bytes in pieces of one length; undefined: more must come. */
function assemble(bytes: Buffer, piece = bytes.length): AssembledHeader | undefined {
  const assembly = new HeaderAssembly();
  for (let at = 0; at < bytes.length; at += piece) {
    const whole = assembly.receive(bytes.subarray(at, at + piece));
    if (whole === undefined) continue;
    return { header: whole.header, rest: Buffer.concat([whole.rest, bytes.subarray(at + piece)]) };
  }
  return undefined;
}

const payload = Buffer.from('\0\0\0\x04\xfeSMB', 'latin1');

const source = { address: '192.0.2.7', port: 51234 };
const destination = { address: '198.51.100.1', port: 445 };
const source6 = { address: '2001:db8::7', port: 51234 };
const destination6 = { address: '2001:db8::1', port: 445 };

const taken: readonly [name: string, bytes: Buffer, header: ProxyHeader][] = [
  [
    'TCP4',
    line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445'),
    { version: 1, kind: 'proxied', source, destination },
  ],
  [
    'TCP4 with the longest fields',
    line('PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535'),
    {
      version: 1,
      kind: 'proxied',
      source: { address: '255.255.255.255', port: 65535 },
      destination: { address: '255.255.255.255', port: 65535 },
    },
  ],
  [
    'TCP6',
    line('PROXY TCP6 2001:db8::7 2001:db8::1 51234 445'),
    { version: 1, kind: 'proxied', source: source6, destination: destination6 },
  ],
  [
    'TCP6 in capitals, with all zeros written and ports of 0',
    line('PROXY TCP6 2001:0DB8:0000:0000:0000:0000:0000:0007 2001:DB8:0:0:0:0:0:1 0 0'),
    {
      version: 1,
      kind: 'proxied',
      source: { ...source6, port: 0 },
      destination: { ...destination6, port: 0 },
    },
  ],
  [
    'TCP6 of an IPv4-mapped address',
    line('PROXY TCP6 ::ffff:192.0.2.7 ::ffff:c633:6401 51234 445'),
    { version: 1, kind: 'proxied', source, destination },
  ],
  ['UNKNOWN', line('PROXY UNKNOWN'), { version: 1, kind: 'direct' }],
  ['UNKNOWN with 107 bytes', line(`PROXY UNKNOWN ${'x'.repeat(91)}`), { version: 1, kind: 'direct' }],
  ['LOCAL', binary(0x20, 0x00), { version: 2, kind: 'direct' }],
  ['LOCAL with a family and a block', binary(0x20, 0x11, ipv4Block), { version: 2, kind: 'direct' }],
  ['LOCAL with a family that nobody knows', binary(0x20, 0xff, Buffer.of(1)), { version: 2, kind: 'direct' }],
  ['PROXY UNSPEC', binary(0x21, 0x00, Buffer.from('anything')), { version: 2, kind: 'direct' }],
  ['PROXY TCP4', binary(0x21, 0x11, ipv4Block), { version: 2, kind: 'proxied', source, destination }],
  [
    'PROXY TCP6',
    binary(0x21, 0x21, ipv6Block),
    { version: 2, kind: 'proxied', source: source6, destination: destination6 },
  ],
  [
    'PROXY TCP6 of IPv4-mapped addresses',
    binary(
      0x21,
      0x21,
      ends(
        [...Array<number>(10).fill(0), 0xff, 0xff, 192, 0, 2, 7],
        [...Array<number>(10).fill(0), 0xff, 0xff, 198, 51, 100, 1],
        [51234, 445],
      ),
    ),
    { version: 2, kind: 'proxied', source, destination },
  ],
  ['PROXY UDP4', binary(0x21, 0x12, ipv4Block), { version: 2, kind: 'direct' }],
  ['PROXY UDP6', binary(0x21, 0x22, ipv6Block), { version: 2, kind: 'direct' }],
  ['PROXY UNIX', binary(0x21, 0x31, Buffer.alloc(216)), { version: 2, kind: 'direct' }],
  ['PROXY UNIX datagrams', binary(0x21, 0x32, Buffer.alloc(216)), { version: 2, kind: 'direct' }],
  [
    'PROXY TCP4 with values up to the most bytes',
    binary(
      0x21,
      0x11,
      Buffer.concat([ipv4Block, value(4, Buffer.alloc(10)), value(0xe0, Buffer.alloc(492))]),
    ),
    { version: 2, kind: 'proxied', source, destination },
  ],
  ['PROXY TCP4 with a checksum', withChecksum(), { version: 2, kind: 'proxied', source, destination }],
  [
    'PROXY TCP4 with an authority and a checksum',
    withChecksum(value(2, Buffer.from('files.example.com'))),
    { version: 2, kind: 'proxied', source, destination },
  ],
];

describe('PROXY headers (PROXY protocol 2.1, 2.2)', () => {
  for (const [name, bytes, header] of taken) {
    it(`${name}: is taken whole and in pieces, with all that is behind it, and with nothing`, () => {
      for (let piece = 1; piece <= bytes.length + payload.length; piece++) {
        const whole = assemble(Buffer.concat([bytes, payload]), piece);
        assert.deepEqual(whole, { header, rest: payload }, `pieces of ${piece}`);
      }
      assert.deepEqual(assemble(bytes), { header, rest: Buffer.alloc(0) });
    });

    it(`${name}: each truncation waits for more`, () => {
      for (let length = 0; length < bytes.length; length++) {
        assert.equal(assemble(bytes.subarray(0, length)), undefined, `${length} bytes`);
      }
    });
  }

  it('the longest header has the most bytes', () => {
    assert.equal(Math.max(...taken.map(([, bytes]) => bytes.length)), MOST_HEADER_BYTES);
  });

  it('a flip of any bit of a header with a checksum is seen', () => {
    const header = withChecksum(value(2, Buffer.from('files.example.com')));
    for (let bit = 0; bit < header.length * 8; bit++) {
      const flipped = Buffer.from(header);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      let whole: AssembledHeader | undefined;
      try {
        whole = assemble(flipped);
      } catch (error) {
        assert.ok(error instanceof CodecError);
        continue;
      }
      // LOCAL and UNSPEC have no block to verify, a longer one is awaited, and another type is no checksum.
      const at = bit >> 3;
      const isOtherType = at === header.length - 7;
      assert.ok(whole === undefined || whole.header.kind === 'direct' || isOtherType, `bit ${bit}`);
    }
  });

  it('CRC32c: the checks of RFC 3720 B.4', () => {
    assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
    assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
    assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  });
});

const refused: readonly [name: string, bytes: Buffer, message: RegExp][] = [
  ['an SMB frame', payload, /signature.*no bytes of a header/],
  ['TLS', Buffer.of(0x16, 3, 1), /signature/],
  ['HTTP', Buffer.from('P\r'), /signature/],
  ['lower-case letters', Buffer.from('proxy '), /signature/],
  ['two spaces', line('PROXY  TCP4 192.0.2.7 198.51.100.1 51234 445'), /family/],
  ['TCP5', line('PROXY TCP5 192.0.2.7 198.51.100.1 51234 445'), /family/],
  ['UNKNOWNX', line('PROXY UNKNOWNX'), /family/],
  ['nothing behind the name', line('PROXY '), /family/],
  ['TCP4 alone', line('PROXY TCP4'), /no address of TCP4/],
  ['a zero in front', line('PROXY TCP4 192.0.02.7 198.51.100.1 51234 445'), /source.*no address of TCP4/],
  ['an octet of 256', line('PROXY TCP4 192.0.2.256 198.51.100.1 51234 445'), /source/],
  ['IPv6 in TCP4', line('PROXY TCP4 ::1 198.51.100.1 51234 445'), /source/],
  ['IPv4 in TCP6', line('PROXY TCP6 2001:db8::1 198.51.100.1 51234 445'), /destination.*TCP6/],
  ['a name', line('PROXY TCP4 localhost 198.51.100.1 51234 445'), /source/],
  ['a zone', line('PROXY TCP6 fe80::1%eth0 fe80::2 51234 445'), /source/],
  ['a sign', line('PROXY TCP4 192.0.2.7 198.51.100.1 +51234 445'), /source port/],
  ['a port of 65536', line('PROXY TCP4 192.0.2.7 198.51.100.1 65536 445'), /source port.*0 to 65535/],
  ['a port with a zero in front', line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 0445'), /destination port/],
  ['no port', line('PROXY TCP4 192.0.2.7 198.51.100.1 51234'), /destination port/],
  ['a space at the end', line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445 '), /behind the ports/],
  ['a further word', line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445 1'), /behind the ports/],
  ['LF alone', Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445\n'), /LF without CR/],
  ['CR alone', Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445\r\0'), /CR without LF/],
  ['107 bytes without CRLF', Buffer.from(`PROXY UNKNOWN ${'x'.repeat(93)}`), /no CRLF in 107 bytes/],
  ['CRLF behind 107 bytes', line(`PROXY UNKNOWN ${'x'.repeat(92)}`), /no CRLF in 107 bytes/],
  ['version 1 in binary', binary(0x11, 0x11, ipv4Block), /version.*1, not 2/],
  ['version 3', binary(0x31, 0x11, ipv4Block), /version/],
  ['another command', binary(0x22, 0x11, ipv4Block), /command.*2 is not assigned/],
  ['another family', binary(0x21, 0x41, ipv4Block), /family.*0x41 is not assigned/],
  ['another transport', binary(0x21, 0x13, ipv4Block), /family/],
  ['a family without transport', binary(0x21, 0x10, ipv4Block), /family/],
  [
    'a length that cuts the addresses',
    binary(0x21, 0x11, ipv4Block.subarray(1)),
    /destination port.*needs 2 bytes, 1 left/,
  ],
  ['a length of 0', binary(0x21, 0x21), /source.*needs 16 bytes, 0 left/],
  [
    'a length that cuts the names',
    binary(0x21, 0x31, Buffer.alloc(215)),
    /addresses.*needs 216 bytes, 215 left/,
  ],
  ['a value without length', binary(0x21, 0x11, Buffer.concat([ipv4Block, Buffer.of(4, 0)])), /value length/],
  [
    'a value that goes on',
    binary(0x21, 0x11, Buffer.concat([ipv4Block, Buffer.of(4, 0, 2, 0)])),
    /value.*needs 2 bytes, 1 left/,
  ],
  [
    'a checksum of 3 bytes',
    binary(0x21, 0x11, Buffer.concat([ipv4Block, value(3, Buffer.alloc(3))])),
    /CRC32C.*3 bytes, not 4/,
  ],
  [
    'a checksum of another header',
    binary(0x21, 0x11, Buffer.concat([ipv4Block, value(3, Buffer.alloc(4))])),
    /CRC32C.*does not match/,
  ],
  ['two checksums', withChecksum(value(3, Buffer.alloc(4))), /CRC32C/],
];

describe('bytes that are no PROXY header', () => {
  for (const [name, bytes, message] of refused) {
    it(`${name}: is refused whole, and byte by byte`, () => {
      const isRefused = (error: unknown): boolean =>
        error instanceof CodecError && message.test(error.message);
      assert.throws(() => assemble(Buffer.concat([bytes, payload])), isRefused);
      assert.throws(() => assemble(Buffer.concat([bytes, payload]), 1), isRefused);
    });
  }

  it('a header that is too long is refused by its length, before it comes', () => {
    const begun = Buffer.concat([signature, Buffer.of(0x21, 0x11, 0x02, 0x09)]);
    assert.throws(() => assemble(begun), /length.*537 bytes, and 536 are the most/);
    assert.equal(assemble(Buffer.concat([signature, Buffer.of(0x21, 0x11, 0x02, 0x08)])), undefined);
  });

  it('a wrong byte is refused as soon as it comes', () => {
    for (const whole of [Buffer.from('PROXY '), signature]) {
      for (let length = 0; length < whole.length; length++) {
        const wrong = Buffer.from(whole.subarray(0, length + 1));
        wrong[length]! ^= 0x80;
        assert.throws(() => assemble(wrong), CodecError);
      }
    }
  });

  it('the bytes that came are shown, and no more are held than a header has', () => {
    const assembly = new HeaderAssembly();
    assert.throws(() => assembly.receive(Buffer.alloc(100_000, 1)), CodecError);
    assert.equal(assembly.bytes.length, MOST_HEADER_BYTES);
  });

  it('whatever comes, in whatever pieces: the same header, or the same error', () => {
    const begun = fc.constantFrom(...taken.map(([, bytes]) => bytes), ...refused.map(([, bytes]) => bytes));
    const changes = fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 3 });
    const outcome = (bytes: Buffer, piece?: number): unknown => {
      try {
        return assemble(bytes, piece);
      } catch (error) {
        assert.ok(error instanceof CodecError);
        return error.message;
      }
    };
    fc.assert(
      fc.property(begun, changes, fc.integer({ min: 1, max: 64 }), (bytes, flips, piece) => {
        const changed = Buffer.concat([bytes, payload]);
        for (const [at, by] of flips) if (at < changed.length) changed[at]! ^= by;
        assert.deepEqual(outcome(changed, piece), outcome(changed));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the beginning of a PROXY header', () => {
  it('tells a header from other bytes', () => {
    for (const [, bytes] of taken) assert.ok(beginsLikeProxyHeader(bytes));
    for (const other of [
      payload,
      Buffer.alloc(0),
      Buffer.from('PROXY'),
      signature.subarray(1),
      Buffer.from('GET /'),
    ])
      assert.ok(!beginsLikeProxyHeader(other));
  });
});
