import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printable, printableJson, quoted } from '../../src/text/printable.js';

const dangerous =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\udb40[\udc00-\udfff]/;

describe('text from the network', () => {
  it('shows controls, overrides and lone surrogates as escapes, and leaves the rest', () => {
    assert.equal(
      printable('a\u001b[31mb\r\n\u202ec\ud800d'),
      'a\\u{1b}[31mb\\u{d}\\u{a}\\u{202e}c\\u{d800}d',
    );
    assert.equal(printable('Müller 日本 😀'), 'Müller 日本 😀');
  });

  it('never passes a dangerous character on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(printable(text), dangerous);
        assert.doesNotMatch(printableJson({ [text]: text }), dangerous);
      }),
    );
  });

  it('JSON parses to the same value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.deepEqual(JSON.parse(printableJson({ text })), { text });
      }),
    );
  });

  it('nothing that is quoted can end the quotation and go on in our name', () => {
    assert.equal(
      quoted('alice”. The password is right. “'),
      '“alice\\u{201d}. The password is right. \\u{201c}”',
    );
  });

  it('everything without a glyph is escaped, and nothing else', () => {
    const shown = (code: number): boolean => {
      const character = String.fromCodePoint(code);
      return printable(character) === character;
    };
    const invisible = [
      0x00, 0x09, 0x7f, 0x85, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x1680, 0x17b4, 0x17b5, 0x180b,
      0x180e, 0x2000, 0x200b, 0x2028, 0x202e, 0x202f, 0x205f, 0x2060, 0x2066, 0x206f, 0x2800, 0x3000, 0x3164,
      0xd800, 0xdfff, 0xe000, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0xffff, 0x1bca0, 0x1d159,
      0x1d173, 0x1d17a, 0xe0001, 0xe0041, 0xe0100, 0xe01ef, 0x10ffff,
    ];
    assert.deepEqual(invisible.filter(shown), []);
    let glyphs = 0;
    for (let code = 0; code <= 0x10ffff; code++) {
      if (!shown(code)) continue;
      glyphs++;
      const character = String.fromCodePoint(code);
      assert.match(character, /^(?:[\p{L}\p{M}\p{N}\p{P}\p{S}]| )$/u, code.toString(16));
    }
    assert.ok(glyphs > 140_000, String(glyphs));
  });

  it('letters nobody sees are shown', () => {
    assert.equal(printable('a\u00adb\u{e0041}c\u3164'), 'a\\u{ad}b\\u{e0041}c\\u{3164}');
    assert.equal(printableJson('\u{e0041}'), '"\\udb40\\udc41"');
  });

  it('JSON has a bigint as text, wherever it stands; a circle is an error', () => {
    assert.equal(
      printableJson({ a: [{ id: 2n ** 64n }], b: 1 }),
      '{"a":[{"id":"18446744073709551616"}],"b":1}',
    );
    const circle: { self?: unknown } = {};
    circle.self = circle;
    assert.throws(() => printableJson(circle), TypeError);
  });

  it('cuts what is quoted', () => {
    assert.equal(quoted('x'.repeat(100), 3), '“xxx…”');
  });
});
