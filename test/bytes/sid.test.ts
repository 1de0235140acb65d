import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { canonicalSid, CodecError, sidFromText, sidToText } from '../../src/bytes/index.js';

const KNOWN: Readonly<Record<string, string>> = {
  'S-1-0-0': '010100000000000000000000',
  'S-1-1-0': '010100000000000100000000',
  'S-1-5-32-544': '01020000000000052000000020020000',
  'S-1-5-21-397955417-626881126-188441444-512': '0105000000000005150000005951b81766725d2564633b0b00020000',
  'S-1-0x123456789ABC-1': '0101123456789abc01000000',
};

describe('[MS-DTYP] 2.4.2 SID', () => {
  for (const [text, bytes] of Object.entries(KNOWN)) {
    it(text, () => {
      assert.equal(sidFromText(text).toString('hex'), bytes);
      assert.equal(sidToText(Buffer.from(bytes, 'hex')), text);
    });
  }

  it('text and bytes say the same of any SID', () => {
    const authority = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    const subs = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 15 });
    fc.assert(
      fc.property(authority, subs, (identifierAuthority, subAuthorities) => {
        const bytes = Buffer.alloc(8 + 4 * subAuthorities.length);
        bytes.writeUInt8(1, 0);
        bytes.writeUInt8(subAuthorities.length, 1);
        bytes.writeUIntBE(identifierAuthority, 2, 6);
        subAuthorities.forEach((sub, i) => bytes.writeUInt32LE(sub, 8 + 4 * i));
        assert.deepEqual(sidFromText(sidToText(bytes)), bytes);
      }),
    );
  });

  it('refuses bytes that are cut short, of another revision, or with too many sub-authorities', () => {
    const sid = sidFromText('S-1-5-32-544');
    for (let length = 0; length < sid.length; length++) {
      assert.throws(() => sidToText(sid.subarray(0, length)), CodecError);
    }
    assert.throws(() => sidToText(Buffer.concat([Buffer.from([2]), sid.subarray(1)])), CodecError);
    assert.throws(() => sidToText(Buffer.concat([Buffer.from([1, 16]), Buffer.alloc(70)])), CodecError);
  });

  it('refuses text that is not a SID', () => {
    for (const text of [
      '',
      'S-1',
      'S-2-5-32',
      's-1-5-32',
      'S-1-5-',
      'S-1-5-x',
      'S-1-5-4294967296',
      'S-1-0x12-1',
      'S-1-99999999999-1',
      `S-1-5${'-1'.repeat(16)}`,
    ]) {
      assert.throws(() => sidFromText(text), RangeError, text);
    }
  });

  it('has one text, whatever zeros its numbers begin with', () => {
    const number = fc.nat({ max: 2 ** 31 - 1 }).map((half) => half * 2 + (half % 2));
    fc.assert(
      fc.property(
        number,
        fc.array(number, { maxLength: 15 }),
        fc.nat({ max: 3 }),
        (authority, subs, zeros) => {
          const canonical = ['S-1', authority, ...subs].join('-');
          const padded = ['S-1', authority, ...subs].map((part, index) =>
            index === 0 ? part : String(part).padStart(Math.min(10, String(part).length + zeros), '0'),
          );
          assert.equal(canonicalSid(canonical), canonical);
          assert.equal(canonicalSid(padded.join('-')), canonical);
        },
      ),
    );
  });

  for (const text of ['S-1', 'S-1-', 's-1-5', 'S-1-5-4294967296', 'S-1-5-1\n', `S-1-5${'-1'.repeat(16)}`]) {
    it(`${JSON.stringify(text)} has none`, () => {
      assert.throws(() => canonicalSid(text), { name: 'RangeError' });
    });
  }
});
