import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { sidToText } from '../../src/bytes/index.js';
import {
  type Ace,
  AceType,
  type Acl,
  decodeSecurityDescriptor,
  encodeSecurityDescriptor,
  SecurityDescriptorControl,
} from '../../src/smb2-codec/index.js';
import { buffer, codecError, hex, itIsSound, record, u16, u32, u8 } from './support.js';

const sid = fc
  .tuple(u16, fc.array(u32, { maxLength: 5 }))
  .map(([authority, subs]) => ['S-1', authority, ...subs].join('-'));
const basicTypes: readonly number[] = Object.values(AceType);
const ace: fc.Arbitrary<Ace> = fc.oneof(
  record({ type: fc.constantFrom(...basicTypes), flags: u8, body: record({ accessMask: u32, sid }) }),
  record({ type: u8.filter((type) => !basicTypes.includes(type)), flags: u8, body: buffer() }),
);
const acl: fc.Arbitrary<Acl | null | undefined> = fc.oneof(
  fc.constantFrom(null, undefined),
  record({ revision: u8, aces: fc.array(ace, { maxLength: 3 }) }),
);
const { DACL_PRESENT, SACL_PRESENT, SELF_RELATIVE } = SecurityDescriptorControl;
const descriptor = record({
  control: u16,
  owner: fc.option(sid, { nil: undefined }),
  group: fc.option(sid, { nil: undefined }),
  sacl: acl,
  dacl: acl,
}).map((value) => {
  let control = (value.control & ~(DACL_PRESENT | SACL_PRESENT)) | SELF_RELATIVE;
  if (value.dacl !== undefined) control |= DACL_PRESENT;
  if (value.sacl !== undefined) control |= SACL_PRESENT;
  return { ...value, control };
});

describe('[MS-DTYP] 2.4.6 SECURITY_DESCRIPTOR', () => {
  itIsSound('self-relative', {
    value: descriptor,
    encode: encodeSecurityDescriptor,
    decode: decodeSecurityDescriptor,
  });

  it('is laid out as specified', () => {
    const everyone = {
      type: AceType.ACCESS_ALLOWED,
      flags: 3,
      body: { accessMask: 0x1f01ff, sid: 'S-1-1-0' },
    };
    const data = encodeSecurityDescriptor({
      control: 0,
      owner: 'S-1-5-32-544',
      group: undefined,
      sacl: undefined,
      dacl: { revision: 2, aces: [everyone] },
    });
    assert.deepEqual(
      data,
      hex(`01 00 0480 14000000 00000000 00000000 24000000
        01 02 000000000005 20000000 20020000
        02 00 1c00 0100 0000  00 03 1400 ff011f00 01 01 000000000001 00000000`),
    );
    assert.equal(sidToText(data.subarray(20)), 'S-1-5-32-544');
  });

  it('tells a NULL DACL, which grants all, from an empty one and from none', () => {
    const base = { control: 0, owner: undefined, group: undefined, sacl: undefined };
    const roundTrip = (dacl: Acl | null | undefined) =>
      decodeSecurityDescriptor(encodeSecurityDescriptor({ ...base, dacl })).dacl;
    assert.equal(roundTrip(undefined), undefined);
    assert.equal(roundTrip(null), null);
    assert.deepEqual(roundTrip({ revision: 2, aces: [] }), { revision: 2, aces: [] });
  });

  it('refuses one that is not self-relative, and offsets into its fixed part or beyond its end', () => {
    const data = encodeSecurityDescriptor({
      control: 0,
      owner: 'S-1-1-0',
      group: undefined,
      sacl: undefined,
      dacl: undefined,
    });
    const absolute = Buffer.from(data);
    absolute[3] = 0;
    assert.throws(() => decodeSecurityDescriptor(absolute), codecError('bad-constant', 'Control'));
    for (const offset of [4, 19, data.length + 1, 0xffffffff]) {
      const elsewhere = Buffer.from(data);
      elsewhere.writeUInt32LE(offset, 4);
      assert.throws(() => decodeSecurityDescriptor(elsewhere), codecError('out-of-range', 'OffsetOwner'));
    }
  });
});
