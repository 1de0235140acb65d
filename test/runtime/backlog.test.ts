import assert from 'node:assert/strict';
import { Backlog } from '../../src/runtime/backlog.js';
import { askerOf } from '../../src/runtime/fair-queue.js';
import { loopTurns } from '../../src/runtime/turns.js';
import { watchTurns } from '../support/watch-turns.js';
import { alice } from '../shares/fixture.js';

describe('slices of the event loop', () => {
  const asker = askerOf(alice);

  it('give back what was computed, or how it failed', async () => {
    assert.equal(await loopTurns.compute(asker, () => 7), 7);
    const fail = () => {
      throw new RangeError('no');
    };
    await assert.rejects(loopTurns.compute(asker, fail), RangeError);
    assert.equal(await loopTurns.compute(asker, () => 8), 8);
  });

  it('let others be served, however much there is to compute', async () => {
    const compute = () => {
      const end = performance.now() + 1;
      while (performance.now() < end);
    };
    const turns = watchTurns();
    await Promise.all(Array.from({ length: 200 }, () => loopTurns.compute(asker, compute)));
    assert.ok(turns.end() < 100);
  });
});

describe('a backlog', () => {
  it('runs the first tasks at once and the others later, in order, each subject once', async () => {
    const done: object[] = [];
    const backlog = new Backlog<object>((subject) => done.push(subject));
    const subjects = Array.from({ length: 50 }, (_, i) => ({ i }));
    for (const subject of subjects) backlog.add(subject);
    assert.deepEqual(done, subjects.slice(0, 16));
    backlog.add(subjects[30]!);
    backlog.drop(subjects[40]!);
    while (done.length < 49) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(done, [...subjects.slice(0, 40), ...subjects.slice(41)]);
  });
});
