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
    // What a client makes of `*.`: names without an extension.
    ['<', ['abc', ''], ['a.b', 'a.']],
    ['<.txt', ['a.txt', 'a.b.txt'], ['a.txt.old', 'atxt']],
    ['<"*', ['a.b', 'a', 'a.b.c'], []],
    // What a client makes of `a?.?`.
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
