import assert from 'node:assert/strict';
import { cureFor } from '../../src/diagnosis/mangling-advice.js';

describe('the advice on a mangled password', () => {
  for (const [words, ...variants] of [
    [
      /clear its password field/,
      'empty',
      'mask',
      'trailing-space',
      'leading-no-break-space',
      'double-quotes',
    ],
    [
      /printf %s/,
      'trailing-newline',
      'trailing-crlf',
      'leading-bom',
      'trailing-newline-in-letters',
      'leading-key',
    ],
    [/room for/, 'cut-at-14', 'dollar-cut', 'start-lost'],
    [/caps lock/, 'caps-lock', 'first-letter-upper', 'upper-case', 'shift-stuck'],
    [/keyboard layout/, 'keyboard-us-de', 'dead-key'],
    [/ASCII letters/, 'utf8-read-as-latin1', 'not-in-cp437', 'nfd', 'question-marks'],
  ] as const) {
    for (const variant of variants) it(variant, () => assert.match(cureFor(variant) ?? '', words));
  }

  it('is the reason’s own where no cure is known, as for what a shell does to it', () => {
    for (const variant of ['shell-word', 'percent-encoded', 'typographic-quotes'])
      assert.equal(cureFor(variant), undefined);
  });
});
