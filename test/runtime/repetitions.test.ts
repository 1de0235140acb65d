import assert from 'node:assert/strict';
import { Repetitions } from '../../src/runtime/repetitions.js';
import { FixedRuntime } from '../support/fixed-runtime.js';

describe('repetitions', () => {
  it('of one thing are told at powers of ten, and the last in the end', () => {
    const repetitions = new Repetitions<number>(new FixedRuntime());
    const told = Array.from({ length: 1234 }, (_, index) => repetitions.add('same', index)?.count);
    assert.deepEqual(
      told.filter((count) => count !== undefined),
      [1, 10, 100, 1000],
    );
    assert.deepEqual(repetitions.rest(), [{ event: 1233, count: 1234, omitted: 0 }]);
    assert.deepEqual(repetitions.rest(), []);
  });

  it('twenty different things at once, then one a second; the others are counted', () => {
    const runtime = new FixedRuntime();
    const repetitions = new Repetitions<number>(runtime);
    const tell = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => repetitions.add(`${from + index}`, index)).filter(
        (told) => told !== undefined,
      );
    assert.equal(tell(0, 100).length, 20);
    runtime.advance(1000);
    const [later, ...none] = tell(100, 100);
    // 100 known, of which 32 are remembered and not lost.
    assert.deepEqual([later?.omitted, none.length], [49, 0]);
    runtime.advance(3_600_000);
    assert.equal(tell(200, 100).length, 20);
  });

  it('what was never told is told in the end, with the number of what was forgotten', () => {
    const repetitions = new Repetitions<number>(new FixedRuntime());
    let told = 0;
    for (let i = 0; i < 1000; i++) if (repetitions.add(`${i}`, i) !== undefined) told++;
    const rest = repetitions.rest();
    assert.equal(rest.length, 32);
    assert.equal(told + rest.length + rest.reduce((sum, { omitted }) => sum + omitted, 0), 1000);
  });
});
