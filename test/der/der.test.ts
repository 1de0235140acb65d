import assert from 'node:assert/strict';
import { CodecError, Reader } from '../../src/bytes/index.js';
import {
  contextTag,
  der,
  derExplicit,
  ignoreExtensions,
  readElement,
  readField,
  readOctetString,
} from '../../src/der/der.js';

function reader(hex: string): Reader {
  return new Reader(Buffer.from(hex, 'hex'), 'Test');
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
    return error.code;
  }
  return 'read';
}

describe('der', () => {
  it('X.690 8.14.3: an EXPLICIT tag holds the whole element, whatever the forms of both lengths', () => {
    for (const length of [0, 1, 125, 126, 127, 128, 253, 254, 255, 256, 0xfffb, 0x10000]) {
      const contents = [Buffer.alloc(length >> 1, 1), undefined, Buffer.alloc(length - (length >> 1), 2)];
      assert.deepEqual(derExplicit(3, 0x04, ...contents), der(contextTag(3), der(0x04, ...contents)));
    }
  });

  describe('X.690 10.1: lengths are definite and minimal', () => {
    const lengths: readonly (readonly [string, string, string])[] = [
      ['short form', '0400', 'read'],
      ['127 in short form', `047f${'00'.repeat(127)}`, 'read'],
      ['128 in one octet', `048180${'00'.repeat(128)}`, 'read'],
      ['256 in two octets', `04820100${'00'.repeat(256)}`, 'read'],
      ['indefinite', '0480010000', 'malformed'],
      ['5 in long form', `048105${'00'.repeat(5)}`, 'malformed'],
      ['128 in two octets', `04820080${'00'.repeat(128)}`, 'malformed'],
      ['0 in four octets', '048400000000', 'malformed'],
      ['five octets of length', '04850000000001ff', 'out-of-range'],
      ['126 octets of length', `04fe${'00'.repeat(126)}`, 'out-of-range'],
      ['reserved first octet', `04ff${'00'.repeat(127)}`, 'out-of-range'],
      ['4 GiB declared', '0484ffffffff00', 'truncated'],
      ['one byte too long', '0402ff', 'truncated'],
      ['no length', '04', 'truncated'],
      ['nothing', '', 'truncated'],
      ['another tag', '0500', 'bad-constant'],
    ];
    for (const [name, hex, code] of lengths) {
      it(`${name}: ${code}`, () => {
        assert.equal(
          codeOf(() => readElement(reader(hex), 0x04, 'field')),
          code,
        );
      });
    }
  });

  it('keeps offsets of the whole token in errors', () => {
    const outer = readElement(reader('3004a0020405'), 0x30, 'outer');
    assert.throws(
      () => readField(outer, 0, 'inner', readOctetString),
      (error) => error instanceof CodecError && error.offset === 6 && error.field === 'inner',
    );
  });

  it('an EXPLICIT tag holds one value and no more', () => {
    assert.equal(
      codeOf(() => readField(reader('a00404000400'), 0, 'field', readOctetString)),
      'malformed',
    );
    assert.equal(readField(reader('a1020400'), 0, 'field', readOctetString), undefined);
  });

  describe('RFC 4178 6: unknown fields are ignored', () => {
    const extensions: readonly (readonly [string, string, string])[] = [
      ['none', '', 'read'],
      ['one', 'a4020500', 'read'],
      ['two, ascending', 'a4020500a5020500', 'read'],
      ['primitive context tag', 'a4008501ff', 'malformed'],
      ['the same twice', 'a4020500a4020500', 'malformed'],
      ['descending', 'a5020500a4020500', 'malformed'],
      ['a known one, misplaced', 'a3020500', 'malformed'],
      ['indefinite length inside', 'a4040480ff00', 'malformed'],
      ['contents that overrun', 'a4020405', 'truncated'],
      ['tag number above 30', 'bf2000', 'malformed'],
      ['eight levels', 'a40e300c300a30083006300430020500', 'read'],
      ['nine levels', 'a410300e300c300a30083006300430020500', 'malformed'],
    ];
    for (const [name, hex, code] of extensions) {
      it(`${name}: ${code}`, () => {
        assert.equal(
          codeOf(() => ignoreExtensions(reader(hex), 4)),
          code,
        );
      });
    }
  });

  it('encodes lengths as it reads them', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const encoded = der(0x04, Buffer.alloc(length, 1));
      assert.equal(readElement(new Reader(encoded, 'Test'), 0x04, 'field').remaining, length);
    }
  });
});
