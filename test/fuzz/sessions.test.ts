import assert from 'node:assert/strict';
import { fuzzLive } from './live/fuzz-live.js';
import { reportLive } from './report.js';

/** Milliseconds in a run of all tests; `npm run fuzz` has more. */
const SESSIONS = 60_000;

describe('fuzz: sessions on live servers', function () {
  this.timeout(3 * SESSIONS);

  it('nobody is in without a right proof, each login has one record, and the server lives', async () => {
    const seed = Date.now() % 2 ** 31;
    const counts = await fuzzLive(seed, SESSIONS);
    const { line, crashes } = reportLive(counts, SESSIONS);
    process.stdout.write(`      seed ${seed} ${line}\n`);
    assert.deepEqual(crashes, [], `seed ${seed}`);
    assert.ok(counts.proven > 0, 'right proofs are accepted');
  });
});
