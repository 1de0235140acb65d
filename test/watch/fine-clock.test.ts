import assert from 'node:assert/strict';
import { FineClock } from '../../src/watch/fine-clock.js';

describe('watch: the clock', () => {
  it('has fractions of a millisecond, and follows the wall clock when that is set', () => {
    let wall = 1_700_000_000_000;
    let monotonic = 500.25;
    const clock = new FineClock({ now: () => wall, monotonic: () => monotonic });
    assert.equal(clock.now(), 1_700_000_000_000);
    monotonic += 1.3504;
    wall += 1;
    assert.equal(clock.now(), 1_700_000_000_001.35);
    wall += 3_600_000;
    assert.equal(clock.now(), 1_700_003_600_001);
    wall -= 7_200_000;
    assert.equal(clock.now(), 1_699_996_400_001);
  });
});
