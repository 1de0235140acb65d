import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printable, printableJson, quoted } from '../../src/diagnosis/printable.js';

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

  it('letters nobody sees are shown', () => {
    assert.equal(printable('a\u00adb\u{e0041}c\u3164'), 'a\\u{ad}b\\u{e0041}c\\u{3164}');
    assert.equal(printableJson('\u{e0041}'), '"\\udb40\\udc41"');
  });

  it('cuts what is quoted', () => {
    assert.equal(quoted('x'.repeat(100), 3), '“xxx…”');
  });
});
