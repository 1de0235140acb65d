import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { momentOf } from '../../src/auth/moment.js';

describe('momentOf', () => {
  for (const [value, moment] of [
    ['2026-12-31', Date.UTC(2026, 11, 31)],
    ['2026-12-31T18:00Z', Date.UTC(2026, 11, 31, 18)],
    ['2026-12-31T18:00:01.5+02:00', Date.UTC(2026, 11, 31, 16, 0, 1, 500)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    [0, 0],
    [new Date(5), 5],
  ] as const) {
    it(`is that of ${String(value)}`, () => assert.equal(momentOf(value), moment));
  }

  it('is that of a Date of another context, as test runners have', () => {
    assert.equal(momentOf(runInNewContext('new Date(7)')), 7);
  });

  for (const value of [
    '2026-02-29',
    '2026-13-01',
    '2026-12-31T18:00',
    '2026-12-31T25:00Z',
    '31.12.2026',
    'never',
    '',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Date('x'),
    null,
    true,
    {},
  ]) {
    it(`is none of ${JSON.stringify(value)}`, () => assert.equal(momentOf(value), undefined));
  }
});
