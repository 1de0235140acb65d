import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AcceptorCounts, playAcceptorScenario } from './acceptors/fuzz-acceptors.js';
import { decoderTargets } from './decoders.js';
import { runCase } from './engine/run-case.js';
import { type CarrierCounts, fuzzOneServer } from './live/fuzz-carriers.js';
import { recordAll, type RecordingCounts, replayChanged } from './live/fuzz-recordings.js';
import { fuzzServer, livePlans, type LiveCounts } from './live/fuzz-live.js';

/** A crash that was mended. */
interface Mended {
  /** In words. */
  readonly was: string;
}

/** The lines of a file of crashes. */
function vectorsIn(name: string): unknown {
  return JSON.parse(readFileSync(`test/fuzz/vectors/${name}.json`, 'utf8'));
}

const decoders = vectorsIn('decoders') as readonly (Mended & {
  readonly target: string;
  readonly hex: string;
})[];
const acceptors = vectorsIn('acceptors') as readonly (Mended & {
  readonly scenario: string;
  readonly seed: number;
})[];
const sessions = vectorsIn('sessions') as readonly (Mended & {
  readonly plan: string;
  readonly seed: number;
})[];
const recordings = vectorsIn('recordings') as readonly (Mended & {
  readonly recipe: number;
  readonly seed: number;
})[];
const carriers = vectorsIn('carriers') as readonly (Mended & { readonly seed: number })[];

describe('fuzz: crashes that were mended stay mended', () => {
  const targets = new Map(decoderTargets().map((target) => [target.name, target]));

  for (const { target: name, hex, was } of decoders) {
    it(`${name}: ${was}`, async () => {
      const target = targets.get(name);
      assert.ok(target, 'a target of that name');
      assert.equal((await runCase(target, Buffer.from(hex, 'hex'))).crash, undefined);
    });
  }

  for (const { scenario, seed, was } of acceptors) {
    it(`${scenario} ${seed}: ${was}`, async () => {
      const counts: AcceptorCounts = { logins: 0, proven: 0, crashes: [] };
      await playAcceptorScenario(scenario, seed, counts);
      assert.deepEqual(counts.crashes, []);
    });
  }

  for (const { plan: name, seed, was } of sessions) {
    it(`${name} ${seed}: ${was}`, async () => {
      const plan = livePlans.find((each) => each.name === name);
      assert.ok(plan, 'a plan of that name');
      const counts: LiveCounts = { servers: 0, rounds: 0, steps: 0, records: 0, proven: 0, crashes: [] };
      await fuzzServer(plan, seed, 1, counts);
      assert.deepEqual(counts.crashes, []);
    });
  }

  for (const { recipe, seed, was } of recordings) {
    it(`recording ${recipe}, ${seed}: ${was}`, async () => {
      const counts: RecordingCounts = { replays: 0, frames: 0, proven: 0, crashes: [] };
      await replayChanged(await recordAll(), recipe, seed, counts);
      assert.deepEqual(counts.crashes, []);
    });
  }

  for (const { seed, was } of carriers) {
    it(`carrier ${seed}: ${was}`, async () => {
      const counts: CarrierCounts = { conversations: 0, proven: 0, crashes: [] };
      await fuzzOneServer(seed, counts, () => counts.conversations > 0);
      assert.deepEqual(counts.crashes, []);
    });
  }
});
