import assert from 'node:assert/strict';
import { Journal } from '../../src/control/journal.js';
import { systemRuntime } from '../../src/runtime/runtime.js';

const never = new AbortController().signal;
const all = { matches: () => true, after: 0 };

describe('control: the journal', () => {
  it('gives what came later than a cursor, whatever its id', () => {
    const journal = new Journal<string>(10, systemRuntime);
    journal.add(2, 'second');
    const { cursor } = journal.find(all);
    // An attempt that began earlier may end later.
    journal.add(1, 'first');
    assert.deepEqual(journal.find({ ...all, after: cursor }), {
      records: ['first'],
      cursor: 2,
      forgotten: 0,
    });
  });

  it('retains a bounded number, and says how many it forgot', () => {
    const journal = new Journal<number>(3, systemRuntime);
    for (let id = 1; id <= 5; id++) journal.add(id, id);
    assert.deepEqual(journal.find(all), { records: [3, 4, 5], cursor: 5, forgotten: 2 });
    assert.deepEqual(journal.find({ ...all, after: 4 }), { records: [5], cursor: 5, forgotten: 0 });
    journal.clear();
    assert.deepEqual(journal.find(all), { records: [], cursor: 5, forgotten: 5 });
  });

  it('puts a later version in the place of a record, which may end a wait', async () => {
    const journal = new Journal<string>(3, systemRuntime);
    journal.add(7, 'accepted');
    const waiting = journal.wait({ after: 0, matches: (record) => record === 'left' }, 10_000, never);
    journal.replace(8, 'left');
    journal.replace(7, 'left');
    assert.deepEqual((await waiting).records, ['left']);
  });

  it('waits for the first record that matches', async () => {
    const journal = new Journal<number>(3, systemRuntime);
    const waiting = journal.wait({ after: 0, matches: (record) => record > 1 }, 10_000, never);
    journal.add(1, 1);
    journal.add(2, 2);
    assert.deepEqual((await waiting).records, [2]);
  });

  it('gives a waiting search what it found, although a later version of it does not match', async () => {
    const journal = new Journal<string>(3, systemRuntime);
    const waiting = journal.wait({ after: 0, matches: (record) => record === 'accepted' }, 10_000, never);
    journal.add(1, 'accepted');
    journal.replace(1, 'left');
    assert.deepEqual((await waiting).records, ['accepted']);
  });

  it('ends a wait with its time, and with its signal', async () => {
    const journal = new Journal<number>(3, systemRuntime);
    assert.deepEqual((await journal.wait(all, 5, never)).records, []);
    const ended = new AbortController();
    const waiting = journal.wait(all, 60_000, ended.signal);
    ended.abort();
    assert.deepEqual((await waiting).records, []);
    assert.deepEqual((await journal.wait(all, 60_000, ended.signal)).records, []);
  });
});
