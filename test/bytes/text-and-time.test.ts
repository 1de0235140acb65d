import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  truncatedCopy,
  CodecError,
  decodeUtf16,
  encodeUtf16,
  fileTimeFromUnixMs,
  guidFromText,
  guidToText,
  unixMsFromFileTime,
  upperCaseUtf16,
} from '../../src/bytes/index.js';

describe('UTF-16', () => {
  it('keeps every unit, lone surrogates included', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 });
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes);
        assert.equal(decodeUtf16(encodeUtf16(text), 'S', 'f'), text);
      }),
    );
  });

  it('begins with so many units, or is shorter', () => {
    assert.equal(truncatedCopy('Grüße', 3), 'Grü');
    assert.equal(truncatedCopy('Grüße', 5), 'Grüße');
    assert.equal(truncatedCopy('a\ud83d\ude00', 2), 'a\ud83d');
  });

  it('refuses an odd length', () => {
    assert.throws(() => decodeUtf16(Buffer.alloc(3), 'S', 'f'), CodecError);
  });

  it('upper-cases unit by unit: ß stays, and no text changes its length', () => {
    assert.equal(upperCaseUtf16('straße'), 'STRAßE');
    assert.equal(upperCaseUtf16('élève'), 'ÉLÈVE');
    assert.equal(upperCaseUtf16('ŉame'), 'ŉAME');
    assert.equal(upperCaseUtf16('User-1'), 'USER-1');
    // Neither Windows nor Samba has these pairs, although Unicode has.
    for (const text of ['µ', 'ı', 'ſ', 'ǅ', 'ϐ', 'ẛ', 'გ', 'ꭰ', 'ᏸ', '\ud800']) {
      assert.equal(upperCaseUtf16(text), text);
    }
    assert.equal(upperCaseUtf16('ςσșșÿѐդⴀ'), 'ΣΣȘȘŸЀԴႠ');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => upperCaseUtf16(text).length === text.length),
    );
  });
});

describe('[MS-DTYP] 2.3.3 FILETIME', () => {
  it('counts from 1601', () => {
    assert.equal(fileTimeFromUnixMs(0), 116444736000000000n);
    assert.equal(unixMsFromFileTime(116444736000000000n), 0);
    assert.equal(fileTimeFromUnixMs(-11_644_473_600_000), 0n);
    assert.equal(unixMsFromFileTime(127972992061679232n), Date.UTC(2006, 6, 13, 21, 20, 6, 167));
  });
});

describe('[MS-DTYP] 2.3.4 GUID', () => {
  it('has its first three fields little-endian', () => {
    const text = '00112233-4455-6677-8899-aabbccddeeff';
    const bytes = Buffer.from('33221100554477668899aabbccddeeff', 'hex');
    assert.deepEqual(guidFromText(text), bytes);
    assert.equal(guidToText(bytes), text);
    assert.throws(() => guidFromText('00112233'), RangeError);
  });
});
