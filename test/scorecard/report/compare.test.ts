import assert from 'node:assert/strict';
import { readBaseline, worseThan } from '../../../src/scorecard/report/compare.js';
import { verdicts } from '../../../src/scorecard/verdict.js';
import { scorecard, scoredCase } from './example.js';

describe('a scorecard beside an earlier one', () => {
  const baselineOf = (...cases: Parameters<typeof scorecard>) =>
    readBaseline(JSON.stringify(scorecard(...cases)));

  it('nothing is worse than itself', () => {
    const card = scorecard(...verdicts.map((verdict) => scoredCase(`attacks/${verdict}`, verdict)));
    assert.deepEqual(worseThan(readBaseline(JSON.stringify(card)), card), []);
  });

  it('names what got worse, and not what got better', () => {
    const baseline = baselineOf(scoredCase('attacks/a', 'secure'), scoredCase('attacks/b', 'insecure'));
    const now = scorecard(scoredCase('attacks/a', 'insecure'), scoredCase('attacks/b', 'secure'));
    assert.deepEqual(worseThan(baseline, now), [{ id: 'attacks/a', before: 'secure', now: 'insecure' }]);
  });

  it('a case that is no longer reached is worse than one that was secure', () => {
    const now = scorecard(scoredCase('attacks/a', 'not-reached'));
    assert.equal(worseThan(baselineOf(scoredCase('attacks/a', 'secure')), now).length, 1);
    assert.equal(worseThan(baselineOf(scoredCase('attacks/a', 'hung')), now).length, 0);
  });

  it('a new case counts when it is against the client', () => {
    const now = scorecard(scoredCase('attacks/new', 'broken'), scoredCase('attacks/other', 'not-reached'));
    assert.deepEqual(worseThan(baselineOf(), now), [{ id: 'attacks/new', before: undefined, now: 'broken' }]);
  });

  for (const [what, text] of [
    ['no JSON', 'verdict: secure'],
    ['another format', '{"format":"junit","cases":[]}'],
    ['no cases', JSON.stringify({ ...scorecard(), cases: undefined })],
    ['an unknown verdict', JSON.stringify({ ...scorecard(), cases: [{ id: 'a', verdict: 'fine' }] })],
    ['a case without id', JSON.stringify({ ...scorecard(), cases: [{ verdict: 'secure' }] })],
    ['null', 'null'],
  ] as const) {
    it(`refuses ${what}`, () => assert.throws(() => readBaseline(text), RangeError));
  }
});
