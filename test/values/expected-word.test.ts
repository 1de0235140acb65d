import assert from 'node:assert/strict';
import { faultsSection } from '../../src/faults/fault-schema.js';
import { expectedWord, unknownKey } from '../../src/values/expected-word.js';
import { problemsOf } from '../../src/values/problems.js';

const many = Array.from({ length: 40 }, (_, index) => `word-number-${index}`);

describe('expectedWord', () => {
  it('lists a few words', () => {
    assert.equal(expectedWord(['rsa', 'ecdsa'], 'rsaa'), 'expected "rsa" or "ecdsa"');
  });

  it('names the nearest of many, or the first three', () => {
    const told = 'expected one of 41 words; there is "tree-connect"';
    assert.equal(expectedWord([...many, 'tree-connect'], 'tree-conect'), told);
    for (const given of ['zebra', 7, undefined]) {
      const first = 'expected one of 40 words, such as "word-number-0", "word-number-1", "word-number-2"';
      assert.equal(expectedWord(many, given), first);
    }
  });

  it('names the key that was most likely meant', () => {
    assert.equal(unknownKey('tims', ['step', 'times']), "unknown key; there is 'times'");
    assert.equal(unknownKey('color', ['step', 'times']), 'unknown key');
  });
});

describe('the problem of a fault with a slip', () => {
  const reset = { do: 'reset' };
  const slips: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['a preset', { preset: 'unsignedSucces' }, ['[0].preset: there is "unsignedSuccess"']],
    ['a step', { when: { step: 'tree-conect' }, what: reset }, ['[0].when.step: there is "tree-connect"']],
    ['an action', { when: { step: 'create' }, what: { do: 'rset' } }, ['[0].what.do: there is "reset"']],
    [
      'an action in a list',
      { when: { step: 'create' }, what: [reset, { do: 'closed' }] },
      ['[0].what[1].do: there is "close"'],
    ],
    [
      'a key of an action',
      { when: { step: 'create' }, what: { do: 'truncate', byte: 4 } },
      ['[0].what.bytes: expected a number', "[0].what.byte: there is 'bytes'"],
    ],
    [
      'a status',
      { when: { step: 'create' }, what: { do: 'status', status: 'STATUS_ACCES_DENIED' } },
      ['[0].what.status: there is "STATUS_ACCESS_DENIED"'],
    ],
    ['a condition', { when: { step: 'create', time: 1 }, what: reset }, ["[0].when.time: there is 'times'"]],
  ];
  for (const [what, fault, expected] of slips) {
    it(`has its place, and the word that was meant: ${what}`, () => {
      const told = problemsOf(faultsSection, [fault]).map(
        ({ path, message }) => `${path}: ${message.replace(/^.*; (?=there is)/, '')}`,
      );
      assert.deepEqual(told, expected);
    });
  }
});
