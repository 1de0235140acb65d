import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../../src/bytes/index.js';
import { decodePdu, encodePdu, PfcFlags, type Pdu, type PduBody } from '../../../src/rpc/pdu/index.js';
import { LSARPC } from '../../../src/rpc/lsarpc/lsarpc.js';
import { bindOf } from '../support/rpc-client.js';
import { exchange, exchanges, logins } from '../support/recorded.js';
import { buffer, refusesEveryPrefix, throwsOnlyCodecError } from '../support/codec-error.js';

/** Records like those a decoder makes, which have a prototype. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(model, { noNullPrototype: true });

const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffffffff);
const uuid = fc.uuid();
const syntax = record({ uuid, major: u16, minor: u16 });
const bindFields = { maxXmitFrag: u16, maxRecvFrag: u16, assocGroupId: u32 };

const bodies: readonly fc.Arbitrary<PduBody>[] = [
  record({
    kind: fc.constantFrom('bind' as const, 'alter-context' as const),
    ...bindFields,
    contexts: fc.array(
      record({
        contextId: u16,
        abstractSyntax: syntax,
        transferSyntaxes: fc.array(syntax, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  record({
    kind: fc.constantFrom('bind-ack' as const, 'alter-context-resp' as const),
    ...bindFields,
    secondaryAddress: fc.constantFrom('', '\\PIPE\\srvsvc', '\\PIPE\\x'),
    results: fc.array(record({ result: u16, reason: u16, transferSyntax: syntax }), { maxLength: 4 }),
  }),
  record({ kind: fc.constant('bind-nak' as const), reason: u16 }),
  record({
    kind: fc.constant('request' as const),
    allocHint: u32,
    contextId: u16,
    opnum: u16,
    stub: buffer(64),
  }),
  record({
    kind: fc.constant('request' as const),
    allocHint: u32,
    contextId: u16,
    opnum: u16,
    object: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes)),
    stub: buffer(64),
  }),
  record({ kind: fc.constant('response' as const), allocHint: u32, contextId: u16, stub: buffer(64) }),
  record({ kind: fc.constant('fault' as const), contextId: u16, status: u32 }),
  record({ kind: fc.constantFrom('auth3' as const, 'shutdown', 'cancel', 'orphaned') }),
];

const pdus: fc.Arbitrary<Pdu> = fc.record(
  {
    flags: fc.nat(0x7f),
    callId: u32,
    body: fc.oneof(...bodies),
    security: record({
      type: fc.nat(0xff),
      level: fc.nat(0xff),
      contextId: u32,
      token: buffer(40).filter((token) => token.length > 0),
    }),
  },
  { requiredKeys: ['flags', 'callId', 'body'], noNullPrototype: true },
);

describe('rpc/pdu: C706 12.6 connection-oriented PDUs', () => {
  it('are decoded as they were encoded', () => {
    fc.assert(
      fc.property(pdus, (pdu) => {
        const { raw, layout: _, bigEndian, ...decoded } = decodePdu(encodePdu(pdu));
        assert.equal(bigEndian, false);
        const object = 'object' in pdu.body ? PfcFlags.OBJECT_UUID : 0;
        assert.deepEqual({ ...decoded }, { ...pdu, flags: pdu.flags | object });
        assert.equal(raw.readUInt16LE(8), raw.length);
      }),
    );
  });

  it('are big-endian where the client says so (C706 14.1)', () => {
    const octets = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');
    const bind = octets(
      '05000b03 00000000 0048 0000 00000001 16d0 16d0 00000000 01000000',
      '0000 0100 12345778 1234 abcd ef000123456789ab 00000000',
      '8a885d04 1ceb 11c9 9fe808002b104860 00000002',
    );
    const { body, callId, bigEndian } = decodePdu(bind);
    assert.equal(bigEndian, true);
    assert.equal(callId, 1);
    assert.deepEqual(body, { ...bindOf(LSARPC), maxXmitFrag: 5840, maxRecvFrag: 5840 });
    const request = octets(
      '05000003 00000000 002c 0008 00000002 00000004 0000 002c 01020304',
      '09060000 0000000a deadbeefdeadbeef',
    );
    const decoded = decodePdu(request);
    assert.equal(decoded.security?.contextId, 10);
    assert.deepEqual(decoded.body, {
      kind: 'request',
      allocHint: 4,
      contextId: 0,
      opnum: 44,
      stub: Buffer.from([1, 2, 3, 4]),
    });
  });

  it('are refused in EBCDIC, and in an order of octets that is none', () => {
    const pdu = encodePdu({ flags: 3, callId: 1, body: { kind: 'shutdown' } });
    for (const representation of [0x01, 0x11, 0x20, 0xff]) {
      pdu.writeUInt8(representation, 4);
      assert.throws(() => decodePdu(pdu), { name: 'CodecError', message: /packed_drep/ });
    }
  });

  it('align a trailer behind a stub to 16 bytes ([MS-RPCE] 2.2.2.11)', () => {
    for (let length = 0; length <= 33; length++) {
      const security = { type: 10, level: 5, contextId: 1, token: Buffer.alloc(16, 0xee) };
      const body = { kind: 'response', allocHint: 0, contextId: 0, stub: Buffer.alloc(length, 1) } as const;
      const { layout } = decodePdu(encodePdu({ flags: 3, callId: 1, body, security }));
      assert.equal((layout.trailerStart - layout.bodyStart) % 16, 0);
      assert.equal(layout.trailerStart - layout.bodyStart - layout.padLength, length);
    }
  });

  for (const { name, request, response } of exchanges) {
    it(`recorded ${name}: encoded again byte for byte`, () => {
      assert.deepEqual(encodePdu(decodePdu(request)), request);
      const expected = Buffer.from(response);
      // smbd says 24 where we say 32 in the alloc_hint of a fault.
      if (expected.readUInt8(2) === 3) expected.writeUInt32LE(32, 16);
      assert.deepEqual(encodePdu(decodePdu(response)), expected);
    });
  }

  for (const { name, pdus: recorded } of logins) {
    it(`recorded login with ${name}: encoded again byte for byte`, () => {
      for (const raw of recorded) {
        // The sender of a sealed PDU fills its padding with ciphertext; the decoded PDU is without it.
        const { padLength, trailerStart } = decodePdu(raw).layout;
        const expected = Buffer.from(raw);
        expected.fill(0, trailerStart - padLength, trailerStart);
        // The pad of auth3 is anything ([MS-RPCE] 2.2.2.10).
        if (expected.readUInt8(2) === 16) expected.fill(0, 16, 20);
        assert.deepEqual(encodePdu(decodePdu(raw)), expected);
      }
    });
  }

  it('are refused when cut short anywhere', () => {
    const samples = [
      ...exchanges.slice(0, 3).flatMap(({ request, response }) => [request, response]),
      exchange('unknown opnum').response,
      ...logins.flatMap((login) => login.pdus),
      encodePdu({ flags: 3, callId: 1, body: { kind: 'bind-nak', reason: 1 } }),
    ];
    for (const sample of samples) refusesEveryPrefix(sample, decodePdu);
  });

  it('are refused when their lengths contradict their contents', () => {
    // frag_length shortened along with the PDU: what is missing must be noticed in the body.
    const whole = [exchange('bind').request, exchange('bind').response, exchange('bad stub').response];
    for (const sample of whole) {
      for (let length = 0; length < sample.length; length++) {
        const cut = Buffer.from(sample.subarray(0, length));
        if (length >= 10) cut.writeUInt16LE(length, 8);
        assert.throws(() => decodePdu(cut), CodecError, `${length} bytes`);
      }
    }
  });

  it('are refused with another version, byte order or type', () => {
    for (const [offset, value] of [
      [0, 4],
      [1, 1],
      [4, 0x00],
      [2, 1],
      [2, 20],
    ] as const) {
      const raw = Buffer.from(exchange('NetrRemoteTOD').request);
      raw.writeUInt8(value, offset);
      assert.throws(() => decodePdu(raw), CodecError);
    }
  });

  it('are refused with a trailer or padding larger than what there is', () => {
    const request = Buffer.from(logins[0]!.pdus[3]!);
    const withAuthLength = (length: number) => {
      const raw = Buffer.from(request);
      raw.writeUInt16LE(length, 10);
      return () => decodePdu(raw);
    };
    assert.throws(withAuthLength(request.length), CodecError);
    assert.throws(withAuthLength(0xffff), CodecError);
    assert.throws(withAuthLength(request.length - 8 - 23), CodecError);
    const padded = Buffer.from(request);
    padded.writeUInt8(0xff, decodePdu(request).layout.trailerStart + 2);
    assert.throws(() => decodePdu(padded), CodecError);
  });

  it('throw nothing but CodecError for arbitrary bytes behind a valid header', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(0xff), fc.nat(300), buffer(200), (type, flags, authLength, rest) => {
        const raw = Buffer.concat([Buffer.from(exchange('bind').request.subarray(0, 16)), rest]);
        raw.writeUInt8(type, 2);
        raw.writeUInt8(flags, 3);
        raw.writeUInt16LE(raw.length, 8);
        raw.writeUInt16LE(authLength, 10);
        throwsOnlyCodecError(() => decodePdu(raw));
      }),
      { numRuns: 500 },
    );
  });
});
