import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { compilePattern } from '../../src/shares/name-pattern.js';
import { throwsWith } from './fixture.js';

describe('name pattern: [MS-FSA] 2.1.4.4', () => {
  const matching: readonly (readonly [
    pattern: string,
    names: readonly string[],
    others: readonly string[],
  ])[] = [
    ['', ['a', 'a.b', '.'], []],
    ['*', ['a', 'a.b', '.'], []],
    ['*.*', ['a', 'a.b', 'ab'], []],
    ['a', ['a', 'A'], ['b', 'aa', '']],
    ['*.txt', ['a.txt', 'A.TXT', '.txt', 'a.b.txt'], ['a.txtx', 'atxt', 'a.tx']],
    ['a*', ['a', 'ab', 'a.b'], ['ba']],
    ['a?c', ['abc', 'a.c'], ['ac', 'abbc']],
    ['??', ['ab'], ['a', 'abc']],
    // A client sends this for `*.`: names without an extension.
    ['<', ['abc', ''], ['a.b', 'a.']],
    ['<.txt', ['a.txt', 'a.b.txt'], ['a.txt.old', 'atxt']],
    ['<"*', ['a.b', 'a', 'a.b.c'], []],
    // A client sends this for `a?.?`.
    ['a>.>', ['ab.c', 'a.c', 'a.', 'ab.'], ['abc.d', 'a.cd']],
    ['a>>', ['a', 'ab', 'abc'], ['abcd', 'a.b']],
    ['a"', ['a', 'a.'], ['ab', 'a..']],
    ['a"b', ['a.b'], ['ab', 'a']],
    ['日本*', ['日本語', '日本'], ['日']],
    ['É*', ['élan'], ['elan']],
  ];
  for (const [pattern, names, others] of matching) {
    it(`${JSON.stringify(pattern)} matches what it should`, () => {
      const compiled = compilePattern(pattern);
      for (const name of names) assert.equal(compiled.matches(name), true, name);
      for (const name of others) assert.equal(compiled.matches(name), false, name);
    });
  }

  it('agrees with a plain regular expression where there are no DOS wildcards', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'c'), minLength: 1, maxLength: 8 });
    const wild = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, wild, (name, pattern) => {
        fc.pre(pattern !== '*.*');
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        assert.equal(compilePattern(pattern).matches(name), new RegExp(`^${source}$`).test(name));
      }),
    );
  });

  it('agrees with the specification step by step, also where sets of positions span elements', () => {
    const unit = fc.constantFrom('A', 'B', '.', 'Z');
    const wild = fc.constantFrom('A', 'B', '.', '*', '?', '<', '>', '"');
    const names = fc.string({ unit, minLength: 1, maxLength: 90 });
    const patterns = fc.string({ unit: wild, minLength: 1, maxLength: 90 });
    const rows = fc.array(fc.constantFrom('<<<<<<<<', '>>>>>>>>', '********', '????', 'A', '.', '"'), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        names,
        fc.oneof(
          patterns,
          rows.map((parts) => parts.join('')),
        ),
        (name, pattern) => {
          fc.pre(!['*', '*.*'].includes(pattern));
          assert.equal(compilePattern(pattern).matches(name), matchesExpression(name, pattern));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('does not take for ever over a pattern made for that', () => {
    const hostile = compilePattern(`${'*a'.repeat(127)}b`);
    assert.equal(hostile.matches('a'.repeat(255)), false);
    assert.equal(hostile.matches(`${'a'.repeat(254)}b`), true);
    assert.equal(compilePattern('<'.repeat(255)).matches(`${'.'.repeat(254)}x`), false);
  });

  it('refuses one that no name can match', () => {
    for (const pattern of ['a\\b', 'a/b', '..\\*', 'a:b', 'a|b', 'a\0b', '*'.repeat(256)]) {
      throwsWith(() => compilePattern(pattern), 'STATUS_OBJECT_NAME_INVALID');
    }
  });
});

/** [MS-FSA] 2.1.4.4 Part 2, one position after the other. */
function matchesExpression(name: string, expression: string): boolean {
  const lastDot = name.lastIndexOf('.');
  let reached = new Set([0]);
  const leave = (positions: Set<number>, skipped: string) => {
    for (const e of positions) if (skipped.includes(expression[e] ?? ' ')) positions.add(e + 1);
  };
  for (const [n, unit] of name.split('').entries()) {
    leave(reached, unit === '.' ? '*<>' : '*<');
    const next = new Set<number>();
    for (const e of reached) {
      const wanted = expression[e];
      if (wanted === '*' || (wanted === '<' && n !== lastDot)) next.add(e);
      else if (wanted === '?' || wanted === unit) next.add(e + 1);
      else if (wanted === '>' && unit !== '.') next.add(e + 1);
      else if (wanted === '"' && unit === '.') next.add(e + 1);
    }
    reached = next;
  }
  leave(reached, '*<>"');
  return reached.has(expression.length);
}
