import assert from 'node:assert/strict';
import { ChallengeMarks } from '../../src/shared-state/challenge-marks.js';

describe('the marks of challenges', () => {
  it('differ between all that have one, and come back last', () => {
    const marks = new ChallengeMarks();
    const [first, second] = [marks.take(), marks.take()];
    marks.giveBack(first);
    const others = Array.from({ length: 255 }, () => marks.take());
    assert.equal(new Set([second, ...others]).size, 256);
    assert.equal(others.at(-1), first);
    for (const mark of others) assert.ok(Number.isInteger(mark) && mark >= 0 && mark <= 255);
    assert.throws(() => marks.take(), RangeError);
  });
});
