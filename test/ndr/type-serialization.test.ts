import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import {
  countedArray,
  decodeSerializedType,
  encodeSerializedType,
  fileTime,
  optionalSid,
  reserved,
  structure,
  uint16,
  uint32,
  unicodeString,
} from '../../src/ndr/index.js';
import { buffer, refusesEveryPrefix, throwsOnlyCodecError } from '../rpc/support/codec-error.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

const sample = structure({
  short: uint16,
  name: unicodeString,
  time: fileTime,
  pad: reserved(4),
  sid: optionalSid,
  list: countedArray(structure({ sid: optionalSid, value: uint32 }), 8),
});
const value = {
  short: 7,
  name: 'ab',
  time: 0x1_0000_0002n,
  sid: 'S-1-5-18',
  list: [{ sid: 'S-1-1-0', value: 9 }],
};
const stream = hex(`
  01 10 0800 cccccccc  68000000 00000000
  00000200
  0700 0000  0400 0400 04000200  02000000 01000000  00000000
  08000200  01000000 0c000200
  02000000 00000000 02000000  6100 6200
  01000000 01 01 000000000005 12000000
  01000000  10000200 09000000
  01000000 01 01 000000000001 00000000
  00000000`);

const decode = (bytes: Buffer): unknown => decodeSerializedType(sample, bytes, 'SAMPLE');
const changed = (at: number, ...octets: readonly number[]): Buffer => {
  const bytes = Buffer.from(stream);
  bytes.set(octets, at);
  return bytes;
};

describe('ndr: [MS-RPCE] 2.2.6 type serialization version 1', () => {
  it('has headers, a pointer and its structure, padded to 8 bytes', () => {
    assert.equal(encodeSerializedType(sample, value).toString('hex'), stream.toString('hex'));
    assert.deepEqual(decode(stream), value);
  });

  it('reads null pointers: no SID, no characters, no elements', () => {
    const empty = { short: 0, name: '', time: 0n, sid: undefined, list: [] };
    assert.deepEqual(decode(encodeSerializedType(sample, empty)), empty);
    const nullName = changed(20 + 4, 0, 0, 0, 0, 0, 0, 0, 0);
    assert.throws(() => decode(nullName), CodecError);
  });

  it('is refused when it ends too early', () => {
    refusesEveryPrefix(stream, decode);
  });

  for (const [fault, bytes] of [
    ['another version', changed(0, 2)],
    ['big-endian octets', changed(1, 0)],
    ['another header length', changed(2, 9)],
    ['a length that is no multiple of 8', changed(8, 0x67)],
    ['a null structure', changed(16, 0, 0, 0, 0)],
    ['eight bytes behind the stream', Buffer.concat([stream, Buffer.alloc(8)])],
    ['eight bytes behind the structure', Buffer.concat([changed(8, 0x70), Buffer.alloc(8)])],
    ['a Length that is odd', changed(24, 3)],
    ['a Length above MaximumLength', changed(24, 6)],
    ['a Length without characters', changed(28, 0, 0, 0, 0)],
    ['a maximum count that is not MaximumLength', changed(56, 3)],
    ['characters that begin elsewhere', changed(60, 1)],
    ['an actual count that is not Length', changed(64, 1)],
    ['a SID of 16 sub-authorities', changed(72, 16)],
    ['a SID that counts its sub-authorities otherwise', changed(77, 0)],
    ['elements without an array', changed(52, 0, 0, 0, 0)],
    ['an array of another count', changed(88, 2)],
  ] as const)
    it(`is refused with ${fault}`, () => assert.throws(() => decode(bytes), CodecError));

  it('is never asked for more memory than it has bytes', () => {
    const many = changed(48, 0xff, 0xff, 0xff, 0x7f);
    many.set([0xff, 0xff, 0xff, 0x7f], 88);
    assert.throws(() => decode(many), /do not fit/);
  });

  it('throws only CodecError', () => {
    const body = buffer(120).map((bytes) => Buffer.concat([stream.subarray(0, 20), bytes]));
    fc.assert(fc.property(body, (bytes) => throwsOnlyCodecError(() => decode(bytes))));
    for (let at = 0; at < stream.length; at++) throwsOnlyCodecError(() => decode(changed(at, 0xff)));
  });
});
