import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonLine } from '../../src/text/json-line.js';
import { printableJson } from '../../src/text/printable.js';
import { frozen } from '../../src/values/frozen.js';

const linesOf = (values: readonly object[]): string[] => {
  const line = new JsonLine();
  return values.map((value) => Buffer.from(line.of(value), 'latin1').toString('utf8'));
};

const hasSameLines = (values: readonly object[]): void =>
  assert.deepEqual(
    linesOf(values),
    values.map((value) => printableJson(value)),
  );

/** Few keys and few values, so that the parts of one value often resemble those of the one before. */
const alike = fc
  .letrec((tie) => ({
    object: fc.dictionary(
      fc.constantFrom('a', 'b', 'é', '"', '1', 'toJSON', 'constructor', '__proto__'),
      tie('any'),
      {
        maxKeys: 5,
      },
    ),
    list: fc.array(tie('any'), { maxLength: 3 }),
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(
        undefined,
        null,
        true,
        0,
        -0,
        1.5,
        NaN,
        Infinity,
        1n,
        '',
        'a',
        '"',
        '\\',
        '“é”',
        '\n',
      ),
      fc.constantFrom<unknown>(
        new Date(0),
        Buffer.from('a'),
        new Map(),
        Object('a'),
        Object(1),
        () => {},
        Symbol('a'),
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
      tie('object'),
      tie('list'),
    ),
  }))
  .object.map((part) => ({ a: 1, part }));

describe('text: lines of JSON that resemble each other', () => {
  it('are those of printableJson, whatever line came before', () => {
    fc.assert(fc.property(fc.array(alike, { minLength: 2, maxLength: 8 }), hasSameLines), { numRuns: 2000 });
  });

  it('tell members that come, change, move and go', () => {
    hasSameLines([
      { a: 1, b: { c: 'x' }, d: [1, { e: null }] },
      { a: 1, b: { c: 'x' }, d: [1, { e: null }] },
      { a: 1, b: { c: 'y' }, d: [1, { e: null }] },
      { a: 1, b: { c: 'y', f: 2 }, d: [1, { e: null }, 3] },
      { b: { c: 'y' }, a: undefined, d: [] },
      { b: 'x', d: {} },
      { b: ['x'], d: [[]] },
      {},
      { a: 1 },
    ]);
  });

  it('tell what changed inside one and the same object', () => {
    const value = { a: { b: [1] } };
    const line = new JsonLine();
    assert.equal(line.of(value), '{"a":{"b":[1]}}');
    value.a.b.push(2);
    assert.equal(line.of(value), '{"a":{"b":[1,2]}}');
    const shallow = Object.freeze({ a: { b: 1 } });
    assert.equal(line.of(shallow), '{"a":{"b":1}}');
    shallow.a.b = 2;
    assert.equal(line.of(shallow), '{"a":{"b":2}}');
  });

  it('tell one frozen part from another', () => {
    const [one, other] = [frozen({ a: [1] }), frozen({ a: [2] })];
    hasSameLines([
      { part: one },
      { part: one },
      { part: other },
      { part: one },
      { part: [one] },
      { part: one },
    ]);
  });

  it('are right after an error', () => {
    const line = new JsonLine();
    const circle: { a: number; self?: unknown } = { a: 2 };
    circle.self = circle;
    assert.equal(line.of({ a: 1, self: null }), '{"a":1,"self":null}');
    assert.throws(() => line.of(circle), TypeError);
    const failing = {
      a: 3,
      get self(): unknown {
        throw new RangeError('no');
      },
    };
    assert.throws(() => line.of(failing), RangeError);
    assert.equal(line.of({ a: 1, self: null }), '{"a":1,"self":null}');
    assert.equal(line.of({ a: 3, self: null }), '{"a":3,"self":null}');
  });

  it('have one character for each byte', () => {
    assert.equal(new JsonLine().of({ a: '“é”' }), Buffer.from('{"a":"“é”"}').toString('latin1'));
  });
});
