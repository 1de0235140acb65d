import assert from 'node:assert/strict';
import { fuzzCarriers } from './live/fuzz-carriers.js';
import { fuzzLive } from './live/fuzz-live.js';
import { fuzzRecordings } from './live/fuzz-recordings.js';
import { expectNoCrash, newSeed } from './expect-no-crash.js';
import { reportCarriers, reportLive, reportRecordings } from './report.js';

/** Milliseconds of each part in a run of all tests; `npm run fuzz` has more. */
const SESSIONS = 35_000;
const RECORDINGS = 15_000;
const CARRIERS = 10_000;

describe('fuzz: live servers', function () {
  this.timeout(180_000);

  it('sessions that get mixed up: nobody is in without a right proof, and each login has one record', async () => {
    const seed = newSeed();
    const counts = await fuzzLive(seed, SESSIONS);
    expectNoCrash(seed, reportLive(counts, SESSIONS));
    assert.ok(counts.proven > 0, 'right proofs are accepted');
  });

  it('recorded sessions, changed and signed anew: the same', async () => {
    const seed = newSeed();
    const counts = await fuzzRecordings(seed, RECORDINGS);
    expectNoCrash(seed, reportRecordings(counts, RECORDINGS));
    assert.ok(counts.proven > 0, 'right proofs are accepted');
  });

  it('HTTP, RPC, CredSSP and PROXY headers: the same', async () => {
    const seed = newSeed();
    const counts = await fuzzCarriers(seed, CARRIERS);
    expectNoCrash(seed, reportCarriers(counts, CARRIERS));
    assert.ok(counts.proven > 0, 'right proofs are accepted');
  });
});
